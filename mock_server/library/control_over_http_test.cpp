#include "json/parse.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <thread>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

const std::string create_body =
    R"({"destination_tenant_url": "https://dest.tines.com",
        "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
        "team_id": 7, "story_ids": [9981, 9982]})";

Response send(MockServer& server, std::string method, std::string target, std::string body = "") {
  return server.handle(
      {.method = std::move(method),
       .target = std::move(target),
       .headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer origin-key"}},
       .body = std::move(body)});
}

Response create(MockServer& server, const std::string& prefix = "") {
  return send(server, "POST", prefix + "/api/v1/admin/sync_destinations", create_body);
}

MockServer without_socket() {
  return MockServer(sample_world(), {.rng_seed = 3}, {.listen = false});
}

}  // namespace

TEST_CASE("requests to the control API are not in a journal, and faults do not act on them") {
  auto server = without_socket();
  for (const char* scenario : {"stall_forever", "maintenance_html_503", "garbage_answer"})
    CHECK(send(server, "PUT", std::string("/__admin/scenarios/") + scenario).status == 200);
  CHECK(send(server, "GET", "/__admin/health").status == 200);
  CHECK(send(server, "GET", "/api/v1/stories").status == 503);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("C++ sees the faults that HTTP injects, and HTTP those that C++ injects") {
  auto server = without_socket();
  send(server, "PUT", "/__admin/scenarios/lost_response_after_create");
  CHECK(server.world().faults().size() == 1);
  server.world().remove_scenario("lost_response_after_create");
  CHECK_THAT(send(server, "GET", "/__admin/faults").body, Contains(R"("faults":[])"));

  server.inject(
      {.name = "mine", .phase = Phase::before_commit, .effect = effects::reset(), .times = 1});
  CHECK(create(server).status == 0);
  CHECK_THAT(send(server, "GET", "/__admin/faults").body,
             Contains(R"("state":"exhausted","matched":1,"fired":1,"applied":1)"));
  CHECK_NOTHROW(server.world().verify_all_faults_fired());
  server.world().clear_faults();
  CHECK(server.world().fault_statuses().empty());
}

TEST_CASE("the state shows what the latest pushes of a subscription came to") {
  auto server = without_socket();
  server.inject({.name = "down",
                 .when = {.operation = "push", .story_id = StoryId(9981)},
                 .phase = Phase::push,
                 .effect = effects::PushFails{PushFailure::unreachable}});
  CHECK(create(server).status == 201);
  const auto state = parse_known_json(send(server, "GET", "/__admin/state").body);
  const auto& subscriptions = state["tenants"][0]["sync_destinations"][0]["subscriptions"];
  CHECK(subscriptions[0]["pushes"] == 1);
  const auto& failed = subscriptions[0]["history"][0];
  CHECK(failed["cause"] == "create");
  CHECK(failed["result"] == "failed");
  CHECK(failed["error_message"] == "The destination tenant could not be reached.");
  CHECK(failed["rule"] == "down");
  CHECK(subscriptions[1]["history"][0]["result"] == "synced");
  CHECK_FALSE(subscriptions[1]["history"][0].contains("rule"));
}

TEST_CASE(
    "a naive client that tries again after a lost answer makes a duplicate, which the journal "
    "proves") {
  auto server = without_socket();
  send(server, "PUT", "/__admin/scenarios/lost_response_after_create");
  CHECK(create(server).ending == Ending::reset);
  CHECK(create(server).status == 201);
  CHECK(server.tenant("origin").sync_destinations().size() == 2);

  const auto found = send(server, "POST", "/__admin/requests/verify",
                          R"({"when": {"operation": "sync_destination.create"}, "exactly": 1})");
  CHECK_THAT(found.body, Contains(R"("holds":false)") && Contains("#1 POST") &&
                             Contains("-> no answer") && Contains("#2 POST"));
  const auto requests = server.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].committed);
  CHECK(requests[0].faults.at(0).rule == "lost_response_after_create");
  CHECK(requests[0].ending == Ending::reset);
  CHECK(requests[1].committed);
  CHECK(requests[1].faults.empty());
}

TEST_CASE("the journal and its HAR say over HTTP what a client saw that got garbage") {
  auto server = without_socket();
  server.inject({.name = "noise", .phase = Phase::response, .effect = effects::garbage(64)});
  CHECK(create(server).status == 0);
  const auto entry = parse_known_json(send(server, "GET", "/__admin/requests/1").body);
  CHECK(entry["status"] == 0);
  CHECK(entry["response_headers"].empty());
  CHECK(entry["response_body"] == "");
  CHECK(entry["bytes_sent"] == 64);
  CHECK(entry["tenant_response"]["status"] == 201);
  const auto har =
      parse_known_json(send(server, "GET", "/__admin/har").body)["log"]["entries"].at(0);
  CHECK(har["response"]["status"] == 0);
  CHECK(har["response"]["headers"].empty());
  CHECK(har["response"]["content"]["text"] == "");
  CHECK(har["comment"] ==
        "connection closed after 64 bytes without a status line; committed; the rule \"noise\" "
        "acted; the tenant had responded 201");
}

TEST_CASE("a world made at run time has its own prefix, state, faults, journal, clock and seed") {
  auto server = without_socket();
  const auto made = send(server, "POST", "/__admin/worlds",
                         R"({"name": "other", "copy_of": "default",
                             "options": {"rng_seed": 8, "virtual_clock": true}})");
  REQUIRE(made.status == 201);
  CHECK(create(server, "/w/other/t/origin").status == 201);
  const auto other = server.world("other");
  CHECK(other.tenant("origin").sync_destinations().size() == 1);
  CHECK(server.tenant("origin").sync_destinations().empty());
  CHECK(other.requests().size() == 1);
  CHECK(server.requests().empty());
  CHECK(other.rng_seed() == 8);
  CHECK(server.world().rng_seed() == 3);
  CHECK(send(server, "POST", "/__admin/worlds/other/clock/advance", R"({"by_ms": 1})").status ==
        200);

  send(server, "PUT", "/__admin/worlds/other/scenarios/maintenance_html_503");
  CHECK(create(server, "/w/other/t/origin").status == 503);
  CHECK(create(server).status == 201);
  CHECK(send(server, "DELETE", "/__admin/worlds/other").status == 204);
  CHECK(create(server, "/w/other/t/origin").status == 404);
}

TEST_CASE("parallel tests share a server, each in a world of its own, without seeing each other") {
  auto server = without_socket();
  std::atomic<int> good = 0;
  const auto test = [&](int number) {
    const auto name = "test-" + std::to_string(number);
    send(server, "POST", "/__admin/worlds", R"({"name": ")" + name + R"(", "copy_of": "default"})");
    const int creates = 1 + number % 3;
    for (int i = 0; i < creates; ++i) create(server, "/w/" + name + "/t/origin");
    const auto count = R"({"when": {"operation": "sync_destination.create"}, "exactly": )" +
                       std::to_string(creates) + "}";
    const auto found = send(server, "POST", "/__admin/worlds/" + name + "/requests/verify", count);
    if (found.body.find(R"("holds":true)") != std::string::npos) ++good;
    send(server, "DELETE", "/__admin/worlds/" + name);
  };
  std::vector<std::jthread> tests;
  for (int number = 0; number < 8; ++number) tests.emplace_back(test, number);
  tests.clear();
  CHECK(good == 8);
}

TEST_CASE("a world that imports the state of another answers as that one") {
  auto first = without_socket();
  create(first);
  auto second = without_socket();
  CHECK(
      send(second, "POST", "/__admin/import", send(first, "GET", "/__admin/export").body).status ==
      200);
  const std::string list = "/api/v1/admin/sync_destinations";
  CHECK(send(second, "GET", list).body == send(first, "GET", list).body);
  second.world().import_state(first.world().export_state());
  CHECK(send(second, "GET", list).body == send(first, "GET", list).body);
}

TEST_CASE("a verification that can never hold is an error that says why") {
  auto server = without_socket();
  CHECK_THROWS_AS(server.verify(operation("sync_destination.creat"), exactly(0)), std::logic_error);
  CHECK_THROWS_AS(server.check({.body_json = "{"}, exactly(0)), std::logic_error);
  CHECK_THROWS_WITH(server.inject_scenario("rate_limit"), Contains("rate_limited"));
}

TEST_CASE("verify fails when a rule has not acted") {
  auto server = without_socket();
  server.inject_scenario("stale_list");
  CHECK_THROWS_WITH(server.world().verify_all_faults_fired(),
                    Contains("\"stale_list\" (before_commit)"));
}

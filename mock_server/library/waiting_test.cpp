#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <atomic>
#include <functional>
#include <thread>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

const Request list_destinations = {.target = "/api/v1/admin/sync_destinations",
                                   .headers = {{"Authorization", "Bearer origin-key"}}};

const Request create_destination = {.method = "POST",
                                    .target = "/api/v1/admin/sync_destinations",
                                    .headers = {{"Authorization", "Bearer origin-key"}},
                                    .body = R"({"destination_tenant_url": "https://dest.tines.com",
                "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
                "team_id": 7, "story_ids": [9981, 9982]})"};

Response control(MockServer& server, std::string method, const std::string& path,
                 std::string body = "") {
  return server.handle({.method = std::move(method),
                        .target = "/__admin" + path,
                        .headers = {{"Content-Type", "application/json"}},
                        .body = std::move(body)});
}

Json changes(MockServer& server, const std::string& query = "") {
  return Json::parse(control(server, "GET", "/changes" + query).body);
}

std::string after(const Json& changes) {
  return "?after=" + std::to_string(changes["number"].get<std::uint64_t>());
}

}  // namespace

TEST_CASE("a verification with patience ends when the request that it expects has arrived") {
  MockServer server({.listen = false});
  const std::jthread client([&] { server.handle(list_destinations); });
  server.within(10min).verify(operation("sync_destination.list"), exactly(1));
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a verification in an order, and one of all rules, wait as well") {
  MockServer server({.listen = false});
  server.inject({.name = "late", .phase = Phase::response, .effect = effects::answer(503)});
  const std::jthread client([&] {
    server.handle(list_destinations);
    server.handle(create_destination);
  });
  server.within(10min).verify_in_order(
      {operation("sync_destination.list"), operation("sync_destination.create")});
  server.within(10min).verify_all_faults_fired();
}

TEST_CASE("a verification that can no longer hold does not wait") {
  MockServer server({.listen = false});
  server.handle(list_destinations);
  server.handle(list_destinations);
  CHECK_FALSE(server.within(10min).check(operation("sync_destination.list"), exactly(1)).holds);
  CHECK_FALSE(server.within(10min).check(operation("sync_destination.list"), at_most(1)).holds);
}

TEST_CASE("a verification whose time is over says what was expected") {
  MockServer server({.listen = false});
  const auto found = server.within(1ms).check(operation("team.list"), at_least(1));
  CHECK_FALSE(found.holds);
  CHECK(found.report.find("at least 1") != std::string::npos);
}

TEST_CASE("patience is 0 to 10 minutes") {
  MockServer server({.listen = false});
  CHECK_THROWS_AS(server.within(-1ms), std::logic_error);
  CHECK_THROWS_AS(server.within(limits::within + 1ms), std::logic_error);
  CHECK_NOTHROW(server.within(limits::within));
}

TEST_CASE("a wait for a condition ends when the state fits it, also by a sync that becomes due") {
  MockServer server(sample_world(), {.sync_mode = SyncMode::deferred, .sync_delay = 30ms},
                    {.listen = false});
  server.handle(create_destination);
  CHECK(server.tenant("dest").stories().empty());
  CHECK(
      server.within(10min).wait_until([&] { return server.tenant("dest").stories().size() == 2; }));
}

TEST_CASE("a stop, a reset and a drop of the world end every wait at once") {
  MockServer server({.listen = false});
  const auto never = [] { return false; };
  auto other = server.add_world("other", sample_world());
  std::atomic<int> over = 0;
  const auto wait_in = [&](WorldHandle world) {
    return std::jthread([&over, world = world.within(10min), never] {
      world.wait_until(never);
      ++over;
    });
  };
  SECTION("stop") {
    const auto waiting = wait_in(server.world());
    server.stop();
  }
  SECTION("a wait that begins after the stop") {
    server.stop();
    const auto waiting = wait_in(server.world());
  }
  SECTION("drop") {
    const auto waiting = wait_in(other);
    server.drop_world("other");
  }
  SECTION("reset, of a wait that has begun") {
    std::stop_source begun;
    std::jthread waiting([&] {
      server.within(10min).wait_until([&] {
        begun.request_stop();
        return false;
      });
      ++over;
    });
    while (!begun.stop_requested()) std::this_thread::yield();
    server.reset();
  }
  CHECK(over == 1);
}

TEST_CASE("changes answers at once without `after`, and when something has changed since") {
  MockServer server({.listen = false});
  const auto first = changes(server, "?within_ms=600000");
  CHECK(first["changed"] == true);
  server.handle(list_destinations);
  const auto second = changes(server, after(first) + "&within_ms=600000");
  CHECK(second["changed"] == true);
  CHECK(second["journal"] > first["journal"]);
  CHECK(second["state"] == first["state"]);
  CHECK(changes(server, after(second) + "&within_ms=1")["changed"] == false);
  CHECK(changes(server, after(second))["changed"] == false);
}

TEST_CASE("each part of a world says when it has changed") {
  MockServer server(sample_world(), {.virtual_clock = true}, {.listen = false});
  const auto part_that_changes = [&](const char* part, const std::function<void()>& work) {
    INFO(part);
    const auto before = changes(server);
    work();
    const auto now = changes(server);
    CHECK(now[part] > before[part]);
  };
  part_that_changes("state", [&] { server.handle(create_destination); });
  part_that_changes("state", [&] {
    auto story = server.tenant("origin").story(StoryId{9981});
    story.name = "renamed";
    server.tenant("origin").update_story(story);
  });
  part_that_changes("state", [&] { server.world().import_state(sample_world()); });
  part_that_changes("state", [&] { server.reset(); });
  part_that_changes("journal", [&] { server.handle(list_destinations); });
  part_that_changes("journal", [&] { server.world().clear_requests(); });
  part_that_changes("faults", [&] { server.inject_scenario("rate_limited"); });
  part_that_changes("faults", [&] { server.handle(list_destinations); });
  part_that_changes("faults", [&] { server.world().remove_scenario("rate_limited"); });
  part_that_changes("clock", [&] { server.virtual_clock().advance(1s); });
}

TEST_CASE("a request that only reads changes no state") {
  MockServer server({.listen = false});
  const auto before = changes(server);
  server.handle(list_destinations);
  CHECK(changes(server)["state"] == before["state"]);
}

TEST_CASE("a wait for changes ends when a rule expires or a push is due, by real time") {
  MockServer server(sample_world(), {.sync_mode = SyncMode::deferred, .sync_delay = 30ms},
                    {.listen = false});
  server.inject({.name = "short",
                 .phase = Phase::response,
                 .effect = effects::answer(503),
                 .expires_after = 20ms});
  const auto before = changes(server);
  const auto expired = changes(server, after(before) + "&within_ms=600000");
  CHECK(expired["faults"] > before["faults"]);
  server.world().clear_faults();
  server.handle(create_destination);
  const auto created = changes(server);
  const auto pushed = changes(server, after(created) + "&within_ms=600000");
  CHECK(pushed["state"] > created["state"]);
  CHECK(server.tenant("dest").stories().size() == 2);
}

TEST_CASE("a rule that expired while nobody waited is a change for who asks next") {
  MockServer server(sample_world(), {.virtual_clock = true}, {.listen = false});
  server.inject({.name = "short",
                 .phase = Phase::response,
                 .effect = effects::answer(503),
                 .expires_after = 20ms});
  const auto before = changes(server);
  server.virtual_clock().advance(20ms);
  const auto expired = changes(server, after(before));
  CHECK(expired["faults"] > before["faults"]);
  CHECK(changes(server, after(expired))["changed"] == false);
}

TEST_CASE("within_ms over HTTP: verify, count and the rules' verification wait for their truth") {
  MockServer server({.listen = false});
  server.inject({.name = "late", .phase = Phase::response, .effect = effects::answer(503)});
  const std::jthread client([&] { server.handle(list_destinations); });
  const auto ask = [&](const std::string& path, const std::string& body) {
    return Json::parse(control(server, "POST", path, body).body);
  };
  const std::string list = R"({"when": {"operation": "sync_destination.list"}, )";
  CHECK(ask("/requests/verify", list + R"("exactly": 1, "within_ms": 600000})")["holds"] == true);
  CHECK(ask("/requests/count", list + R"("within_ms": 600000})")["count"] == 1);
  CHECK(ask("/faults/verify", R"({"within_ms": 600000})")["holds"] == true);
  CHECK(ask("/requests/count", list + R"("at_most": 0, "within_ms": 600000})")["count"] == 1);
  CHECK(ask("/requests/verify", list + R"("exactly": 2, "within_ms": 1})")["holds"] == false);
  CHECK(control(server, "POST", "/requests/verify", list + R"("exactly": 1, "within_ms": 600001})")
            .status == 422);
}

TEST_CASE("of more than 64 requests that wait, the one that began first is answered early") {
  MockServer server({.listen = false});
  const auto number = after(changes(server));
  std::atomic<std::size_t> answered = 0;
  {
    std::vector<std::jthread> waiting;
    for (std::size_t i = 0; i < limits::waiting_requests + 1; ++i)
      waiting.emplace_back([&] {
        changes(server, number + "&within_ms=600000");
        ++answered;
      });
    while (answered == 0) std::this_thread::yield();
    CHECK(answered == 1);
    server.handle(list_destinations);
  }
  CHECK(answered == limits::waiting_requests + 1);
}

TEST_CASE("an answer says that its wait was cut short because too many others wait") {
  MockServer server({.listen = false});
  server.inject({.name = "never", .phase = Phase::connect, .effect = effects::reset()});
  server.inject({.name = "gate",
                 .when = {.operation = "team.list"},
                 .phase = Phase::request,
                 .effect = effects::hold()});
  const auto number = after(changes(server)) + "&within_ms=600000";
  const std::string never = R"({"when": {"operation": "team.create"}, "at_least": 1,
                                "within_ms": 600000})";
  const auto [method, path, body] = GENERATE_REF(table<std::string, std::string, std::string>(
      {{"GET", "/changes" + number, ""},
       {"POST", "/requests/verify", never},
       {"POST", "/requests/count", never},
       {"POST", "/faults/verify", R"({"within_ms": 600000})"},
       {"POST", "/send", R"({"tenant": "origin", "method": "GET", "path": "/api/v1/teams"})"}}));
  INFO(path);
  Json answer;
  std::atomic<bool> answered = false;
  {
    std::jthread cut_short([&, method = method, path = path, body = body] {
      answer = Json::parse(control(server, method, path, body).body);
      answered = true;
    });
    std::vector<std::jthread> others;
    while (!answered)
      others.emplace_back([&] { control(server, "POST", "/requests/verify", never); });
    server.stop();
  }
  CHECK(answer["cut_short"] == "more than 64 requests waited, and this one had waited longest");
  if (path.ends_with("verify")) {
    CHECK(answer["holds"] == false);
    CHECK(answer["report"].get<std::string>().find("more than 64 requests waited") !=
          std::string::npos);
  }
}

TEST_CASE("a wait that ends by itself, and no wait at all, is not cut short") {
  MockServer server({.listen = false});
  server.inject({.name = "never", .phase = Phase::request, .effect = effects::answer(503)});
  for (const char* within : {"0", "1"}) {
    const auto patience = std::string(R"("within_ms": )") + within + "}";
    const auto ask = [&](const char* path, const std::string& body) {
      return Json::parse(control(server, "POST", path, body).body);
    };
    CHECK(ask("/requests/verify", R"({"at_least": 1, )" + patience)["cut_short"].is_null());
    CHECK(ask("/requests/verify", R"({"exactly": 0, )" + patience)["cut_short"].is_null());
    CHECK(ask("/requests/count", "{" + patience)["cut_short"].is_null());
    CHECK(ask("/faults/verify", "{" + patience)["cut_short"].is_null());
    CHECK(changes(server, after(changes(server)) + "&within_ms=" + within)["cut_short"].is_null());
  }
  CHECK(changes(server)["cut_short"].is_null());
  server.stop();
  CHECK(server.check(operation("team.list"), at_least(1)).cut_short == "");
}

TEST_CASE("a verification that a stop or a drop cuts short says so, also in its error") {
  MockServer server({.listen = false});
  auto other = server.add_world("other", sample_world());
  const auto held = other.hold(operation("team.list"), Phase::request);
  server.drop_world("other");
  CHECK_THROWS_WITH(held.wait_until_reached(1, 10min),
                    Catch::Matchers::EndsWith("the wait was cut short: the world was dropped\n"));
  const auto dropped = other.within(10min).check(operation("team.list"), at_least(1));
  CHECK(dropped.cut_short == "the world was dropped");
  server.inject({.name = "never", .phase = Phase::request, .effect = effects::answer(503)});
  server.stop();
  const auto patient = server.within(10min);
  const auto says_why = Catch::Matchers::EndsWith("the wait was cut short: the server stopped\n");
  CHECK_THROWS_WITH(patient.verify(operation("team.list"), at_least(1)),
                    Catch::Matchers::Contains("at least 1") && says_why);
  CHECK_THROWS_WITH(patient.verify_in_order({operation("team.list")}), says_why);
  CHECK_THROWS_WITH(patient.verify_all_faults_fired(), says_why);
}

TEST_CASE("the clock says when something happens next, and goes there") {
  MockServer server(sample_world(),
                    {.virtual_clock = true, .sync_mode = SyncMode::deferred, .sync_delay = 7s},
                    {.listen = false});
  const auto clock = [&] { return Json::parse(control(server, "GET", "/clock").body); };
  CHECK(clock()["next_event"].is_null());
  CHECK(control(server, "POST", "/clock/advance", R"({"to": "next_event"})").status == 409);
  server.inject({.name = "short",
                 .phase = Phase::response,
                 .effect = effects::answer(503),
                 .expires_after = 9s});
  CHECK(clock()["next_event_in_ms"] == 9000);
  server.world().clear_faults();
  server.handle(create_destination);
  CHECK(clock()["next_event_in_ms"] == 7000);
  CHECK(clock()["next_event"] == "2026-01-01T00:00:07Z");
  CHECK(control(server, "POST", "/clock/advance", R"({"to": "next_event"})").status == 200);
  CHECK(server.tenant("dest").stories().size() == 2);
  CHECK(clock()["now"] == "2026-01-01T00:00:07Z");
  CHECK(control(server, "POST", "/clock/advance", R"({"to": "noon"})").status == 422);
  CHECK(control(server, "POST", "/clock/advance", R"({"to": "next_event", "by_ms": 1})").status ==
        422);
}

TEST_CASE(
    "send takes a request the way that a client's takes, with a key that the page never has") {
  MockServer server({.listen = false});
  server.inject({.name = "lost",
                 .when = operation("sync_destination.create"),
                 .phase = Phase::after_commit,
                 .effect = effects::reset(),
                 .times = 1});
  const std::string create = R"({"tenant": "origin", "method": "POST",
      "path": "/api/v1/admin/sync_destinations",
      "body": {"destination_tenant_url": "https://dest.tines.com",
               "destination_tenant_api_key": "{key of dest}", "destination_team_id": 42,
               "team_id": 7, "story_ids": [9981]}})";
  const auto lost = Json::parse(control(server, "POST", "/send", create).body);
  CHECK(lost["ending"] == "reset");
  CHECK(lost["status"] == 0);
  const auto answered = control(server, "POST", "/send", create);
  CHECK(Json::parse(answered.body)["status"] == 201);
  CHECK(answered.body.find("-key") == std::string::npos);
  CHECK(server.tenant("origin").sync_destinations().size() == 2);
  CHECK(server.tenant("dest").stories().size() == 1);
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[0].faults.front().rule == "lost");
}

#include "contract_tests/target/tenant.hpp"

#include "testing/catch2.hpp"

#include <utility>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

const Json body{{"team_id", 7}, {"destination_tenant_api_key", "a secret"}};

/// Remembers what it was asked, and answers what it was told, in turn.
struct Bench final : Target {
  std::vector<Request> asked;
  std::vector<Response> answers;
  std::size_t together = 0;  ///< so many of them were in flight at once
  std::shared_ptr<Ledger> ledger = std::make_shared<Ledger>("");

  Response send(const Request& request) override {
    asked.push_back(request);
    return asked.size() <= answers.size() ? answers[asked.size() - 1] : Response{};
  }
  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    together += requests.size();
    std::vector<Response> all;
    for (const auto& request : requests) all.push_back(send(request));
    return all;
  }

  TenantUnderTest tenant(bool allow_writes = true) {
    return {{std::shared_ptr<Target>(std::shared_ptr<Target>(), this), "the key", allow_writes},
            ledger};
  }
};

Response answer(int status, std::string text = "") {
  Response made;
  made.status = status;
  made.body = std::move(text);
  return made;
}

std::vector<Call> writes() {
  return {create_call(body),
          update_call("1", body),
          update_call("1", body, "PATCH"),
          remove_call("1"),
          manual_sync_call("1"),
          story_sync_call("1", "2"),
          api_call(Operation::stories, "POST", "/stories", body),
          api_call(Operation::other, "PUT", "/teams/1", body)};
}

std::vector<Call> creates() {
  return {create_call(body), api_call(Operation::stories, "POST", "/stories", body),
          api_call(Operation::stories, "POST", "/stories/import", body)};
}

std::string sent(const Request& request) {
  return request.method + " " + request.target;
}

}  // namespace

TEST_CASE("without the right to write, only requests that read are sent") {
  Bench bench;
  auto tenant = bench.tenant(false);
  for (const auto& call : writes()) {
    INFO(call.method << " " << call.target);
    CHECK_THROWS_WITH(tenant.send(call), Catch::Matchers::Contains("--allow-writes"));
  }
  CHECK(bench.asked.empty());
  CHECK(bench.ledger->open().empty());
  CHECK(tenant.send(list_call()).status() == 200);
  CHECK(tenant.send(show_call("1")).status() == 200);
  CHECK(bench.asked.size() == 2);
}

TEST_CASE("every operation is a method, a path and a body") {
  Bench bench;
  auto tenant = bench.tenant();
  std::vector<std::string> all;
  for (const auto& call : writes()) {
    tenant.send(call);
    all.push_back(sent(bench.asked.back()));
    CHECK((bench.asked.back().body == body.dump()) == call.body.has_value());
    CHECK(bench.asked.back().headers.find("Content-Type").has_value() == call.body.has_value());
  }
  const std::string base = "/api/v1/admin/sync_destinations";
  CHECK(all == std::vector<std::string>{"POST " + base, "PUT " + base + "/1",
                                        "PATCH " + base + "/1", "DELETE " + base + "/1",
                                        "POST " + base + "/1/manual_sync",
                                        "POST " + base + "/1/story/2/sync", "POST /api/v1/stories",
                                        "PUT /api/v1/teams/1"});
}

TEST_CASE("a request carries the key of its call, and no other") {
  Bench bench;
  auto tenant = bench.tenant();
  using Kind = Credentials::Kind;
  struct Case {
    Credentials credentials;
    std::optional<std::string_view> authorization, token;
  };
  const std::vector<Case> cases{{{}, "Bearer the key", std::nullopt},
                                {{Kind::bearer, "other"}, "Bearer other", std::nullopt},
                                {{Kind::user_token, ""}, std::nullopt, "the key"},
                                {{Kind::user_token, "other"}, std::nullopt, "other"},
                                {{Kind::raw_authorization, "Basic x"}, "Basic x", std::nullopt},
                                {{Kind::raw_authorization, ""}, "", std::nullopt},
                                {{Kind::none, ""}, std::nullopt, std::nullopt}};
  for (const auto& one : cases) {
    tenant.send(with(list_call(), one.credentials));
    CHECK(bench.asked.back().headers.find("Authorization") == one.authorization);
    CHECK(bench.asked.back().headers.find("X-User-Token") == one.token);
  }
}

TEST_CASE(
    "a request without an answer is sent again, except a proper create, which may have worked") {
  for (const auto& call :
       {list_call(), remove_call("1"), update_call("1", body), improper(create_call(body))}) {
    Bench bench;
    bench.answers = {answer(0), answer(0), answer(0), answer(200)};
    CHECK(bench.tenant().send(call).status() == 0);
    CHECK(bench.asked.size() == 3);
  }
  for (const auto& call : creates()) {
    Bench bench;
    bench.answers = {answer(0), answer(200)};
    CHECK_THROWS_AS(bench.tenant().send(call), CouldNotCheck);
    CHECK(bench.asked.size() == 1);
    REQUIRE(bench.ledger->open().size() == 1);
    CHECK_FALSE(bench.ledger->open()[0].refused);
  }
}

TEST_CASE("each time that an improper create is sent, it may have created something") {
  Bench bench;
  bench.answers = {answer(0), answer(0), answer(422)};
  CHECK(bench.tenant().send(improper(create_call(body))).status() == 422);
  REQUIRE(bench.ledger->open().size() == 3);
  CHECK(bench.ledger->open()[0].refused);
  CHECK_FALSE(bench.ledger->open()[1].refused);
}

TEST_CASE("a tenant that never answers creates is judged from the fifth one on") {
  Bench bench;
  bench.answers.assign(8, answer(0));
  bench.answers[2] = answer(201);
  auto tenant = bench.tenant();
  const auto create = create_call(body);
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(tenant.send(create), CouldNotCheck);
  CHECK(tenant.send(create).status() == 201);
  for (int i = 0; i < 4; ++i) CHECK_THROWS_AS(tenant.send(create), CouldNotCheck);
  CHECK(tenant.send(create).status() == 0);
}

TEST_CASE("a 404 to the resend of a delete does not decide") {
  Bench bench;
  auto tenant = bench.tenant();
  tenant.adopt(create_call(body), "5");
  bench.answers = {answer(0), answer(404), answer(404), answer(0), answer(204)};
  CHECK_THROWS_AS(tenant.send(remove_call("5")), CouldNotCheck);
  CHECK(bench.ledger->open().empty());
  CHECK(tenant.send(remove_call("5")).status() == 404);
  CHECK(tenant.send(remove_call("6")).status() == 204);
  // An improper delete only wants the object gone: a 404 decides.
  bench.answers = {answer(0), answer(0), answer(0), answer(0), answer(0), answer(0), answer(404)};
  CHECK(tenant.send(improper(remove_call("7"))).status() == 404);
}

TEST_CASE("a request that a proxy answered is sent again, unless it is a create") {
  for (const int status : {408, 502, 503, 504, 520, 530}) {
    INFO(status);
    for (const auto& call : {list_call(), remove_call("1"), update_call("1", body),
                             manual_sync_call("1"), improper(create_call(body))}) {
      Bench recovers;
      recovers.answers = {answer(status), answer(status), answer(200)};
      CHECK(recovers.tenant().send(call).status() == 200);
      CHECK(recovers.asked.size() == 3);
      Bench goes_on;
      goes_on.answers.assign(10, answer(status));
      CHECK(goes_on.tenant().send(call).status() == status);
      CHECK(goes_on.asked.size() == 5);
    }
    for (const auto& call : creates()) {
      Bench bench;
      bench.answers = {answer(status)};
      CHECK_THROWS_WITH(bench.tenant().send(call),
                        Catch::Matchers::Contains(std::to_string(status)));
      CHECK(bench.asked.size() == 1);
      REQUIRE(bench.ledger->open().size() == 1);
      CHECK_FALSE(bench.ledger->open()[0].refused);
    }
  }
}

TEST_CASE("the tenant's own errors are not sent again") {
  for (const int status : {500, 501, 505, 400, 404}) {
    Bench bench;
    bench.answers = {answer(status)};
    CHECK(bench.tenant().send(create_call(body)).status() == status);
    CHECK(bench.asked.size() == 1);
  }
}

TEST_CASE("after five creates in a row with a proxy's answer, that answer decides") {
  Bench bench;
  bench.answers.assign(20, answer(502));
  bench.answers[4] = answer(422);
  auto tenant = bench.tenant();
  std::vector<int> shown;
  tenant.watch([&](const contract::Answer& answer) {
    shown.push_back(answer.decides ? answer.status() : 0);
  });
  for (int i = 0; i < 10; ++i) {
    try {
      tenant.send(create_call(body));
    } catch (const CouldNotCheck&) {
    }
  }
  CHECK(shown == std::vector<int>{0, 0, 0, 0, 422, 0, 0, 0, 0, 502});
}

TEST_CASE("a 404 to a delete that was sent again after a 504 does not decide") {
  Bench bench;
  bench.answers = {answer(504), answer(404)};
  auto tenant = bench.tenant();
  CHECK_THROWS_AS(tenant.send(remove_call("1")), CouldNotCheck);
  bench.answers = {answer(504), answer(404), answer(404)};
  CHECK(tenant.send(remove_call("1")).status() == 404);
}

TEST_CASE("a request that gets 429 again and again could not be checked") {
  Bench bench;
  bench.answers.assign(2, answer(429));
  CHECK_THROWS_WITH(bench.tenant().send(list_call()), Catch::Matchers::Contains("429"));
  CHECK(bench.tenant().send(disturbed(list_call())).status() == 429);
}

TEST_CASE("the ledger holds what may have been created, its id, and what was removed") {
  Bench bench;
  auto tenant = bench.tenant();
  const auto open_after = [&](const Call& call, const Response& given) {
    bench.answers.resize(bench.asked.size());
    bench.answers.push_back(given);
    tenant.send(call);
    std::string text;
    for (const auto& one : bench.ledger->open()) {
      text += one.collection.substr(7) + "=" + one.id + (one.refused ? "!" : "") + " ";
    }
    return text;
  };
  const auto story = api_call(Operation::stories, "POST", "/stories?x=1", body);
  const auto import = api_call(Operation::stories, "POST", "/stories/import", body);
  CHECK(open_after(create_call(body), answer(201, R"({"sync_destination": {"id": 5}})")) ==
        "/admin/sync_destinations=5 ");
  CHECK(open_after(story, answer(201, R"({"id": "6"})")) ==
        "/stories=6 /admin/sync_destinations=5 ");
  CHECK(open_after(remove_call("5"), answer(403)) == "/stories=6 /admin/sync_destinations=5 ");
  CHECK(open_after(remove_call("5"), answer(204)) == "/stories=6 ");
  CHECK(open_after(import, answer(422)) == "/stories=! /stories=6 ");
  CHECK(open_after(import, answer(200, "no JSON")) == "/stories= /stories=! /stories=6 ");
  // A request for a sync creates nothing.
  CHECK(open_after(manual_sync_call("5"), answer(200, R"({"id": 9})")) ==
        "/stories= /stories=! /stories=6 ");
}

TEST_CASE("created objects are removed, newest first; one that cannot be is reported once") {
  Bench bench;
  auto tenant = bench.tenant();
  tenant.adopt(create_call(body), "1");
  tenant.adopt(create_call(body), "2");
  tenant.adopt(create_call(body), "3");
  bench.answers = {answer(204), answer(500), answer(404), answer(204)};
  const std::string path = "/api/v1/admin/sync_destinations/";
  CHECK(tenant.remove_created() == std::vector<std::string>{path + "2"});
  REQUIRE(bench.asked.size() == 3);
  CHECK(sent(bench.asked[0]) == "DELETE " + path + "3");
  CHECK(sent(bench.asked[1]) == "DELETE " + path + "2");
  CHECK(sent(bench.asked[2]) == "DELETE " + path + "1");
  CHECK(bench.ledger->open().size() == 1);
  CHECK(tenant.remove_created().empty());
  CHECK(bench.asked.size() == 3);
}

TEST_CASE("the ledger takes all answers to calls sent together before the watcher sees any") {
  Bench bench;
  auto tenant = bench.tenant();
  bench.answers = {answer(201, R"({"sync_destination": {"id": 1}})"), answer(409),
                   answer(201, R"({"sync_destination": {"id": 2}})")};
  std::vector<int> seen;
  tenant.watch([&](const contract::Answer& one) {
    CHECK(bench.ledger->removable().size() == 2);
    CHECK(one.call.in_company);
    seen.push_back(one.status());
  });
  const auto create = create_call(body);
  const auto answers = tenant.send_together({create, create, create});
  CHECK(bench.together == 3);
  CHECK(seen == std::vector{201, 409, 201});
  REQUIRE(answers.size() == 3);
  CHECK(id_in(answers[2]) == "2");
}

TEST_CASE("a call sent together with others is sent again without an answer, but never a create") {
  Bench bench;
  auto tenant = bench.tenant();
  bench.answers = {answer(0), answer(200), answer(200)};
  CHECK(tenant.send_together({list_call(), list_call()})[0].status() == 200);
  CHECK(bench.asked.size() == 3);
  CHECK(bench.together == 2);
  const auto created = answer(201, R"({"sync_destination": {"id": 2}})");
  bench.answers.insert(bench.answers.end(), {answer(0), created, answer(200)});
  CHECK_THROWS_AS(tenant.send_together({create_call(body), create_call(body), list_call()}),
                  CouldNotCheck);
  CHECK(bench.asked.size() == 6);
  CHECK(bench.ledger->removable().size() == 1);
  CHECK(bench.ledger->open().size() == 2);
}

TEST_CASE("without the right to write, calls are sent together only when all of them read") {
  Bench bench;
  auto tenant = bench.tenant(false);
  CHECK_THROWS_WITH(tenant.send_together({list_call(), create_call(body)}),
                    Catch::Matchers::Contains("--allow-writes"));
  CHECK(bench.asked.empty());
  CHECK(tenant.send_together({list_call(), list_call()}).size() == 2);
}

TEST_CASE("calls cannot be sent together to a target that answers one at a time") {
  const auto alone = std::make_shared<HandlerTarget>([](const Request&) { return Response{}; });
  TenantUnderTest tenant({alone, "the key", true}, std::make_shared<Ledger>(""));
  CHECK_THROWS_AS(tenant.send_together({list_call()}), CouldNotCheck);
}

TEST_CASE("a request is written in the form of its call") {
  Bench bench;
  auto tenant = bench.tenant();
  Form form;
  form.names = Form::Names::lower;
  form.accept = std::nullopt;
  form.content_type = "Application/JSON";
  form.chunked = true;
  tenant.send(with_form(create_call(body), form));
  CHECK(bench.asked.at(0).headers == Headers{{"content-type", "Application/JSON"},
                                             {"transfer-encoding", "chunked"},
                                             {"authorization", "Bearer the key"}});
  tenant.send(with_form(list_call(), {.names = Form::Names::upper, .accept = "*/*"}));
  CHECK(bench.asked.at(1).headers ==
        Headers{{"ACCEPT", "*/*"}, {"AUTHORIZATION", "Bearer the key"}});
}

#include "control/control.hpp"

#include "api/routes.hpp"
#include "control/operations.hpp"
#include "faults/patterns.hpp"
#include "json/parse.hpp"
#include "support/iso8601.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

/// A control API over the sample world.
class Controlled {
 public:
  Response send(std::string method, std::string path, const std::string& body = "") {
    return control_.answer({.method = std::move(method),
                            .target = "/__admin" + path,
                            .headers = {{"Content-Type", "application/json"}},
                            .body = body});
  }
  Json get(const std::string& path) { return json(send("GET", path), 200); }
  Json post(const std::string& path, const std::string& body, int status = 200) {
    return json(send("POST", path, body), status);
  }
  exchange::HostedWorld& world(const std::string& name = "default") { return *hosting_.find(name); }

  Request sent;  ///< by the operation `send`

 private:
  static Json json(const Response& response, int status) {
    INFO(response.body);
    CHECK(response.status == status);
    const auto parsed = parse_json(response.body);
    REQUIRE(parsed);
    return *parsed;
  }

  exchange::Hosting hosting_{std::make_shared<exchange::HostedWorld>(
      "default", sample_world(), WorldOptions{.rng_seed = 5, .virtual_clock = true})};
  control::Control control_{hosting_, {}, [this](const Request& request, std::stop_token) {
                              sent = request;
                              return Response{.status = 201, .body = "made"};
                            }};
};

JournalEntry create_of(std::int64_t team) {
  return {.operation = "sync_destination.create",
          .path = "/api/v1/admin/sync_destinations",
          .request = {.method = "POST",
                      .target = "/api/v1/admin/sync_destinations",
                      .headers = {{"Authorization", "Bearer origin-key"}},
                      .body = R"({"destination_tenant_api_key":"dest-key","team_id":)" +
                              std::to_string(team) + "}"},
          .status = 201};
}

const std::string lost_answer =
    R"({"name": "lost answer", "when": {"operation": "sync_destination.create"},
        "phase": "after_commit", "effect": {"kind": "reset"}, "times": 1})";

}  // namespace

TEST_CASE("the operations that a matcher can name are those of the route table") {
  std::set<std::string_view> served = {"push", "unknown"};
  for (const auto& row : api::routes()) served.insert(row.route.name);
  CHECK(served == std::set<std::string_view>(faults::operations.begin(), faults::operations.end()));
}

TEST_CASE("health, version and effects are served") {
  Controlled controlled;
  CHECK(controlled.get("/health")["status"] == "ok");
  CHECK(controlled.get("/version")["name"] == "tines-mock");
  CHECK(controlled.get("/effects")["effects"].size() == std::variant_size_v<effects::Any>);
}

TEST_CASE("an unknown path is 404, a method that the path does not serve is 405") {
  Controlled controlled;
  CHECK(controlled.send("GET", "/nothing").status == 404);
  CHECK(controlled.send("GET", "").status == 404);
  const auto refused = controlled.send("PATCH", "/faults");
  CHECK(refused.status == 405);
  CHECK(refused.headers.find("Allow") == "GET, HEAD, POST, DELETE");
  CHECK(controlled.send("HEAD", "/health").status == 200);
  CHECK(controlled.send("HEAD", "/reset").status == 405);
  CHECK(controlled.send("GET", "/worlds/nowhere/faults").status == 404);
  CHECK(controlled.send("GET", "/worlds/nowhere").status == 404);
}

TEST_CASE("a rule is added, listed with its counts, and removed by its name") {
  Controlled controlled;
  CHECK(controlled.post("/faults", lost_answer, 201)["added"] == Json{"lost answer"});
  const auto listed = controlled.get("/worlds/default/faults");
  CHECK(listed["rng_seed"] == 5);
  CHECK(listed["faults"][0]["state"] == "active");
  CHECK(listed["faults"][0]["applied"] == 0);
  CHECK(controlled.send("DELETE", "/faults/lost%20answer").status == 204);
  CHECK(controlled.send("DELETE", "/faults/lost%20answer").status == 404);
  CHECK(controlled.get("/faults")["faults"].empty());
}

TEST_CASE("of a fault file with a mistake nothing is added, and each mistake has its pointer") {
  Controlled controlled;
  const auto errors = controlled.post(
      "/faults", R"({"rules": [)" + lost_answer + R"(, {"name": "b", "phase": "late"}]})", 422);
  REQUIRE(errors["errors"].size() == 2);
  CHECK(errors["errors"][0]["pointer"] == "/rules/1/phase");
  CHECK(errors["errors"][1]["pointer"] == "/rules/1/effect");
  CHECK(controlled.get("/faults")["faults"].empty());

  CHECK(controlled.post("/faults", R"({"name": "a", "name": "b"})", 422)["errors"][0]["pointer"] ==
        "/name");

  controlled.post("/faults", lost_answer, 201);
  CHECK(controlled.post("/faults", lost_answer, 409)["errors"][0]["pointer"] == "/name");
  CHECK(controlled.post("/faults", "{", 400)["errors"][0]["pointer"] == "");
}

TEST_CASE("a rule that hits every connection for ever could not be removed, and is an error") {
  Controlled controlled;
  const auto rule_with = [](const std::string& end) {
    return R"({"name": "c", "phase": "connect", "effect": {"kind": "close"})" + end + "}";
  };
  const std::string expiring = R"(, "expires_after_ms": 9)";
  CHECK(controlled.post("/faults", rule_with(""), 422)["errors"][0]["pointer"] == "/times");
  CHECK(controlled.post("/faults", R"({"rules": [)" + rule_with("") + "]}",
                        422)["errors"][0]["pointer"] == "/rules/0/times");
  controlled.post("/faults", rule_with(expiring), 422);
  controlled.post("/worlds", R"({"name": "real", "copy_of": "default",
                                 "options": {"virtual_clock": false}})",
                  201);
  controlled.post("/worlds/real/faults", rule_with(expiring), 201);
  controlled.post("/faults", rule_with(R"(, "times": 2)"), 201);
}

TEST_CASE("rules that have not acted fail the verification of faults") {
  Controlled controlled;
  CHECK(controlled.post("/faults/verify", "")["holds"] == true);
  controlled.post("/faults", lost_answer, 201);
  const auto found = controlled.post("/faults/verify", "");
  CHECK(found["holds"] == false);
  CHECK_THAT(found["report"].get<std::string>(), Contains("\"lost answer\" (after_commit)"));
}

TEST_CASE("a scenario is a switch: on twice is on, off twice is off") {
  Controlled controlled;
  for (int i = 0; i < 2; ++i) {
    CHECK(controlled.send("PUT", "/scenarios/ids_as_strings").status == 200);
    CHECK(controlled.get("/faults")["faults"].size() == 3);
  }
  const auto listed = controlled.get("/scenarios");
  for (const auto& scenario : listed["scenarios"])
    CHECK(scenario["on"] == (scenario["name"] == "ids_as_strings"));
  for (int i = 0; i < 2; ++i)
    CHECK(controlled.send("DELETE", "/scenarios/ids_as_strings").status == 200);
  CHECK(controlled.get("/faults")["faults"].empty());
  CHECK_THAT(controlled.send("PUT", "/scenarios/rate_limit").body, Contains("rate_limited"));
}

TEST_CASE("a scenario of which some rules are there is switched on by those that are missing") {
  Controlled controlled;
  const auto rules = [&] { return controlled.get("/faults")["faults"]; };
  controlled.send("PUT", "/scenarios/ids_as_strings");
  const std::string first = rules()[0]["name"];
  CHECK(controlled.world().faults().remove(first));
  const auto counted = rules()[0]["name"];
  CHECK(controlled.send("PUT", "/scenarios/ids_as_strings").status == 200);
  REQUIRE(rules().size() == 3);
  CHECK(rules()[0]["name"] == counted);  // those that were there stayed
  CHECK(rules()[2]["name"] == first);
  CHECK(controlled.send("PUT", "/scenarios/ids_as_strings").status == 200);
  CHECK(rules().size() == 3);
}

TEST_CASE("a rule of one's own with the name of a scenario's keeps the scenario off") {
  Controlled controlled;
  const auto& scenario = *std::ranges::find(scenarios(), "ids_as_strings", &Scenario::name);
  const auto name = scenario.rules[1].name;
  controlled.world().faults().add(
      {{.name = name, .phase = Phase::request, .effect = effects::answer(503)}}, {});
  const auto refused = controlled.send("PUT", "/scenarios/ids_as_strings");
  CHECK(refused.status == 409);
  CHECK_THAT(refused.body, Contains(name));
  const auto listed = controlled.get("/scenarios");
  for (const auto& each : listed["scenarios"]) CHECK_FALSE(each["on"].get<bool>());
  CHECK(controlled.send("DELETE", "/scenarios/ids_as_strings").status == 200);
  CHECK(controlled.get("/faults")["faults"].size() == 1);
}

TEST_CASE("requests are listed, filtered and paged, without secrets") {
  Controlled controlled;
  for (const auto team : {7, 8, 9}) controlled.world().journal().arrive(create_of(team));
  const auto all = controlled.send("GET", "/requests").body;
  CHECK_THAT(all, Contains("[redacted:") && !Contains("origin-key") && !Contains("dest-key"));
  const auto page = controlled.get("/requests?after=1&limit=1&operation=sync_destination.create");
  REQUIRE(page["requests"].size() == 1);
  CHECK(page["requests"][0]["number"] == 2);
  CHECK(page["journal"]["recorded"] == 3);
  CHECK(controlled.get("/requests?method=GET")["requests"].empty());
  CHECK(controlled.get("/requests/3")["request"]["method"] == "POST");
  CHECK(controlled.send("GET", "/requests/4").status == 404);
  const auto newest = controlled.get("/requests?newest=true&limit=2")["requests"];
  CHECK(newest[0]["number"] == 2);
  CHECK(controlled.get("/requests?newest=false&limit=2")["requests"][0]["number"] == 1);
  CHECK(controlled.send("GET", "/requests?newest=1").status == 422);
  CHECK(controlled.send("GET", "/requests?limit=0").status == 422);
  CHECK(controlled.send("GET", "/requests?operation=nothing").status == 422);
  CHECK(controlled.send("DELETE", "/requests").status == 204);
  CHECK(controlled.get("/requests")["journal"]["kept"] == 0);
}

TEST_CASE(
    "an entry says when it was answered, with which headers and what the tenant had responded") {
  Controlled controlled;
  auto entry = create_of(7);
  controlled.world().journal().arrive(entry);
  auto shown = controlled.get("/requests/1");
  CHECK(shown["answered_at"].is_null());
  CHECK(shown["tenant_response"].is_null());
  CHECK(shown["response_headers"] == Json::array());
  entry.answered_at = parse_iso8601("2026-01-02T03:04:05.678Z");
  entry.response_headers = {{"Content-Type", "text/html"}};
  entry.tenant_response = Response{.status = 201, .headers = {{"X", "y"}}, .body = "{}"};
  controlled.world().journal().arrive(entry);
  shown = controlled.get("/requests/2");
  CHECK(shown["answered_at"] == "2026-01-02T03:04:05.678Z");
  CHECK(shown["response_headers"] == Json{{{"name", "Content-Type"}, {"value", "text/html"}}});
  CHECK(shown["tenant_response"] ==
        Json{{"status", 201}, {"headers", {{{"name", "X"}, {"value", "y"}}}}, {"body", "{}"}});
}

TEST_CASE("a query parameter is a number where the matcher's part is one, else a text") {
  Controlled controlled;
  auto entry = create_of(7);
  entry.tenant = "42";
  entry.story_id = StoryId(42);
  controlled.world().journal().arrive(entry);
  CHECK(controlled.get("/requests?tenant=42")["requests"].size() == 1);
  CHECK(controlled.get("/requests?story_id=42")["requests"].size() == 1);
  CHECK(controlled.get("/requests?story_id=43")["requests"].empty());
  CHECK(controlled.send("GET", "/requests?method=42").status == 422);
  CHECK(controlled.send("GET", "/requests?story_id=x").status == 422);
  CHECK(controlled.get("/requests?body=%7B%22team_id%22%3A7%7D")["requests"].size() == 1);
  CHECK(controlled.get("/requests?body=%7B%22team_id%22%3A8%7D")["requests"].empty());
  CHECK(controlled.send("GET", "/requests?body=%7B").status == 422);
  const auto repeated = controlled.send("GET", "/requests?tenant=42&tenant=7");
  CHECK(repeated.status == 422);
  CHECK_THAT(repeated.body, Contains("?/tenant"));
}

TEST_CASE("with evicted requests holds and count are null, and the report says what to do") {
  Controlled controlled;
  const auto small = controlled.post(
      "/worlds", R"({"name": "small", "copy_of": "default", "options": {"journal_entries": 2}})",
      201);
  CHECK(small["options"]["journal_entries"] == 2);
  auto& journal = controlled.world("small").journal();
  for (const auto team : {7, 8, 8}) journal.arrive(create_of(team));
  const auto at = [](const std::string& path) { return "/worlds/small/requests" + path; };
  const auto of_7 = R"({"when": {"body": {"team_id": 7}}})";
  const auto none_of_7 = R"({"when": {"body": {"team_id": 7}}, "exactly": 0})";

  const auto verified = controlled.post(at("/verify"), none_of_7);
  CHECK(verified["holds"].is_null());
  CHECK(verified["cannot_tell"] == true);
  CHECK_THAT(verified["report"].get<std::string>(),
             Contains("cannot tell: 1 request was evicted") && Contains("clear it between tests"));
  const auto counted = controlled.post(at("/count"), of_7);
  CHECK(counted["count"].is_null());
  CHECK(counted["at_least"] == 0);
  CHECK(counted["at_most"] == 1);
  CHECK_THAT(counted["report"].get<std::string>(), Contains("cannot tell"));
  CHECK(controlled.post(at("/verify"), R"({"when": {}, "exactly": 4})")["holds"] == false);
  CHECK(controlled.send("GET", at("?nth=1")).status == 409);
  CHECK(controlled.post(at("/near_misses"), of_7)["journal"]["evicted"] == 1);

  CHECK(controlled.send("DELETE", at("")).status == 204);
  CHECK(controlled.post(at("/verify"), none_of_7)["holds"] == true);
  CHECK(controlled.post(at("/count"), of_7)["count"] == 0);
  CHECK(controlled.send("GET", at("?nth=1")).status == 200);
}

TEST_CASE("a world starts with the rules of its options, and a reset brings them back") {
  Controlled controlled;
  const auto options = R"({"faults": [)" + lost_answer + R"(], "journal_bytes": 100000})";
  const auto made = controlled.post(
      "/worlds", R"({"name": "faulty", "copy_of": "default", "options": )" + options + "}", 201);
  CHECK(made["options"]["journal_bytes"] == 100000);
  CHECK(controlled.send("DELETE", "/worlds/faulty/faults").status == 204);
  CHECK(controlled.get("/worlds/faulty/faults")["faults"].empty());
  controlled.post("/worlds/faulty/scenarios/empty_reply", "{}", 405);
  CHECK(controlled.send("PUT", "/worlds/faulty/scenarios/empty_reply").status == 200);
  CHECK(controlled.send("POST", "/worlds/faulty/reset").status == 204);
  const auto faults = controlled.get("/worlds/faulty/faults")["faults"];
  REQUIRE(faults.size() == 1);
  CHECK(faults[0]["name"] == "lost answer");
  const auto refused = controlled.post(
      "/worlds",
      R"({"name": "bad", "copy_of": "default", "options": {"faults": [{"name": "x"}],
          "journal_entries": 0}})",
      422);
  CHECK(refused["errors"][0]["pointer"] == "/options/faults/0/phase");
  CHECK(refused["errors"].back()["pointer"] == "/options/journal_entries");
}

TEST_CASE("requests are counted and verified as in C++") {
  Controlled controlled;
  controlled.world().journal().arrive(create_of(7));
  CHECK(controlled.post("/requests/count", R"({"when": {"body": {"team_id": 7}}})")["count"] == 1);
  CHECK(controlled.post("/requests/verify",
                        R"({"when": {"method": "POST"}, "exactly": 1})")["holds"] == true);
  const auto failed =
      controlled.post("/requests/verify", R"({"when": {"body": {"team_id": 8}}, "at_least": 1})");
  CHECK(failed["holds"] == false);
  CHECK_THAT(failed["report"].get<std::string>(), Contains("body /team_id: expected 8, found 7"));
  CHECK(controlled.post("/requests/verify", R"({"in_order": [{}, {}]})")["holds"] == false);
  const auto misses =
      controlled.post("/requests/near_misses", R"({"when": {"body": {"team_id": 8}}})");
  CHECK(misses["near_misses"][0]["differences"][0]["part"] == "body /team_id");
}

TEST_CASE("a verification without a question, or with two, is an error") {
  Controlled controlled;
  controlled.post("/requests/verify", "{}", 422);
  controlled.post("/requests/verify", R"({"exactly": 1, "in_order": [{}]})", 422);
  controlled.post("/requests/verify", R"({"at_least": 5, "at_most": 3})", 422);
  controlled.post("/requests/verify", R"({"exactly": 1, "at_least": 5})", 422);
  controlled.post("/requests/verify", R"({"in_order": [{"nth": 2}]})", 422);
  const auto errors =
      controlled.post("/requests/verify", R"({"when": {"x": 1}, "exactly": 1})", 422);
  CHECK(errors["errors"][0]["pointer"] == "/when/x");
}

TEST_CASE("a virtual clock can be advanced, a real one cannot") {
  Controlled controlled;
  CHECK(controlled.get("/clock")["now"] == "2026-01-01T00:00:00Z");
  CHECK(controlled.post("/clock/advance", R"({"by_ms": 5000})")["now"] == "2026-01-01T00:00:05Z");
  controlled.post("/clock/advance", R"({"by_ms": -1})", 422);
  controlled.post("/worlds", R"({"name": "real", "copy_of": "default",
                                 "options": {"virtual_clock": false}})",
                  201);
  controlled.post("/worlds/real/clock/advance", R"({"by_ms": 1})", 409);
}

TEST_CASE(
    "a world is created as a copy, inline or from a file, has its own state, and is dropped") {
  Controlled controlled;
  const auto copy = controlled.post(
      "/worlds", R"({"name": "copy", "copy_of": "default", "options": {"rng_seed": 9}})", 201);
  CHECK(copy["options"]["rng_seed"] == 9);
  CHECK(copy["options"]["virtual_clock"] == true);
  CHECK_THAT(copy["tenants"][0]["url"].get<std::string>(), Contains("/w/copy/t/origin"));

  const auto exported = dump(controlled.get("/export"));
  controlled.post("/worlds", R"({"name": "inline", "world": )" + exported + "}", 201);
  controlled.post("/worlds",
                  R"({"name": "file", "file": ")" TINES_MOCK_FIXTURES
                  R"(/worlds/documented_sample.json"})",
                  201);
  CHECK(controlled.get("/worlds")["worlds"].size() == 4);

  controlled.post("/worlds/copy/faults", lost_answer, 201);
  CHECK(controlled.get("/faults")["faults"].empty());
  CHECK(controlled.send("DELETE", "/worlds/copy").status == 204);
  CHECK(controlled.send("DELETE", "/worlds/copy").status == 404);
  CHECK(controlled.send("DELETE", "/worlds/default").status == 409);
}

TEST_CASE("an invalid world is not created, and the error says why") {
  Controlled controlled;
  const auto pointer = [&](const std::string& body, int status = 422) {
    return controlled.post("/worlds", body, status)["errors"][0].value("pointer", "");
  };
  CHECK(pointer(R"({"name": "a", "world": {"tenants": [{"name": "t"}]}})") ==
        "/world/tenants/0/url");
  CHECK(pointer(R"({"name": "a", "copy_of": "nowhere"})") == "/copy_of");
  CHECK(pointer(R"({"name": "a", "file": "no/such.json"})") == "/file");
  CHECK(pointer(R"({"copy_of": "default"})") == "/name");
  CHECK(pointer(R"({"name": "a", "copy_of": "default", "options": {"revision": "1"}})") ==
        "/options/revision");
  controlled.post("/worlds", R"({"name": "a"})", 422);
  controlled.post("/worlds", R"({"name": "A B", "copy_of": "default"})", 422);
  controlled.post("/worlds", R"({"name": "default", "copy_of": "default"})", 409);
  CHECK(controlled.get("/worlds")["worlds"].size() == 1);
}

TEST_CASE("the state has no keys, an export has them and can be imported") {
  Controlled controlled;
  CHECK_THAT(controlled.send("GET", "/state").body, !Contains("origin-key"));
  auto exported = controlled.get("/export");
  CHECK_THAT(dump(exported), Contains("origin-key"));
  exported["tenants"][0]["teams"][0]["name"] = "Renamed";
  controlled.post("/import", dump(exported));
  CHECK(controlled.get("/state")["tenants"][0]["teams"][0]["name"] == "Renamed");
  controlled.post("/import", R"({"tenants": [7]})", 422);
  CHECK(controlled.get("/state")["tenants"][0]["teams"][0]["name"] == "Renamed");
}

TEST_CASE("the state goes without the content of stories when that is asked for") {
  Controlled controlled;
  const auto stories = [&](const char* query) {
    return controlled.get(std::string("/state") + query)["tenants"][0]["stories"];
  };
  CHECK(stories("")[0].contains("content"));
  CHECK(stories("?content=true")[0].contains("content"));
  for (const auto& story : stories("?content=false")) CHECK_FALSE(story.contains("content"));
  for (const char* query : {"?content=no", "?content=", "?contents=true"})
    CHECK(controlled.send("GET", std::string("/state") + query).status == 422);
}

TEST_CASE("a key in a text of the state is redacted") {
  Controlled controlled;
  auto exported = controlled.get("/export");
  exported["tenants"][0]["stories"][0]["name"] = "Uses origin-key";
  controlled.post("/import", dump(exported));
  CHECK(controlled.get("/state")["tenants"][0]["stories"][0]["name"] == "Uses [redacted]");
}

TEST_CASE("a reset removes faults and requests") {
  Controlled controlled;
  controlled.post("/faults", lost_answer, 201);
  controlled.world().journal().arrive(create_of(7));
  CHECK(controlled.send("POST", "/reset").status == 204);
  CHECK(controlled.get("/faults")["faults"].empty());
  CHECK(controlled.get("/requests")["requests"].empty());
}

TEST_CASE("a key that a client put into a rule is in no response") {
  Controlled controlled;
  controlled.post("/faults", R"({"name": "r", "description": "for origin-key", "phase": "request",
                                 "when": {"headers": {"Authorization": "Bearer secret-of-mine"}},
                                 "effect": {"kind": "answer", "body": "no, dest-key"}})",
                  201);
  CHECK_THAT(controlled.send("GET", "/faults").body,
             !Contains("origin-key") && !Contains("dest-key") && !Contains("secret-of-mine"));
}

TEST_CASE("a request is sent to its tenant with keys in the places that name them") {
  Controlled controlled;
  const auto answer = controlled.post("/send", R"({"tenant": "origin", "method": "PUT",
      "path": "/api/v1/stories/9981?x=1", "body": {"a": ["{key of dest}", "{key of it", 1]}})");
  CHECK(answer ==
        Json{{"status", 201}, {"ending", "complete"}, {"body", "made"}, {"cut_short", nullptr}});
  CHECK(controlled.sent.method == "PUT");
  CHECK(controlled.sent.target == "/t/origin/api/v1/stories/9981?x=1");
  CHECK(controlled.sent.headers.find("Authorization") == "Bearer origin-key");
  CHECK(controlled.sent.body == R"({"a":["dest-key","{key of it",1]})");
}

TEST_CASE("a request that cannot be sent is rejected with the place of the mistake") {
  Controlled controlled;
  const auto pointer_of = [&](const std::string& body) {
    return controlled.post("/send", body, 422)["errors"][0]["pointer"];
  };
  CHECK(pointer_of(R"({"tenant": "origin", "method": "get", "path": "/api/v1/x"})") == "/method");
  CHECK(pointer_of(R"({"tenant": "origin", "method": "GET", "path": "/__admin"})") == "/path");
  CHECK(controlled
            .send("POST", "/send", R"({"tenant": "none", "method": "GET", "path": "/api/v1/x"})")
            .status == 422);
}

TEST_CASE("the page may run only its own code, and no other page may frame it") {
  Controlled controlled;
  const auto page = controlled.send("GET", "/ui");
  REQUIRE(page.status == 200);
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  const std::string policy(page.headers.find("Content-Security-Policy").value_or(""));
  CHECK_THAT(policy, Contains("default-src 'none'") && Contains("frame-ancestors 'none'"));
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(controlled.send("GET", "/ui/none.js").status == 404);
}

TEST_CASE("all files of the page together have fewer than 100,000 bytes") {
  Controlled controlled;
  std::size_t bytes = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(TINES_MOCK_FIXTURES "/../mock_server/control/ui"))
    bytes += controlled.send("GET", "/ui/" + file.path().filename().string()).body.size();
  CHECK(bytes > 10'000);
  CHECK(bytes < 100'000);
}

TEST_CASE("a read-only control API rejects every operation but those that only read") {
  const std::set<std::string_view> reading_posts = {"/faults/verify", "/requests/count",
                                                    "/requests/verify", "/requests/near_misses"};
  const auto check = [&](const RouteTable<control::Route>& routes) {
    for (const auto& row : routes) {
      INFO(row.route.method << ' ' << row.route.pattern);
      const bool reads = row.route.method == "GET" || reading_posts.contains(row.route.pattern);
      CHECK((row.route.access == control::Access::change) == !reads);
    }
  };
  check(control::server_routes());
  check(control::world_routes());
}

#include "contract_tests/properties/preflight.hpp"

#include "contract_tests/defects/defects.hpp"
#include "contract_tests/properties/testing/session_bench.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

using ChangeSettings = std::function<void(Settings&)>;

Decorate as_it_is() {
  return SessionBench::as_it_is();
}

Decorate always(const Response& response) {
  return [response](ReferenceWorld&, Handler) -> Handler {
    return [response](const Request&) { return response; };
  };
}

Response html(int status) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/html");
  response.body = "<h1>Hello</h1>";
  return response;
}

/// Sync destinations are served, and what surrounds them is not.
Decorate syncs_alone() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        if (request.target.find("/sync_destinations") != std::string::npos) return std::nullopt;
        return html(404);
      });
}

Decorate answers_403_to_writes() {
  return instead([](ReferenceWorld&, const Request& request, const Purpose&) {
    return request.method == "GET" ? std::nullopt : std::optional(refusal(403, "only reading"));
  });
}

Preflight whole_preflight(Session& session) {
  auto preflight = look_at_settings(session);
  if (!preflight.problems.empty()) return preflight;
  session.facts = discover(session);
  look_at_first_sync(session, preflight);
  return preflight;
}

std::string all_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("a look at good settings says what it has seen") {
  SessionBench bench;
  const auto preflight = whole_preflight(bench.session);
  CHECK(all_of(preflight.problems) == "");
  CHECK(all_of(preflight.seen) ==
        "team 7 \"Detection\" of https://origin.example\n"
        "stories 9981 \"High\u2011Priority Alerts\", 9982 \"Change Control Requests\", "
        "9983 \"Ünïcode \\\"quoted\\\" \\\\ 警報 🚨\"\n"
        "team 42 \"Production\" of https://dest.example\n"
        "revision 2026-06; a first sync arrived\n");
  CHECK(preflight.all_seen);
  CHECK(bench.world.origin.destinations.empty());
}

TEST_CASE(
    "a setting that does not fit a tenant is a problem that names it, and judges no promise") {
  struct Case {
    std::string problem;
    ChangeSettings change = [](Settings&) {};
    Decorate origin = as_it_is(), destination = as_it_is();
  };
  const std::vector<Case> cases{
      {"TINES_API_KEY: https://origin.example refuses TINES_API_KEY (401)",
       [](Settings& settings) { settings.api_key = "wrong"; }},
      {"TINES_API_KEY: https://origin.example refuses TINES_API_KEY (403)",
       [](Settings& settings) { settings.api_key = *settings.limited_api_key; }},
      {"TINES_TEAM_ID: https://origin.example has no team 99; set one of these: 7 \"Detection\", "
       "8 \"Another\"",
       [](Settings& settings) { settings.team_id = 99; }},
      {"TINES_STORY_IDS: https://origin.example has no story 5; set stories of the team 7",
       [](Settings& settings) {
         settings.story_ids = {9981, 5};
       }},
      {"TINES_STORY_IDS: story 9990 is of the team 8, not of TINES_TEAM_ID 7",
       [](Settings& settings) { settings.story_ids = {9990}; }},
      {"TINES_DESTINATION_API_KEY: https://dest.example refuses TINES_DESTINATION_API_KEY",
       [](Settings& settings) { settings.destination_api_key = "wrong"; }},
      {"TINES_DESTINATION_TEAM_ID: https://dest.example has no team 7; set one of these: 42",
       [](Settings& settings) { settings.destination_team_id = 7; }},
      {"TINES_TENANT_URL: https://origin.example cannot be reached: no answer: Connection refused",
       [](Settings&) {}, always(no_answer("Connection refused"))},
      {"TINES_TENANT_URL: https://origin.example answers with a redirect (302)", [](Settings&) {},
       always(html(302))},
      {"TINES_TENANT_URL: https://origin.example is not serving now", [](Settings&) {},
       always(html(503))},
      {"TINES_TENANT_URL: nothing of the Tines API is served below https://origin.example/api/v1",
       [](Settings&) {}, always(html(404))},
      {"TINES_TENANT_URL: nothing of the Tines API is served below https://origin.example/api/v1",
       [](Settings&) {}, always(html(200))},
      {"TINES_DESTINATION_TENANT_URL: https://dest.example cannot be reached", [](Settings&) {},
       as_it_is(), always(no_answer("Connection refused"))},
      {"TINES_DESTINATION_TENANT_URL: nothing of the Tines API is served below", [](Settings&) {},
       as_it_is(), always(html(200))},
      {"the tenant refuses to create a sync destination (403 ", [](Settings&) {},
       answers_403_to_writes(), as_it_is()},
      {"mend TINES_TEAM_ID, TINES_STORY_IDS or the settings of the destination",
       [](Settings& settings) { settings.team_id = 99; }, syncs_alone(), as_it_is()},
      {"mend TINES_TEAM_ID, TINES_STORY_IDS or the settings of the destination",
       [](Settings& settings) { settings.story_ids = {5}; }, syncs_alone(), as_it_is()},
      {"mend TINES_DESTINATION_TENANT_URL, TINES_DESTINATION_API_KEY or TINES_DESTINATION_TEAM_ID",
       [](Settings& settings) { settings.destination_team_id = 7; }, as_it_is(), syncs_alone()},
  };
  for (const auto& [problem, change, origin, destination] : cases) {
    SessionBench bench(origin, destination, change);
    const auto found = all_of(whole_preflight(bench.session).problems);
    INFO("wanted: " << problem << "\nfound: " << found);
    CHECK(found.find(problem) != std::string::npos);
  }
}

TEST_CASE("every setting that is wrong is told at once") {
  SessionBench bench(as_it_is(), as_it_is(), [](Settings& settings) {
    settings.team_id = 99;
    settings.story_ids = {5, 6};
    settings.destination_team_id = 98;
  });
  CHECK(look_at_settings(bench.session).problems.size() == 4);
}

TEST_CASE("what a tenant does not show is no problem of the settings") {
  SessionBench bench(syncs_alone(), syncs_alone());
  const auto preflight = whole_preflight(bench.session);
  CHECK(all_of(preflight.problems) == "");
  CHECK_FALSE(preflight.all_seen);
  CHECK_THAT(
      all_of(preflight.seen),
      Catch::Matchers::StartsWith("the team 7 of https://origin.example cannot be looked at\n"
                                  "the story 9981 cannot be looked at\n"));
}

TEST_CASE("no tenant that conforms in its own way is taken for a wrong setting") {
  for (const auto& table :
       {own_way_variants(), crowded_variants(), proxy_variants(), free_variants()}) {
    for (const auto& variant : table) {
      SessionBench bench(variant.decorate);
      INFO(variant.name);
      CHECK(all_of(whole_preflight(bench.session).problems) == "");
    }
  }
}

TEST_CASE("a key that may create nothing is told before the first promise") {
  for (const auto& variant : closed_variants()) {
    SessionBench bench(variant.decorate);
    INFO(variant.name);
    CHECK_THAT(all_of(whole_preflight(bench.session).problems),
               Catch::Matchers::Contains("TINES_API_KEY"));
  }
}

TEST_CASE("a tenant that breaks a promise is judged, not taken for a wrong setting") {
  for (const auto& defect : all_defects()) {
    SessionBench bench(defect.decorate);
    INFO(defect.name);
    CHECK(all_of(look_at_settings(bench.session).problems) == "");
  }
}

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/trouble.hpp"
#include "contract_tests/properties/tables.hpp"

/// What create must not accept.
namespace tines_mock::contract {

namespace {

void refused(Session& session, const Json& body, const std::string& why) {
  const auto answer = session.send(improper(create_call(body)));
  session.require(answer.refused(), "a refusal (4xx): " + why, answer);
}

bool syncs_to_itself(const Session& session) {
  return session.settings.destination_url == session.settings.tenant_url;
}

void without(Session& session, const std::string& parameter) {
  if (parameter == "destination_tenant_api_key" && syncs_to_itself(session)) {
    throw CouldNotCheck("the destination is the tenant itself, where the key may be left out");
  }
  auto body = *any_draft(session.settings);
  body.erase(parameter);
  refused(session, body, parameter + " is missing");
}

void with_a_wrong_type(Session& session, const std::string& parameter) {
  auto body = *any_draft(session.settings);
  for (const auto& value : wrong_types(parameter)) {
    if (value.is_null() && syncs_to_itself(session)) continue;
    body[parameter] = value;
    refused(session, body, parameter + " is " + seen(value));
  }
}

std::function<void(Session&)> missing(const std::string& parameter) {
  return [parameter](Session& session) { without(session, parameter); };
}

std::function<void(Session&)> mistyped(const std::string& parameter) {
  return [parameter](Session& session) { with_a_wrong_type(session, parameter); };
}

void manual_sync_only_of_a_wrong_type(Session& session) {
  needs_manual_sync_only(session);
  with_a_wrong_type(session, "manual_sync_only");
}

void with_an_unknown_team(Session& session) {
  auto body = *any_draft(session.settings);
  body["team_id"] = session.unknown_id();
  refused(session, body, "the tenant has no team " + seen(body["team_id"]));
}

void with_an_unknown_story(Session& session) {
  auto body = *any_draft(session.settings);
  auto& stories = body["story_ids"];
  const auto at = *rc::gen::inRange<std::size_t>(0, stories.size() + 1);
  const auto unknown = session.unknown_id();
  stories.insert(stories.begin() + static_cast<std::ptrdiff_t>(at), unknown);
  refused_or_failed(session, session.send(improper(create_call(body))), unknown);
}

void with_an_id_of_no_team(Session& session) {
  auto body = draft(session.settings);
  for (const auto& team : extreme_integers()) {
    body["team_id"] = team;
    refused(session, body, "no team has the id " + seen(team));
  }
}

void refuses_bodies(Session& session, const std::vector<std::string>& bodies,
                    const std::string& why) {
  auto call = improper(create_call(draft(session.settings)));
  for (const auto& body : bodies) {
    call.body = body;
    const auto answer = session.send(call);
    session.require(answer.refused(), "a refusal (4xx): the body is " + why, answer);
  }
}

std::string documented_type(const std::string& parameter) {
  if (parameter == "story_ids") return "array of integers";
  return parameter.ends_with("team_id") ? "integer" : "string";
}

void with_a_broken_body(Session& session) {
  refuses_bodies(session, broken_bodies(), "not JSON");
}

void with_a_body_that_is_no_object(Session& session) {
  refuses_bodies(session, bodies_that_are_no_objects(), "no object");
}

}  // namespace

Promises create_refusal_promises() {
  Promises promises;
  for (const auto& parameter : required_parameters()) {
    promises.push_back({"create.requires-" + parameter,
                        "create refuses a body without " + parameter,
                        seed_document("create-parameters", "all five parameters are required"),
                        Effort::few,
                        missing(parameter),
                        {}});
  }
  for (const auto& parameter : required_parameters()) {
    promises.push_back(
        {"create.type-of-" + parameter,
         "create refuses a " + parameter + " that is plainly of another type",
         seed_document("create-parameters", parameter + ", " + documented_type(parameter)),
         Effort::few,
         mistyped(parameter),
         {}});
  }
  const Promises others{
      {"create.type-of-manual_sync_only",
       "create refuses a manual_sync_only that is plainly no boolean",
       vendor_pages("create-manual-sync-only", "manual_sync_only, boolean"),
       Effort::few,
       manual_sync_only_of_a_wrong_type,
       {}},
      {"create.unknown-team",
       "create refuses a team that the tenant does not have",
       seed_document("create-parameters", "the team on the current tenant"),
       Effort::few,
       with_an_unknown_team,
       {}},
      {"create.extreme-team",
       "create refuses a team_id that no team can have",
       seed_document("create-parameters", "the team on the current tenant"),
       Effort::once,
       with_an_id_of_no_team,
       {}},
      {"create.unknown-story",
       "create refuses a story that the tenant does not have, or shows that its sync failed",
       seed_document("create-parameters", "the stories of the current tenant"),
       Effort::few,
       with_an_unknown_story,
       {}},
      {"create.broken-body",
       "create refuses a body that is not JSON",
       seed_document("create-parameters", "The body is a JSON object"),
       Effort::once,
       with_a_broken_body,
       {}},
      {"create.no-object",
       "create refuses a body that is not an object",
       seed_document("create-parameters", "The body is a JSON object"),
       Effort::once,
       with_a_body_that_is_no_object,
       {}},
  };
  promises.insert(promises.end(), others.begin(), others.end());
  return promises;
}

}  // namespace tines_mock::contract

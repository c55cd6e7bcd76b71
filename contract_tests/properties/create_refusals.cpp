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
  body[parameter] = *one_of(wrong_types(parameter));
  if (body[parameter].is_null() && syncs_to_itself(session)) return;
  refused(session, body, parameter + " is " + seen(body[parameter]));
}

std::function<void(Session&)> missing(const std::string& parameter) {
  return [parameter](Session& session) { without(session, parameter); };
}

std::function<void(Session&)> mistyped(const std::string& parameter) {
  return [parameter](Session& session) { with_a_wrong_type(session, parameter); };
}

void manual_sync_only_of_a_wrong_type(Session& session) {
  if (!session.create(draft(session.settings)).object.contains("manual_sync_only")) {
    throw CouldNotCheck("the tenant's object has no manual_sync_only (revision 2025-05)");
  }
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
  stories.insert(stories.begin() + static_cast<std::ptrdiff_t>(at), session.unknown_id());
  refused(session, body, "a story of story_ids is unknown to the tenant");
}

void with_an_id_of_no_team(Session& session) {
  auto body = draft(session.settings);
  body["team_id"] = *one_of(extreme_integers());
  refused(session, body, "no team has the id " + seen(body["team_id"]));
}

void with_a_broken_body(Session& session) {
  auto call = improper(create_call(draft(session.settings)));
  call.body = *one_of(broken_bodies());
  const auto answer = session.send(call);
  session.require(answer.refused(), "a refusal (4xx): the body is not JSON", answer);
}

void with_a_body_that_is_no_object(Session& session) {
  auto call = improper(create_call(draft(session.settings)));
  call.body = *one_of(bodies_that_are_no_objects());
  const auto answer = session.send(call);
  session.require(answer.refused(), "a refusal (4xx): the body is no object", answer);
}

}  // namespace

Promises create_refusal_promises() {
  Promises promises;
  for (const auto& parameter : required_parameters()) {
    promises.push_back({"create.requires-" + parameter,
                        "create refuses a body without " + parameter,
                        documented_by("S 1: all five parameters are required"),
                        Effort::few,
                        missing(parameter),
                        {}});
  }
  for (const auto& parameter : required_parameters()) {
    promises.push_back({"create.type-of-" + parameter,
                        "create refuses a " + parameter + " that is plainly of another type",
                        documented_by("S 1: type of " + parameter),
                        Effort::many,
                        mistyped(parameter),
                        {}});
  }
  const Promises others{
      {"create.type-of-manual_sync_only",
       "create refuses a manual_sync_only that is plainly no boolean",
       documented_by("D 1: boolean"),
       Effort::few,
       manual_sync_only_of_a_wrong_type,
       {}},
      {"create.unknown-team",
       "create refuses a team that the tenant does not have",
       documented_by("S 1: team on the current tenant"),
       Effort::few,
       with_an_unknown_team,
       {}},
      {"create.extreme-team",
       "create refuses a team_id that no team can have",
       documented_by("S 1: team on the current tenant"),
       Effort::many,
       with_an_id_of_no_team,
       {}},
      {"create.unknown-story",
       "create refuses a story that the tenant does not have",
       documented_by("S 1: stories of the current tenant"),
       Effort::few,
       with_an_unknown_story,
       {}},
      {"create.broken-body",
       "create refuses a body that is not JSON",
       documented_by("S 1: JSON"),
       Effort::many,
       with_a_broken_body,
       {}},
      {"create.no-object",
       "create refuses a body that is not an object",
       documented_by("S 1: all five parameters are required"),
       Effort::few,
       with_a_body_that_is_no_object,
       {}},
  };
  promises.insert(promises.end(), others.begin(), others.end());
  return promises;
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// What create must not accept.
namespace tines_mock::contract {

namespace {

/// A tenant needs no key to sync to itself.
bool syncs_to_itself(const Session& session) {
  return session.settings.destination_url == session.settings.tenant_url;
}

Promise requires_parameter(const std::string& parameter) {
  return {.id = "create.requires-" + parameter,
          .text = "create refuses a body without " + parameter,
          .source = seed_document("create-parameters", "all five parameters are required"),
          .effort = Effort::few,
          .check = [parameter](Session& session) {
            if (parameter == "destination_tenant_api_key" && syncs_to_itself(session)) {
              throw CouldNotCheck(
                  "the destination is the tenant itself, where the key may be left out");
            }
            auto body = *any_draft(session.settings);
            body.erase(parameter);
            require_refused(session, create_call(body), parameter + " is missing");
          }};
}

void require_refused_types_of(Session& session, const std::string& parameter) {
  auto body = *any_draft(session.settings);
  for (const auto& value : wrong_types(parameter)) {
    if (value.is_null() && syncs_to_itself(session)) continue;
    body[parameter] = value;
    require_refused(session, create_call(body), parameter + " is " + seen(value));
  }
}

std::string documented_type(const std::string& parameter) {
  if (parameter == "story_ids") return "array of integers";
  return parameter.ends_with("team_id") ? "integer" : "string";
}

Promise requires_type_of(const std::string& parameter) {
  return {
      .id = "create.type-of-" + parameter,
      .text = "create refuses a " + parameter + " that is plainly of another type",
      .source = seed_document("create-parameters", parameter + ", " + documented_type(parameter)),
      .effort = Effort::few,
      .check = [parameter](Session& session) { require_refused_types_of(session, parameter); }};
}

Promise requires_type_of_manual_sync_only() {
  return {.id = "create.type-of-manual_sync_only",
          .text = "create refuses a manual_sync_only that is plainly no boolean",
          .source = vendor_pages("create-manual-sync-only", "manual_sync_only, boolean"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            require_refused_types_of(session, "manual_sync_only");
          }};
}

Promise refuses_an_unknown_team() {
  return {.id = "create.unknown-team",
          .text = "create refuses a team that the tenant does not have",
          .source = seed_document("create-parameters", "the team on the current tenant"),
          .effort = Effort::few,
          .check = [](Session& session) {
            auto body = *any_draft(session.settings);
            body["team_id"] = session.unknown_id();
            require_refused(session, create_call(body),
                            "the tenant has no team " + seen(body["team_id"]));
          }};
}

Promise refuses_an_id_of_no_team() {
  return {.id = "create.extreme-team",
          .text = "create refuses a team_id that no team can have",
          .source = seed_document("create-parameters", "the team on the current tenant"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto body = draft(session.settings);
            for (const auto& team : extreme_integers()) {
              body["team_id"] = team;
              require_refused(session, create_call(body), "no team has the id " + seen(team));
            }
          }};
}

Promise refuses_an_unknown_story() {
  return {
      .id = "create.unknown-story",
      .text = "create refuses a story that the tenant does not have, or shows that its sync failed",
      .source = seed_document("create-parameters", "the stories of the current tenant"),
      .effort = Effort::few,
      .check = [](Session& session) {
        auto body = *any_draft(session.settings);
        auto& stories = body["story_ids"];
        const auto at = *rc::gen::inRange<std::size_t>(0, stories.size() + 1);
        const auto unknown = session.unknown_id();
        stories.insert(stories.begin() + static_cast<std::ptrdiff_t>(at), unknown);
        require_refused_or_failed(session, session.send(improper(create_call(body))), unknown);
      }};
}

void require_refused_bodies(Session& session, const std::vector<std::string>& bodies,
                            const std::string& why) {
  const auto create = create_call(draft(session.settings));
  for (const auto& body : bodies) {
    require_refused(session, with_body(create, body), "the body is " + why);
  }
}

Promise refuses_a_broken_body() {
  return {.id = "create.broken-body",
          .text = "create refuses a body that is not JSON",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_bodies(session, broken_bodies(), "not JSON");
          }};
}

Promise refuses_a_body_that_is_no_object() {
  return {.id = "create.no-object",
          .text = "create refuses a body that is not an object",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_bodies(session, bodies_that_are_no_objects(), "no object");
          }};
}

}  // namespace

Promises create_refusal_promises() {
  Promises promises;
  for (const auto& parameter : required_parameters()) {
    promises.push_back(requires_parameter(parameter));
  }
  for (const auto& parameter : required_parameters()) {
    promises.push_back(requires_type_of(parameter));
  }
  for (auto&& promise :
       {requires_type_of_manual_sync_only(), refuses_an_unknown_team(), refuses_an_id_of_no_team(),
        refuses_an_unknown_story(), refuses_a_broken_body(), refuses_a_body_that_is_no_object()}) {
    promises.push_back(promise);
  }
  return promises;
}

}  // namespace tines_mock::contract

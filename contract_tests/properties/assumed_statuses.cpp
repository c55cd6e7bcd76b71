#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// With which status a tenant refuses a request.
namespace tines_mock::contract {

namespace {

using Status = Assumptions::Status;
using Key = Credentials::Kind;

Promise status_of_a_request_without_a_key() {
  return {.id = "assumed.status-no-key",
          .text = "a request without a key gets the assumed status",
          .source = assumed("assumed-statuses", "no key", "status.no_key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::no_key,
                          session.send(improper(with(list_call(), {Key::none, ""}))));
          }};
}

Promise status_of_an_unknown_key() {
  return {.id = "assumed.status-unknown-key",
          .text = "an unknown key gets the assumed status",
          .source = assumed("assumed-statuses", "unknown key", "status.unknown_key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(
                session, &Status::unknown_key,
                session.send(improper(with(list_call(), {Key::bearer, session.unknown_key()}))));
          }};
}

Promise status_of_a_key_without_the_right() {
  return {.id = "assumed.status-missing-right",
          .text = "a key without the right gets the assumed status",
          .source = assumed("assumed-statuses", "a known key without the right to administer syncs",
                            "status.missing_right"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto& key = session.settings.limited_api_key;
            if (!key) throw CouldNotCheck("no key without the right to administer syncs is known");
            assume_status(session, &Status::missing_right,
                          session.send(improper(with(list_call(), {Key::bearer, *key}))));
          }};
}

Call create_with_body(const Session& session, const std::string& text) {
  return with_body(improper(create_call(draft(session.settings))), text);
}

Promise status_of_a_body_that_is_not_json() {
  return {.id = "assumed.status-body-not-json",
          .text = "a body that is not JSON gets the assumed status",
          .source = assumed("assumed-statuses", "the body is not JSON", "status.body_not_json"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::body_not_json,
                          session.send(create_with_body(session, "{")));
          }};
}

Promise status_of_a_body_that_is_no_object() {
  return {.id = "assumed.status-body-not-object",
          .text = "a body that is no object gets the assumed status",
          .source = assumed("assumed-statuses", "the body is JSON but not an object",
                            "status.body_not_object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::body_not_object,
                          session.send(create_with_body(session, "[]")));
          }};
}

Promise status_of_a_missing_parameter() {
  return {.id = "assumed.status-missing-parameter",
          .text = "a missing parameter gets the assumed status",
          .source = assumed("assumed-statuses", "a required parameter is missing",
                            "status.missing_parameter"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto body = draft(session.settings);
            body.erase("team_id");
            assume_status(session, &Status::missing_parameter,
                          session.send(improper(create_call(body))));
          }};
}

/// A proper create, except for one parameter.
Call create_with_parameter(const Session& session, const std::string& name, const Json& value) {
  auto body = draft(session.settings);
  body[name] = value;
  return improper(create_call(body));
}

Promise status_of_a_wrong_type() {
  return {
      .id = "assumed.status-wrong-type",
      .text = "a parameter of a wrong type gets the assumed status",
      .source = assumed("assumed-statuses", "a parameter has the wrong type", "status.wrong_type"),
      .effort = Effort::once,
      .check = [](Session& session) {
        assume_status(session, &Status::wrong_type,
                      session.send(create_with_parameter(session, "team_id", "seven")));
      }};
}

Promise status_of_a_number_out_of_range() {
  return {.id = "assumed.status-out-of-range",
          .text = "a parameter out of range gets the assumed status",
          .source = assumed("assumed-statuses", "a parameter has the wrong type or is out of range",
                            "status.out_of_range"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::out_of_range,
                          session.send(create_with_parameter(session, "team_id", UINT64_MAX)));
          }};
}

Promise status_of_an_invalid_url() {
  return {
      .id = "assumed.status-invalid-url",
      .text = "a URL that is not an absolute http(s) URL gets the assumed status",
      .source = assumed("assumed-statuses", "destination_tenant_url is not an absolute http(s) URL",
                        "status.invalid_url"),
      .effort = Effort::once,
      .check = [](Session& session) {
        assume_status(
            session, &Status::invalid_url,
            session.send(create_with_parameter(session, "destination_tenant_url", "nowhere")));
      }};
}

Promise status_of_a_placeholder_as_url() {
  return {
      .id = "assumed.status-placeholder",
      .text = "the documentation's placeholder as a URL gets the assumed status",
      .source = assumed("assumed-statuses", "destination_tenant_url is not an absolute http(s) URL",
                        "status.invalid_url"),
      .effort = Effort::once,
      .check = [](Session& session) {
        assume_status(session, &Status::invalid_url,
                      session.send(create_with_parameter(session, "destination_tenant_url",
                                                         "https://<<META.tenant.domain>>")));
      }};
}

Promise status_of_a_blank_destination_key() {
  return {
      .id = "assumed.status-blank-key",
      .text = "a key of blanks alone gets the assumed status",
      .source = assumed("assumed-statuses", "whatever else is refused", "status.invalid_parameter"),
      .effort = Effort::once,
      .check = [](Session& session) {
        if (session.expected.blank_destination_key == Acceptance::accept) {
          throw CouldNotCheck("such a key is assumed to be accepted");
        }
        assume_status(
            session, &Status::invalid_parameter,
            session.send(create_with_parameter(session, "destination_tenant_api_key", " ")));
      }};
}

Promise status_of_an_unknown_team() {
  return {.id = "assumed.status-unknown-team",
          .text = "an unknown team gets the assumed status",
          .source = assumed("assumed-statuses", "unknown team", "status.unknown_team"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(
                session, &Status::unknown_team,
                session.send(create_with_parameter(session, "team_id", session.unknown_id())));
          }};
}

Promise status_of_an_unknown_story() {
  return {.id = "assumed.status-unknown-story",
          .text = "an unknown story gets the assumed status",
          .source = assumed("assumed-statuses", "unknown story", "status.unknown_story"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::unknown_story,
                          session.send(create_with_parameter(session, "story_ids",
                                                             Json::array({session.unknown_id()}))));
          }};
}

std::int64_t find_story_of_another_team(Session& session) {
  const auto list = session.send(api_call(Operation::stories, "GET", "/stories?per_page=500"));
  for (const auto& story : list.json ? elements_of(*list.json, "stories") : std::vector<Json>{}) {
    const auto team = member(story, "team_id");
    if (team.is_number_integer() && team != session.settings.team_id &&
        member(story, "id").is_number_integer()) {
      return story["id"];
    }
  }
  throw CouldNotCheck("no story of another team is known");
}

Promise status_of_a_story_of_another_team() {
  return {.id = "assumed.status-story-of-another-team",
          .text = "a story of another team gets the assumed status",
          .source = assumed("assumed-statuses", "a story of another team than team_id",
                            "status.story_of_another_team"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto story = find_story_of_another_team(session);
            assume_status(
                session, &Status::story_of_another_team,
                session.send(create_with_parameter(session, "story_ids", Json::array({story}))));
          }};
}

Promise status_of_an_unknown_path() {
  return {.id = "assumed.status-unknown-path",
          .text = "an unknown path gets the assumed status",
          .source = assumed("assumed-statuses", "unknown path", "status.unknown_path"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(
                session, &Status::unknown_path,
                session.send(improper(api_call(Operation::other, "GET", "/admin/no_such_thing"))));
          }};
}

Promise status_of_an_invalid_page() {
  return {.id = "assumed.status-invalid-page",
          .text = "a page that is no positive integer gets the assumed status",
          .source = assumed("assumed-statuses", "page or per_page is not a positive integer",
                            "status.invalid_page"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_status(session, &Status::invalid_page,
                          session.send(improper(list_call({.per_page = {}, .page = "0"}))));
          }};
}

Promise status_of_an_unknown_sync_destination() {
  return {.id = "assumed.status-unknown-sync-destination",
          .text = "an unknown sync destination gets the assumed status",
          .source = assumed("assumed-statuses", "unknown sync destination",
                            "status.unknown_sync_destination"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto id = std::to_string(session.unknown_id());
            assume_status(session, &Status::unknown_sync_destination,
                          session.send(improper(remove_call(id))));
          }};
}

Promise status_of_a_story_that_is_not_subscribed() {
  return {.id = "assumed.status-story-not-subscribed",
          .text = "sync of a story that is not subscribed gets the assumed status",
          .source = assumed("assumed-statuses", "sync of one story that is not subscribed",
                            "status.story_not_subscribed"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(draft(session.settings));
            const auto story = std::to_string(session.unknown_id());
            assume_status(session, &Status::story_not_subscribed,
                          session.send(improper(story_sync_call(made.id, story))));
          }};
}

Promise status_of_an_unserved_method() {
  return {.id = "assumed.status-unserved-method",
          .text = "a method that the path does not serve gets the assumed status",
          .source = assumed("assumed-statuses", "a method that the path does not serve",
                            "status.unserved_method"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto call = improper(list_call());
            call.method = "DELETE";
            call.operation = Operation::other;
            assume_status(session, &Status::unserved_method, session.send(call));
          }};
}

}  // namespace

Promises assumed_statuses() {
  return {status_of_a_request_without_a_key(),
          status_of_an_unknown_key(),
          status_of_a_key_without_the_right(),
          status_of_a_body_that_is_not_json(),
          status_of_a_body_that_is_no_object(),
          status_of_a_missing_parameter(),
          status_of_a_wrong_type(),
          status_of_a_number_out_of_range(),
          status_of_an_invalid_url(),
          status_of_a_placeholder_as_url(),
          status_of_a_blank_destination_key(),
          status_of_an_unknown_team(),
          status_of_an_unknown_story(),
          status_of_a_story_of_another_team(),
          status_of_an_unknown_path(),
          status_of_an_invalid_page(),
          status_of_an_unknown_sync_destination(),
          status_of_a_story_that_is_not_subscribed(),
          status_of_an_unserved_method()};
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/trouble.hpp"
#include "contract_tests/properties/assume.hpp"
#include "contract_tests/properties/tables.hpp"

/// With which status a tenant refuses.
namespace tines_mock::contract {

namespace {

using Status = Assumptions::Status;
using Key = Credentials::Kind;

/// A create that is proper but for one parameter.
Call with_parameter(const Session& session, const std::string& name, const Json& value) {
  auto body = draft(session.settings);
  body[name] = value;
  return improper(create_call(body));
}

Call with_body(const Session& session, const std::string& text) {
  auto call = improper(create_call(draft(session.settings)));
  call.body = text;
  return call;
}

using CallFor = std::function<Call(Session&)>;

Promise status(const std::string& name, const std::string& text, Source source, int Status::*field,
               CallFor call) {
  return {"assumed.status-" + name,
          text,
          std::move(source),
          Effort::once,
          [=](Session& session) { assume_status(session, field, session.send(call(session))); },
          {}};
}

Call with_a_limited_key(Session& session) {
  if (!session.settings.limited_api_key) {
    throw CouldNotCheck("no key without the right to administer syncs is known");
  }
  return improper(with(list_call(), {Key::bearer, *session.settings.limited_api_key}));
}

Call without_team(Session& session) {
  auto body = draft(session.settings);
  body.erase("team_id");
  return improper(create_call(body));
}

/// The id of a story of the tenant that belongs to another team than the settings'.
std::int64_t story_of_another_team(Session& session) {
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

void unsubscribed_story(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(draft(session.settings));
  const auto story = std::to_string(session.unknown_id());
  assume_status(session, &Status::story_not_subscribed,
                session.send(improper(story_sync_call(made.id, story))));
}

void unknown_destination(Session& session) {
  const auto id = std::to_string(session.unknown_id());
  assume_status(session, &Status::unknown_sync_destination,
                session.send(improper(remove_call(id))));
}

void unserved_method(Session& session) {
  auto call = improper(list_call());
  call.method = "DELETE";
  call.operation = Operation::other;
  assume_status(session, &Status::unserved_method, session.send(call));
}

}  // namespace

Promises status_assumptions() {
  Promises table{
      status("no-key", "a request without a key gets the assumed status",
             assumed("assumed-statuses", "no key", "status.no_key"), &Status::no_key,
             [](Session&) {
               return improper(with(list_call(), {Key::none, ""}));
             }),
      status("unknown-key", "an unknown key gets the assumed status",
             assumed("assumed-statuses", "unknown key", "status.unknown_key"), &Status::unknown_key,
             [](Session& session) {
               return improper(with(list_call(), {Key::bearer, session.unknown_key()}));
             }),
      status("missing-right", "a key without the right gets the assumed status",
             assumed("assumed-statuses", "a known key without the right to administer syncs",
                     "status.missing_right"),
             &Status::missing_right, with_a_limited_key),
      status("body-not-json", "a body that is not JSON gets the assumed status",
             assumed("assumed-statuses", "the body is not JSON", "status.body_not_json"),
             &Status::body_not_json, [](Session& session) { return with_body(session, "{"); }),
      status("body-not-object", "a body that is no object gets the assumed status",
             assumed("assumed-statuses", "the body is JSON but not an object",
                     "status.body_not_object"),
             &Status::body_not_object, [](Session& session) { return with_body(session, "[]"); }),
      status("missing-parameter", "a missing parameter gets the assumed status",
             assumed("assumed-statuses", "a required parameter is missing",
                     "status.missing_parameter"),
             &Status::missing_parameter, without_team),
      status("wrong-type", "a parameter of a wrong type gets the assumed status",
             assumed("assumed-statuses", "a parameter has the wrong type", "status.wrong_type"),
             &Status::wrong_type,
             [](Session& session) { return with_parameter(session, "team_id", "seven"); }),
      status("out-of-range", "a parameter out of range gets the assumed status",
             assumed("assumed-statuses", "a parameter has the wrong type or is out of range",
                     "status.out_of_range"),
             &Status::out_of_range,
             [](Session& session) { return with_parameter(session, "team_id", UINT64_MAX); }),
      status("invalid-url", "a URL that is not an absolute http(s) URL gets the assumed status",
             assumed("assumed-statuses", "destination_tenant_url is not an absolute http(s) URL",
                     "status.invalid_url"),
             &Status::invalid_url,
             [](Session& session) {
               return with_parameter(session, "destination_tenant_url", "nowhere");
             }),
      status("placeholder", "the documentation's placeholder as a URL gets the assumed status",
             assumed("assumed-statuses", "destination_tenant_url is not an absolute http(s) URL",
                     "status.invalid_url"),
             &Status::invalid_url,
             [](Session& session) {
               return with_parameter(session, "destination_tenant_url",
                                     "https://<<META.tenant.domain>>");
             }),
      status("blank-key", "a key of blanks alone gets the assumed status",
             assumed("assumed-statuses", "whatever else is refused", "status.invalid_parameter"),
             &Status::invalid_parameter,
             [](Session& session) {
               if (session.expected.blank_destination_key == Acceptance::accept) {
                 throw CouldNotCheck("such a key is assumed to be accepted");
               }
               return with_parameter(session, "destination_tenant_api_key", " ");
             }),
      status("unknown-team", "an unknown team gets the assumed status",
             assumed("assumed-statuses", "unknown team", "status.unknown_team"),
             &Status::unknown_team,
             [](Session& session) {
               return with_parameter(session, "team_id", session.unknown_id());
             }),
      status("unknown-story", "an unknown story gets the assumed status",
             assumed("assumed-statuses", "unknown story", "status.unknown_story"),
             &Status::unknown_story,
             [](Session& session) {
               return with_parameter(session, "story_ids", Json::array({session.unknown_id()}));
             }),
      status("story-of-another-team", "a story of another team gets the assumed status",
             assumed("assumed-statuses", "a story of another team than team_id",
                     "status.story_of_another_team"),
             &Status::story_of_another_team,
             [](Session& session) {
               const auto story = story_of_another_team(session);
               return with_parameter(session, "story_ids", Json::array({story}));
             }),
      status("unknown-path", "an unknown path gets the assumed status",
             assumed("assumed-statuses", "unknown path", "status.unknown_path"),
             &Status::unknown_path,
             [](Session&) {
               return improper(api_call(Operation::other, "GET", "/admin/no_such_thing"));
             }),
      status("invalid-page", "a page that is no positive integer gets the assumed status",
             assumed("assumed-statuses", "page or per_page is not a positive integer",
                     "status.invalid_page"),
             &Status::invalid_page,
             [](Session&) {
               return improper(list_call({std::nullopt, "0"}));
             }),
  };
  table.push_back(
      {"assumed.status-unknown-sync-destination",
       "an unknown sync destination gets the assumed status",
       assumed("assumed-statuses", "unknown sync destination", "status.unknown_sync_destination"),
       Effort::once,
       unknown_destination,
       {}});
  table.push_back({"assumed.status-story-not-subscribed",
                   "sync of a story that is not subscribed gets the assumed status",
                   assumed("assumed-statuses", "sync of one story that is not subscribed",
                           "status.story_not_subscribed"),
                   Effort::once,
                   unsubscribed_story,
                   {}});
  table.push_back({"assumed.status-unserved-method",
                   "a method that the path does not serve gets the assumed status",
                   assumed("assumed-statuses", "a method that the path does not serve",
                           "status.unserved_method"),
                   Effort::once,
                   unserved_method,
                   {}});
  return table;
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/tables.hpp"

/// Who may do what.
namespace tines_mock::contract {

namespace {

using Key = Credentials::Kind;

/// Every operation on a destination that is there, so that nothing but the key can be wrong.
std::vector<Call> operations_on(const Session& session, const PathId& id, const PathId& story) {
  std::vector<Call> calls{list_call(), create_call(draft(session.settings)), manual_sync_call(id)};
  if (session.facts.revision_2026) {
    calls.push_back(show_call(id));
    calls.push_back(update_call(id, Json::object()));
    calls.push_back(update_call(id, Json::object(), "PATCH"));
    calls.push_back(story_sync_call(id, story));
  }
  calls.push_back(remove_call(id));
  return calls;
}

void refused_on_every_operation(Session& session, const Credentials& credentials,
                                const std::string& with_what) {
  if (!session.tenant.may_write()) {
    const auto answer = session.send(improper(with(list_call(), credentials)));
    return session.require(answer.refused(), "list " + with_what + " to be refused (4xx)", answer);
  }
  const auto story = std::to_string(session.settings.story_ids.front());
  const auto made = session.create(draft(session.settings));
  for (const auto& call : operations_on(session, made.id, story)) {
    const auto answer = session.send(improper(with(call, credentials)));
    session.require(
        answer.refused(),
        name_of(call.operation) + " (" + call.method + ") " + with_what + " to be refused (4xx)",
        answer);
  }
}

void needs_a_key(Session& session) {
  refused_on_every_operation(session, {Key::none, ""}, "without a key");
}

void needs_a_key_that_is_not_empty(Session& session) {
  refused_on_every_operation(session, {Key::raw_authorization, "Bearer "}, "with an empty key");
}

void needs_a_known_key(Session& session) {
  refused_on_every_operation(session, {Key::bearer, session.unknown_key()}, "with an unknown key");
}

/// Keys that a careless comparison takes for the right one.
void needs_the_very_key(Session& session) {
  for (const auto& nearly : nearly(session.settings.api_key)) {
    session.secrets.add(nearly);
    const auto answer = session.send(improper(with(list_call(), {Key::bearer, nearly})));
    session.require(answer.refused(), "list with a key that is almost right to be refused (4xx)",
                    answer);
  }
}

void needs_a_known_token(Session& session) {
  refused_on_every_operation(session, {Key::user_token, session.unknown_key()},
                             "with an unknown X-User-Token");
}

void unauthorized_requests_do_nothing(Session& session) {
  const auto made = session.create(draft(session.settings));
  const Credentials nobody{Key::bearer, session.unknown_key()};
  session.send(improper(with(remove_call(made.id), nobody)));
  session.send(improper(with(update_call(made.id, {{"story_ids", Json::array()}}), nobody)));
  session.require_same(made.object, session.current(made.id),
                       "the sync destination as it was, after requests with an unknown key");
}

void takes_a_user_token(Session& session) {
  const Credentials token{Key::user_token, ""};
  const auto accepts = [&](const Call& call) {
    const auto answer = session.send(with(call, token));
    session.require(answer.ok(), name_of(call.operation) + " to accept X-User-Token", answer);
  };
  if (!session.tenant.may_write()) return accepts(list_call());
  const auto story = std::to_string(session.settings.story_ids.front());
  const auto made = session.create(draft(session.settings));
  for (const auto& call : operations_on(session, made.id, story)) {
    if (call.operation != Operation::create || session.room_for(1) > 0) accepts(call);
  }
}

void takes_a_bearer_key(Session& session) {
  const auto list = session.send(list_call());
  session.require(list.status() != 401 && list.status() != 403,
                  "list to accept Authorization: Bearer", list);
}

void surroundings_need_a_key(Session& session) {
  bool served = false;
  for (const auto* path : {"/info", "/teams", "/stories"}) {
    const auto call = api_call(Operation::other, "GET", path);
    if (!session.send(call).ok()) continue;
    served = true;
    const auto answer = session.send(improper(with(call, {Key::none, ""})));
    session.require(answer.refused(), std::string(path) + " without a key to be refused (4xx)",
                    answer);
  }
  if (!served) throw CouldNotCheck("the tenant serves neither info nor teams nor stories");
}

}  // namespace

Promises authentication_promises() {
  const auto headers = seed_document("create-headers", "Authorization: Bearer <key>");
  const auto token = vendor_pages("user-token", "X-User-Token: <key> is accepted as well");
  return {
      {"auth.bearer",
       "Authorization: Bearer <key> is accepted",
       headers,
       Effort::once,
       takes_a_bearer_key,
       {}},
      {"auth.user-token",
       "X-User-Token: <key> is accepted as well",
       token,
       Effort::once,
       takes_a_user_token,
       {}},
      {"auth.key-required",
       "every operation refuses a request without a key",
       headers,
       Effort::once,
       needs_a_key,
       {}},
      {"auth.empty-key",
       "every operation refuses a request with an empty key",
       headers,
       Effort::once,
       needs_a_key_that_is_not_empty,
       {}},
      {"auth.unknown-key",
       "every operation refuses a key that the tenant does not know",
       headers,
       Effort::once,
       needs_a_known_key,
       {}},
      {"auth.very-key",
       "a key that is longer, shorter or in capitals is another key",
       headers,
       Effort::once,
       needs_the_very_key,
       {}},
      {"auth.unknown-user-token",
       "every operation refuses an X-User-Token that is no key",
       token,
       Effort::once,
       needs_a_known_token,
       {}},
      {"auth.unauthorized-does-nothing",
       "a request with an unknown key changes nothing",
       headers,
       Effort::once,
       unauthorized_requests_do_nothing,
       {}},
      {"auth.surroundings",
       "info, teams and stories refuse a request without a key",
       vendor_pages("keys", "Every request carries a key"),
       Effort::once,
       surroundings_need_a_key,
       {}},
  };
}

}  // namespace tines_mock::contract

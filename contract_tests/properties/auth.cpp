#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/strangers.hpp"
#include "support/url.hpp"

/// Which keys a tenant accepts, and how they are sent.
namespace tines_mock::contract {

namespace {

using Key = Credentials::Kind;

Promise takes_a_bearer_key() {
  return {.id = "auth.bearer",
          .text = "Authorization: Bearer <key> is accepted",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto list = session.send(list_call());
            session.require(list.status() != 401 && list.status() != 403,
                            "list to accept Authorization: Bearer", list);
          }};
}

Promise takes_a_user_token() {
  return {.id = "auth.user-token",
          .text = "X-User-Token: <key> is accepted as well",
          .source = vendor_pages("user-token", "X-User-Token: <key> is accepted as well"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const Credentials token{Key::user_token, ""};
            const auto accepts = [&](const Call& call) {
              const auto answer = session.send(with(call, token));
              session.require(answer.ok(), name_of(call.operation) + " to accept X-User-Token",
                              answer);
            };
            if (!session.tenant.may_write()) return accepts(list_call());
            const auto story = std::to_string(session.settings.story_ids.front());
            const auto made = session.create(draft(session.settings));
            for (const auto& call : operations_on(session, made.id, story)) {
              const bool has_room = call.operation != Operation::create || session.room_for(1) > 0;
              if (call.proper && has_room) accepts(call);
            }
          }};
}

void require_stranger_refused(Session& session, const Call& call, const Stranger& stranger) {
  const auto answer = session.send(sent_by(stranger, call));
  const auto what = name_of(call.operation) + " (" + call.method + " " + call.target + ") ";
  // No document says how a tenant answers a path of another form, but it must not succeed.
  const bool refused = call.documented_path ? answer.refused() : !answer.ok();
  session.require(refused, what + stranger.with_what + " to be refused (4xx)", answer);
}

void require_refused_everywhere(Session& session, const std::vector<Stranger>& strangers) {
  std::vector<Call> calls{list_call(), list_call(page_query(1, 2))};
  if (session.tenant.may_write()) {
    const auto story = std::to_string(session.settings.story_ids.front());
    const auto made = session.create(draft(session.settings));
    if (session.room_for(1) > 0) session.create(draft(session.settings));
    calls = every_form_of_operations_on(session, made.id, story);
  }
  for (const auto& stranger : strangers) {
    for (const auto& call : calls) require_stranger_refused(session, call, stranger);
  }
}

Promise needs_a_key() {
  return {
      .id = "auth.key-required",
      .text = "every operation refuses a request without a key, in every form of its path",
      .source = seed_document("create-headers", "Authorization: Bearer <key>"),
      .effort = Effort::once,
      .check = [](Session& session) { require_refused_everywhere(session, {without_a_key()}); }};
}

Promise needs_a_key_that_is_not_empty() {
  return {.id = "auth.empty-key",
          .text = "every operation refuses a request with an empty key",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_everywhere(session, {with_an_empty_key()});
          }};
}

Promise needs_a_known_key() {
  return {.id = "auth.unknown-key",
          .text = "every operation refuses a key that the tenant does not know",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_everywhere(session, {with_an_unknown_key(session)});
          }};
}

/// Tries keys that a careless comparison takes for the right one.
Promise needs_the_very_key() {
  return {.id = "auth.very-key",
          .text = "a key that is longer, shorter or in capitals is another key",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto& similar : similar_keys(session.settings.api_key)) {
              session.secrets.add(similar);
              const auto answer = session.send(improper(with(list_call(), {Key::bearer, similar})));
              session.require(answer.refused(),
                              "list with a key that is almost right to be refused (4xx)", answer);
            }
          }};
}

Promise needs_a_known_token() {
  return {.id = "auth.unknown-user-token",
          .text = "every operation refuses an X-User-Token that is no key",
          .source = vendor_pages("user-token", "X-User-Token: <key> is accepted as well"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_everywhere(session, {with_an_unknown_token(session)});
          }};
}

Promise needs_a_key_in_any_scheme() {
  return {.id = "auth.other-schemes",
          .text = "every operation refuses an unknown key in a scheme other than Bearer",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_everywhere(session, with_other_schemes(session));
          }};
}

Promise needs_a_key_of_its_own() {
  return {.id = "auth.own-keys",
          .text = "every operation refuses the key of the destination tenant",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            require_refused_everywhere(session, {with_the_destinations_key(session)});
          }};
}

/// A good request may leave a connection, a session or a cached answer behind: none of them may
/// serve the next request.
Promise needs_a_key_after_a_good_request() {
  return {.id = "auth.after-a-good-request",
          .text = "a request needs a key also after a good request, on the same connection",
          .source = seed_document("create-headers", "Authorization: Bearer <key>"),
          .effort = Effort::once,
          .check = [](Session& session) {
            std::vector<Call> reads{list_call(), list_call(page_query(1, 2))};
            for (const std::string path : {"/info", "/teams", "/stories"}) {
              reads.push_back(api_call(Operation::other, "GET", path));
            }
            if (session.tenant.may_write()) {
              const auto made = session.create(draft(session.settings));
              if (session.facts.revision_2026) reads.push_back(show_call(made.id));
            }
            const auto all = strangers(session);
            for (auto& call : reads) {
              call.more_headers.add("Connection", "keep-alive");
              for (const auto& stranger : all) {
                if (!session.send(improper(call)).ok()) break;
                require_stranger_refused(session, call, stranger);
              }
            }
          }};
}

/// Sends a good key in ways that no document names. Servers log URLs, so the key is put into a URL
/// only where the run may write.
Promise takes_the_documented_headers_alone() {
  return {.id = "assumed.key-headers",
          .text = "a good key is taken in the documented headers alone",
          .source = assumed("assumed-keys", "A good key is taken in those two headers alone"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto& key = session.settings.api_key;
            std::vector<Call> calls;
            for (const auto& value : {"Basic " + base64(key + ":"), "Token " + key, key}) {
              calls.push_back(with(list_call(), {Key::raw_authorization, value}));
            }
            const Credentials none{Key::none, ""};
            for (const auto& [name, value] :
                 Headers{{"X-Api-Key", key}, {"X-Auth-Token", key}, {"Cookie", "api_key=" + key}}) {
              calls.push_back(with(list_call(), none));
              calls.back().more_headers.add(name, value);
            }
            for (const auto* parameter : {"api_key", "access_token"}) {
              if (!session.tenant.may_write() || percent_decode(key, false) != key) continue;
              calls.push_back(with(list_call(), none));
              calls.back().target += "?" + std::string(parameter) + "=" + key;
            }
            for (const auto& call : calls) {
              // A refusal may quote the request, and the key with it.
              const auto answer = session.send(disturbed(improper(call)));
              session.require(!answer.ok(), "a key to be taken in the documented headers alone",
                              answer);
            }
          }};
}

}  // namespace

Promises auth_promises() {
  return {takes_a_bearer_key(),
          takes_a_user_token(),
          needs_a_key(),
          needs_a_key_that_is_not_empty(),
          needs_a_known_key(),
          needs_the_very_key(),
          needs_a_known_token(),
          needs_a_key_in_any_scheme(),
          needs_a_key_of_its_own(),
          needs_a_key_after_a_good_request(),
          takes_the_documented_headers_alone()};
}

}  // namespace tines_mock::contract

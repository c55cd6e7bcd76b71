#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/strangers.hpp"

/// What holds of every answer.
namespace tines_mock::contract {

namespace {

Promise no_answer_holds_a_key() {
  return {.id = "answers.no-key",
          .text = "no answer holds a key, in whatever form",
          .source = seed_document("create-no-key", "The key never comes back"),
          .effort = Effort::few,
          .always = [](const Session& session, const Answer& answer) -> CheckResult {
            return session.secrets.leaked_in(answer);
          },
          .tour =
              [](Session& session) {
                for (const auto& unusable : unusable_drafts(session)) {
                  if (const auto id = id_in(session.send(create_call(unusable))))
                    session.settled(*id);
                }
                const auto made = session.create(*any_draft(session.settings));
                session.send(list_call());
                auto body = draft(session.settings);
                body.erase(*rc::gen::elementOf(std::vector<std::string>{"team_id", "story_ids"}));
                session.send(improper(create_call(with_refused_key(session, body))));
                session.send(improper(
                    with(list_call(), {Credentials::Kind::bearer, session.unknown_key()})));
                session.send(improper(manual_sync_call(std::to_string(session.unknown_id()))));
                if (!session.facts.revision_2026) return;
                session.send(
                    update_call(made.id, {{"destination_tenant_api_key", session.unknown_key()}}));
                session.send(manual_sync_call(made.id));
                session.settled(made.id);
              }};
}

Promise successes_have_a_json_body() {
  return {.id = "answers.json",
          .text = "a success has a JSON body (delete has none)",
          .source = seed_document("create-status", "with a body of JSON"),
          .effort = Effort::many,
          .always = every_answer(successes_are_json)};
}

/// Leaves out the operations that a tenant of the older revision does not know: no document says
/// how it refuses them.
AnswerCheck of_served_operations(CheckResult (*check)(const Answer&)) {
  return [check](const Session& session, const Answer& answer) -> CheckResult {
    const auto operation = answer.call.operation;
    const bool newer = operation == Operation::show || operation == Operation::update ||
                       operation == Operation::story_sync;
    if (newer && !session.facts.revision_2026) return holds;
    return check(answer);
  };
}

Promise successes_say_that_they_are_json() {
  return {.id = "answers.content-type",
          .text = "a success with a JSON body says Content-Type: application/json",
          .source = seed_document("create-status", "with a body of JSON"),
          .effort = Effort::many,
          .always = of_served_operations(content_type_is_json)};
}

/// Sends bad requests of every kind, to every operation that takes a body, an id or a page.
void send_bad_requests(Session& session) {
  for (const auto& call : with_odd_keys(session)) session.send(call);
  for (const auto& call : bad_requests(session.settings)) session.send(call);
  if (!session.facts.revision_2026) return;
  const auto made = session.create(draft(session.settings));
  for (const auto& call : bad_updates(made.id)) session.send(call);
}

Promise mistakes_are_answered_by_4xx() {
  return {.id = "errors.no-5xx",
          .text = "a client's mistake is answered by 400–499, never by 5xx or silence",
          .source = vendor_pages("error-classes", "400–499 the client's fault"),
          .effort = Effort::once,
          .always = of_served_operations(no_server_error),
          .tour = send_bad_requests};
}

Promise error_bodies_are_json() {
  return {.id = "assumed.errors-json",
          .text = "an error's body is JSON and says so",
          .source =
              assumed("assumed-errors", "{\"errors\": [{\"message\": \"…\", \"details\": \"…\"}]}"),
          .effort = Effort::once,
          .always = of_served_operations(errors_are_json),
          .tour = send_bad_requests};
}

}  // namespace

Promises answer_promises() {
  return {no_answer_holds_a_key(), successes_have_a_json_body(), successes_say_that_they_are_json(),
          mistakes_are_answered_by_4xx(), error_bodies_are_json()};
}

}  // namespace tines_mock::contract

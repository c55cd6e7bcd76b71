#pragma once

#include "contract_tests/properties/session.hpp"

#include <functional>
#include <string>
#include <vector>

/// What many promises need to write their checks.
namespace tines_mock::contract {

// Where the tenant does not have what a check needs, these throw CouldNotCheck.
void needs_revision_2026(const Session& session);
void needs_manual_sync_only(const Session& session);
void needs_stories(const Session& session, std::size_t count);
void needs_several_destinations(const Session& session, std::size_t count);
void needs_arriving_syncs(const Session& session);
/// A tenant that refuses every create: its refusals do not say what was wrong with a request.
void needs_working_creates(const Session& session);
/// The same, for an answer to a request that writes.
void needs_working_creates(const Session& session, const Answer& answer);

/// The create body with a destination key that the destination does not know.
Json with_refused_key(Session& session, Json body);

/// Creates to a destination that cannot be synced to: its key, its team or its tenant is unknown.
/// Whether a tenant accepts them is an assumption.
std::vector<Json> unusable_drafts(Session& session);
/// Makes a sync destination of each, and calls `look` when its sync has ended. Throws CouldNotCheck
/// when the tenant accepts none.
void look_at_failed_syncs(Session& session, const std::function<void(const PathId&)>& look);
/// Whether the destination that the request names gives the tenant a reason to refuse it.
bool names_an_unusable_destination(const Session& session, const Answer& answer);

/// Sends the call as one that the tenant may refuse, and requires that it does; `why` says why.
void require_refused(Session& session, const Call& call, const std::string& why);

/// The tenant refuses a story that it does not have, or subscribes it and shows that its sync
/// failed.
void require_refused_or_failed(Session& session, const Answer& answer, std::int64_t unknown_story);

// For `Promise::always`.

AnswerCheck every_answer(CheckResult (*check)(const Answer&));
/// The same of answers to one operation.
AnswerCheck every_answer(Operation operation, CheckResult (*check)(const Answer&));
/// Asks again, up to four times, and finds fault only if each answer is wrong: the tenant's state
/// may change while it answers.
AnswerCheck confirmed(AnswerCheck check);
/// Proper requests for the operation are answered with that status.
AnswerCheck answers(Operation operation, int status);

// For assumptions: what the tenant does goes into the table of the run, and is compared with the
// table of the mock.

/// The answer is a refusal, with the status that is assumed.
void assume_status(Session& session, int Assumptions::Status::*field, const Answer& answer);

/// The tenant does one thing of several. `words` says which, for people.
template <class Choice>
void assume(Session& session, Choice Assumptions::*field, Choice seen, const std::string& words,
            const Answer& answer) {
  needs_working_creates(session, answer);
  session.seen.*field = seen;
  session.require(session.expected.*field == seen, "what the table of assumptions says",
                  words + ": " + contract::seen(answer));
}

// For requests in flight together.

/// A race does not show each time, so it is run this often.
inline constexpr int rounds = 3;
inline constexpr std::size_t creates_at_once = 4;

/// Runs the check that often. Throws CouldNotCheck where there is no room for the sync destinations
/// that one round makes.
std::function<void(Session&)> in_rounds(void (*one_round)(Session&));

}  // namespace tines_mock::contract

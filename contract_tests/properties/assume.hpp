#pragma once

#include "contract_tests/properties/session.hpp"

/// Assumptions: what is seen goes into the table of the run, and differs or not.
namespace tines_mock::contract {

/// Where no create works, what is refused says nothing about why.
void needs_working_creates(const Session& session);
/// The same for an answer to a request that writes.
void needs_working_creates(const Session& session, const Answer& answer);

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

}  // namespace tines_mock::contract

#include "contract_tests/properties/assume.hpp"

namespace tines_mock::contract {

void needs_working_creates(const Session& session) {
  const bool any_worked = session.facts.creates_work || session.most_beside_a_create();
  if (!any_worked) throw CouldNotCheck("the tenant refuses every create");
}

void needs_working_creates(const Session& session, const Answer& answer) {
  if (answer.call.method != "GET") needs_working_creates(session);
}

void assume_status(Session& session, int Assumptions::Status::*field, const Answer& answer) {
  needs_working_creates(session, answer);
  const auto expected = session.expected.status.*field;
  if (answer.refused()) session.seen.status.*field = answer.status();
  session.require(answer.status() == expected, std::to_string(expected), answer);
}

}  // namespace tines_mock::contract

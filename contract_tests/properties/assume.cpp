#include "contract_tests/properties/assume.hpp"

namespace tines_mock::contract {

void assume_status(Session& session, int Assumptions::Status::*field, const Answer& answer) {
  const auto expected = session.expected.status.*field;
  if (answer.refused()) session.seen.status.*field = answer.status();
  session.require(answer.status() == expected, std::to_string(expected), answer);
}

}  // namespace tines_mock::contract

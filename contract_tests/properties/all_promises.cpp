#include "contract_tests/properties/run.hpp"
#include "contract_tests/properties/tables.hpp"

namespace tines_mock::contract {

Promises all_promises() {
  Promises all;
  for (const auto& table : {answer_promises, object_promises, create_promises}) {
    for (auto& promise : table()) all.push_back(std::move(promise));
  }
  return all;
}

}  // namespace tines_mock::contract

#include "contract_tests/defects/defects.hpp"

namespace tines_mock::contract {

std::vector<Defect> all_defects() {
  std::vector<Defect> all;
  for (const auto& table :
       {answer_defects, object_defects, acceptance_defects, list_defects, state_defects,
        sync_defects, surroundings_defects, company_defects, number_defects, large_defects,
        syntax_defects, key_defects, later_defects, refusal_defects, secret_defects, flag_defects,
        place_defects}) {
    for (auto& defect : table()) all.push_back(std::move(defect));
  }
  return all;
}

}  // namespace tines_mock::contract

#include "contract_tests/properties/run.hpp"
#include "contract_tests/properties/tables.hpp"

namespace tines_mock::contract {

Promises all_promises() {
  Promises all;
  for (const auto& table : {answer_promises,       object_promises,         authentication_promises,
                            create_promises,       create_refusal_promises, list_promises,
                            show_promises,         update_promises,         remove_promises,
                            sync_promises,         refusal_promises,        status_assumptions,
                            choice_assumptions,    long_run_promises,       model_promises,
                            copy_promises,         same_tenant_promises,    story_change_promises,
                            team_promises,         story_promises,          page_promises,
                            number_promises,       large_promises,          syntax_promises,
                            url_promises,          company_promises,        company_change_promises,
                            unauthorized_promises, later_promises,          flag_promises,
                            place_promises}) {
    for (auto& promise : table()) all.push_back(std::move(promise));
  }
  return all;
}

}  // namespace tines_mock::contract

#include "contract_tests/properties/promises.hpp"

#include "contract_tests/properties/run.hpp"

namespace tines_mock::contract {

Promises all_promises() {
  Promises all;
  for (const auto& list : {answer_promises,
                           object_promises,
                           auth_promises,
                           create_promises,
                           create_refusal_promises,
                           list_promises,
                           show_promises,
                           update_promises,
                           delete_promises,
                           sync_promises,
                           update_key_promises,
                           refused_key_promises,
                           refusal_promises,
                           assumed_statuses,
                           assumed_choices,
                           long_run_promises,
                           model_promises,
                           copy_promises,
                           same_tenant_promises,
                           manual_only_promises,
                           assumed_story_changes,
                           info_and_team_promises,
                           story_promises,
                           number_promises,
                           large_promises,
                           syntax_promises,
                           url_promises,
                           company_promises,
                           company_change_promises,
                           unauthorized_promises,
                           delete_for_good_promises,
                           update_for_good_promises,
                           copy_of_changed_story_promises,
                           manual_only_alone_promises,
                           deleted_story_promises,
                           flag_promises,
                           story_untouched_promises,
                           null_promises,
                           place_promises}) {
    for (auto& promise : list()) all.push_back(std::move(promise));
  }
  return all;
}

}  // namespace tines_mock::contract

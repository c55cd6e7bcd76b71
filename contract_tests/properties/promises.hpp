#pragma once

#include "contract_tests/checks/promise.hpp"

/// The lists of promises, in the order in which they are checked. A promise stands in the file that
/// is named after the first word of its id; `assumed.…` stands beside the promises on the same
/// subject, or in a file that begins with `assumed`.
namespace tines_mock::contract {

Promises answer_promises();
Promises object_promises();
Promises auth_promises();
Promises create_promises();
Promises create_refusal_promises();
Promises list_promises();
Promises show_promises();
Promises update_promises();
Promises delete_promises();
Promises sync_promises();
Promises update_key_promises();
Promises refused_key_promises();
Promises refusal_promises();
Promises assumed_statuses();
Promises assumed_choices();
Promises long_run_promises();
Promises model_promises();
Promises copy_promises();
Promises same_tenant_promises();
Promises manual_only_promises();
Promises assumed_story_changes();
Promises info_and_team_promises();
Promises story_promises();
Promises number_promises();
Promises large_promises();
Promises syntax_promises();
Promises url_promises();
Promises company_promises();
Promises company_change_promises();
Promises unauthorized_promises();
Promises delete_for_good_promises();
Promises update_for_good_promises();
Promises copy_of_changed_story_promises();
Promises manual_only_alone_promises();
Promises deleted_story_promises();
Promises flag_promises();
Promises story_untouched_promises();
Promises null_promises();
Promises place_promises();

}  // namespace tines_mock::contract

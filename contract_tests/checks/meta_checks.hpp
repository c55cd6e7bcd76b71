#pragma once

#include "contract_tests/checks/promise.hpp"

/// Checks of `meta` in the answer to any list of the API. Each uses that answer alone, so that
/// other people may create and delete meanwhile.
namespace tines_mock::contract {

CheckResult meta_has_its_members(const Answer& list);  ///< every member, of its type
CheckResult meta_tells_the_page(const Answer& list);   ///< per_page, and current_page's link
CheckResult meta_counts_pages(const Answer& list);     ///< pages = count / per_page, rounded up
CheckResult meta_counts_elements(
    const Answer& list);                              ///< elements = those of `count` that are left
CheckResult meta_points_forward(const Answer& list);  ///< next_page, next_page_number
CheckResult meta_points_back(const Answer& list);     ///< previous_page
CheckResult page_keeps_to_per_page(
    const Answer& list);                       ///< not more than asked for, never over 500
CheckResult meta_adds_up(const Answer& list);  ///< all of these

/// Page and per_page that the request asked for, when both are plain positive integers (or absent).
struct Asked {
  std::int64_t page = 1;
  std::int64_t per_page = 20;
};
std::optional<Asked> asked_for(const Answer& list);

/// Page and per_page of a link of `meta`; empty when it is no absolute URL with both.
std::optional<Asked> link_target(const Json& link);

}  // namespace tines_mock::contract

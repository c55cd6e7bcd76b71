#pragma once

#include "contract_tests/checks/promise.hpp"

/// The arithmetic of `meta` in the answer to any list of the API: everything here is decided by
/// that answer alone, so other people's destinations may come and go.
namespace tines_mock::contract {

Verdict meta_has_its_members(const Answer& list);    ///< each is there, of its type
Verdict meta_tells_the_page(const Answer& list);     ///< per_page, and current_page's link
Verdict meta_counts_pages(const Answer& list);       ///< pages = count / per_page, rounded up
Verdict meta_counts_elements(const Answer& list);    ///< this page holds what count leaves for it
Verdict meta_points_forward(const Answer& list);     ///< next_page, next_page_number
Verdict meta_points_back(const Answer& list);        ///< previous_page
Verdict page_keeps_to_per_page(const Answer& list);  ///< not more than asked for, never over 500
Verdict meta_adds_up(const Answer& list);            ///< all of that

/// Page and per_page that the request asked for, when both are plain positive integers (or absent).
struct Asked {
  std::int64_t page = 1;
  std::int64_t per_page = 20;
};
std::optional<Asked> asked_for(const Answer& list);

/// Where a link of `meta` leads, if it is an absolute URL with page and per_page.
std::optional<Asked> link_target(const Json& link);

}  // namespace tines_mock::contract

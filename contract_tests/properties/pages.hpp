#pragma once

#include "contract_tests/properties/session.hpp"

#include <functional>
#include <vector>

/// Reading the pages of any list.
namespace tines_mock::contract {

/// The request for a page of a list.
using PageCall = std::function<Call(const PageQuery&)>;

/// The elements of the pages of that size, up to the last one that `meta` names, an empty one or
/// page `most_pages`.
std::vector<Json> elements_of_pages(TenantUnderTest& tenant, const PageCall& call,
                                    std::int64_t per_page, std::int64_t most_pages);

/// Every element of the list, once. Other people may change the list meanwhile, so that elements
/// move from page to page: the pages are read again until they stay the same.
std::vector<Json> all_elements(TenantUnderTest& tenant, const PageCall& call);

/// A page of the stories of a team.
PageCall stories_call(std::int64_t team_id);

std::vector<PathId> ids_of_all(const std::vector<Json>& objects);

/// Requires that the pages of that size hold each element once. Tries again while other people
/// change the list; throws CouldNotCheck when they never stop.
void require_each_once(Session& session, const PageCall& call, std::int64_t per_page);

}  // namespace tines_mock::contract

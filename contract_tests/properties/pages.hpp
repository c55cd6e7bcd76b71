#pragma once

#include "contract_tests/properties/session.hpp"

#include <functional>
#include <vector>

/// Turning the pages of any list.
namespace tines_mock::contract {

/// The request for a page of a list.
using PageCall = std::function<Call(const PageQuery&)>;

/// What the pages of that size hold, up to the one that is told to be the last, is empty or is page
/// `most_pages`.
std::vector<Json> elements_of_pages(Tenant& tenant, const PageCall& call, std::int64_t per_page,
                                    std::int64_t most_pages);

/// Everything that the list holds. Other people may make and remove some while its pages are
/// turned, so that an element slips from one page to another: none is left out for that, or comes
/// twice.
std::vector<Json> all_elements(Tenant& tenant, const PageCall& call);

/// A page of the stories of a team.
PageCall stories_call(std::int64_t team_id);

std::vector<PathId> ids_of_all(const std::vector<Json>& objects);

/// The pages of that size hold each element once. Other people may add and remove some meanwhile:
/// it is tried again until the list is quiet. Throws CouldNotCheck when it never is.
void hold_each_once(Session& session, const PageCall& call, std::int64_t per_page);

}  // namespace tines_mock::contract

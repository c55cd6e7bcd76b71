#include "contract_tests/properties/pages.hpp"

#include "contract_tests/properties/needs.hpp"

#include <algorithm>
#include <set>

namespace tines_mock::contract {

namespace {

constexpr int tries_at_a_quiet_moment = 8;
constexpr int times_to_be_wrong = 3;
constexpr std::int64_t most_pages_to_turn = 60;
constexpr std::int64_t largest_page = 500;
constexpr std::int64_t most_pages_of_a_list = 200;
constexpr int walks_through_a_list = 4;

using Page = std::vector<Json>;

std::vector<Page> pages_of(TenantUnderTest& tenant, const PageCall& call, std::int64_t per_page,
                           std::int64_t most_pages) {
  std::vector<Page> all;
  for (std::int64_t page = 1; page <= most_pages; ++page) {
    const auto list = tenant.send(call(page_query(per_page, page)));
    all.push_back(elements_in(list));
    const auto pages = list.json ? member(member(*list.json, "meta"), "pages") : Json();
    if (all.back().empty() || !pages.is_number_integer() || pages.get<std::int64_t>() <= page)
      break;
  }
  return all;
}

/// Leaves out an element that has moved to a later page meanwhile. One that stands twice on the
/// same page stays so: that is a fault of the tenant.
std::vector<Json> each_once(const std::vector<Page>& pages) {
  std::vector<Json> all;
  std::set<PathId> seen;
  for (const auto& page : pages) {
    std::set<PathId> on_this_page;
    for (const auto& element : page) {
      const auto id = element.is_object() ? id_of(element) : std::nullopt;
      if (id && seen.contains(*id)) continue;
      if (id) on_this_page.insert(*id);
      all.push_back(element);
    }
    seen.merge(on_this_page);
  }
  return all;
}

std::vector<PathId> walk(Session& session, const PageCall& call, std::int64_t per_page) {
  auto ids = ids_of_all(elements_of_pages(session.tenant, call, per_page, most_pages_to_turn));
  std::ranges::sort(ids);
  return ids;
}

}  // namespace

std::vector<Json> elements_of_pages(TenantUnderTest& tenant, const PageCall& call,
                                    std::int64_t per_page, std::int64_t most_pages) {
  std::vector<Json> all;
  for (const auto& page : pages_of(tenant, call, per_page, most_pages)) {
    all.insert(all.end(), page.begin(), page.end());
  }
  return all;
}

std::vector<Json> all_elements(TenantUnderTest& tenant, const PageCall& call) {
  auto pages = pages_of(tenant, call, largest_page, most_pages_of_a_list);
  if (pages.size() == 1) return pages.front();
  for (int walk = 1; walk < walks_through_a_list; ++walk) {
    auto again = pages_of(tenant, call, largest_page, most_pages_of_a_list);
    const bool is_quiet = again == pages;
    pages.insert(pages.begin(), again.begin(), again.end());
    if (is_quiet) break;
  }
  return each_once(pages);
}

PageCall stories_call(std::int64_t team_id) {
  return [=](const PageQuery& page) {
    const auto query = query_of(page);
    return api_call(
        Operation::stories, "GET",
        "/stories" + query + (query.empty() ? "?" : "&") + "team_id=" + std::to_string(team_id));
  };
}

std::vector<PathId> ids_of_all(const std::vector<Json>& objects) {
  std::vector<PathId> ids;
  for (const auto& object : objects) {
    if (const auto id = object.is_object() ? id_of(object) : std::nullopt) ids.push_back(*id);
  }
  return ids;
}

void require_each_once(Session& session, const PageCall& call, std::int64_t per_page) {
  int wrong = 0;
  for (int i = 0; i < tries_at_a_quiet_moment; ++i) {
    const auto before = walk(session, call, 500);
    const auto too_many = static_cast<std::size_t>((most_pages_to_turn - 10) * per_page);
    if (before.size() > too_many) return;
    const auto walked = walk(session, call, per_page);
    if (before != walk(session, call, 500)) continue;
    if (walked == before) return;
    // Other people may have made and removed something between the two reads.
    session.require(
        ++wrong < times_to_be_wrong,
        "the pages of " + std::to_string(per_page) + " to hold " + listed(before) + ", each once",
        listed(walked));
  }
  throw CouldNotCheck("other people changed the list all the time");
}

}  // namespace tines_mock::contract

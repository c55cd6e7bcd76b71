#include "contract_tests/generators/drafts.hpp"

#include <algorithm>

namespace tines_mock::contract {

Json draft(const Settings& settings) {
  return draft(settings, {settings.story_ids.front()});
}

Json draft(const Settings& settings, const std::vector<std::int64_t>& story_ids) {
  return {{"destination_tenant_url", settings.destination_url},
          {"destination_tenant_api_key", settings.destination_api_key},
          {"destination_team_id", settings.destination_team_id},
          {"team_id", settings.team_id},
          {"story_ids", story_ids}};
}

rc::Gen<std::vector<std::int64_t>> any_or_no_stories(const Settings& settings) {
  const auto count = settings.story_ids.size();
  return rc::gen::map(
      rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, count)),
      [stories = settings.story_ids](const std::vector<std::size_t>& picks) {
        std::vector<std::int64_t> chosen;
        for (const auto pick : picks) {
          if (std::ranges::find(chosen, stories[pick]) == chosen.end()) {
            chosen.push_back(stories[pick]);
          }
        }
        return chosen;
      });
}

rc::Gen<std::vector<std::int64_t>> any_stories(const Settings& settings) {
  const auto first = settings.story_ids.front();
  return rc::gen::map(any_or_no_stories(settings), [first](std::vector<std::int64_t> chosen) {
    if (chosen.empty()) chosen.push_back(first);
    return chosen;
  });
}

rc::Gen<Json> any_draft(const Settings& settings) {
  return rc::gen::map(any_stories(settings), [settings](const std::vector<std::int64_t>& stories) {
    return draft(settings, stories);
  });
}

}  // namespace tines_mock::contract

#pragma once

#include "api/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::api {

/// What the list of stories is asked for (tines-api.md, section 3).
struct StoryQuery {
  using Condition = bool (*)(const Story&);
  using Order = void (*)(std::vector<const Story*>&);

  std::optional<std::int64_t> team_id = {};
  std::optional<std::int64_t> folder_id = {};
  std::string search = {};             ///< part of the name, in lower case
  std::vector<std::string> tags = {};  ///< a story has one of them (A); empty: any story does
  Condition filter = nullptr;          ///< null: every story
  Order order = nullptr;               ///< null: by id

  bool takes(const Story& story) const;
};

/// From the query of the request, or the refusal.
Result<StoryQuery, Response> read_story_query(const Context& context);

}  // namespace tines_mock::api

#pragma once

#include "api/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::api {

/// The parameters of the list of stories (contract_tests/tines-api.md#stories-list).
struct StoryQuery {
  using Condition = bool (*)(const Story&);
  using Order = void (*)(std::vector<const Story*>&);

  std::optional<std::int64_t> team_id = {};
  std::optional<std::int64_t> folder_id = {};
  std::string search = {};             ///< a part of the name, in lower case
  std::vector<std::string> tags = {};  ///< of which a story has at least one; empty: every story
  Condition filter = nullptr;          ///< null: every story
  Order order = nullptr;               ///< null: by id

  bool fits(const Story& story) const;
};

/// Reads the query of a request. The error is the response that names all mistakes in it.
Result<StoryQuery, Response> read_story_query(const Context& context);

}  // namespace tines_mock::api

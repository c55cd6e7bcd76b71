#pragma once

#include "json/reader.hpp"

#include <tines_mock/entities.hpp>

#include <optional>
#include <string>
#include <vector>

/// What the operations on stories are asked for in a body.
namespace tines_mock::api {

/// Parameters that change a story; what is not set is kept.
struct StoryParameters {
  std::optional<std::string> name;
  std::optional<TeamId> team_id;
  std::optional<std::optional<FolderId>> folder_id;  ///< null: out of its folder
  std::optional<std::optional<std::string>> description;
  std::optional<std::int64_t> keep_events_for_s;
  std::optional<bool> disabled, priority, locked, change_control_enabled;
  std::optional<std::vector<std::string>> tags;
  std::vector<std::string> add_tags, remove_tags;

  void apply_to(Story& story) const;
};

StoryParameters read_story_parameters(ObjectReader& parameters);

/// `team_id` must be there; the rest as above.
StoryParameters read_new_story(ObjectReader& parameters);

struct StoryImport {
  Story story;
  bool replace = false;  ///< mode versionReplace: the team's story of that name gets a new version
};

StoryImport read_story_import(ObjectReader& parameters);

std::vector<StoryId> read_ids(ObjectReader& parameters);

}  // namespace tines_mock::api

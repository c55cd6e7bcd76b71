#pragma once

#include "json/reader.hpp"

#include <tines_mock/entities.hpp>

#include <functional>
#include <optional>
#include <vector>

/// The parameters in the bodies of the operations on stories.
namespace tines_mock::api {

/// Changes of a story. Members without a change keep their values.
struct StoryParameters {
  std::optional<TeamId> team_id = {};  ///< the story's new team; it is among the changes, too
  std::vector<std::function<void(Story&)>> changes = {};

  void apply_to(Story& story) const;
};

StoryParameters read_story_parameters(ObjectReader& parameters);

/// As above, but `team_id` is required, and a story without a name gets a default name.
StoryParameters read_new_story(ObjectReader& parameters);

struct StoryImport {
  Story story = {};
  bool replace = false;  ///< mode versionReplace: replaces the team's story of that name
};

StoryImport read_story_import(ObjectReader& parameters);

}  // namespace tines_mock::api

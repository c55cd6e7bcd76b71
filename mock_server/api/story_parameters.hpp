#pragma once

#include "json/reader.hpp"

#include <tines_mock/entities.hpp>

#include <functional>
#include <optional>
#include <vector>

/// What the operations on stories are asked for in a body.
namespace tines_mock::api {

/// Parameters that change a story; what is not among them is kept.
struct StoryParameters {
  std::optional<TeamId> team_id = {};  ///< where the story goes; among the changes as well
  std::vector<std::function<void(Story&)>> changes = {};

  void apply_to(Story& story) const;
};

StoryParameters read_story_parameters(ObjectReader& parameters);

/// `team_id` must be there; the rest as above. Without a name it has a default one.
StoryParameters read_new_story(ObjectReader& parameters);

struct StoryImport {
  Story story = {};
  bool replace = false;  ///< mode versionReplace: the team's story of that name gets a new version
};

StoryImport read_story_import(ObjectReader& parameters);

}  // namespace tines_mock::api

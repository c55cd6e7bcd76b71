#include "api/story_parameters.hpp"

#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock::api {
namespace {

constexpr auto default_name = "New story";

template <class T, class Read>
void read_if_given(ObjectReader& parameters, std::string_view name, std::optional<T>& to,
                   Read read) {
  if (const auto value = parameters.optional(name)) to = read(*value);
}

// null is a value of its own here: it empties what may be empty.
template <class T, class Read>
void read_or_null(ObjectReader& parameters, std::string_view name,
                  std::optional<std::optional<T>>& to, Read read) {
  const auto value = parameters.optional(name);
  if (!value) return;
  if (value->json().is_null())
    to.emplace();
  else if (auto given = read(*value))
    to.emplace(std::move(*given));
}

std::vector<std::string> read_texts(ObjectReader& parameters, std::string_view name) {
  std::vector<std::string> texts;
  parameters.each(name, [&](const ValueReader& value) {
    if (auto text = value.text()) texts.push_back(std::move(*text));
  });
  return texts;
}

template <class Id>
std::optional<Id> read_id(const ValueReader& value) {
  const auto id = value.integer(positive);
  return id ? std::optional(Id(*id)) : std::nullopt;
}

const auto as_text = [](const ValueReader& value) { return value.text(); };
const auto as_boolean = [](const ValueReader& value) { return value.boolean(); };

// What an export holds beside its content.
Story read_export(const ValueReader& value) {
  Story story;
  ObjectReader data(value);
  data.read("name", story.name);
  data.read("keep_events_for", story.keep_events_for_s, not_negative);
  if (const auto description = data.optional("description");
      description && !description->json().is_null())
    story.description = description->text();
  if (!data) return story;
  Json content = value.json();
  for (const auto* own : {"name", "description", "guid", "slug", "keep_events_for", "exported_at"})
    content.erase(own);
  story.content = dump(content);
  return story;
}

}  // namespace

void StoryParameters::apply_to(Story& story) const {
  if (name) story.name = *name;
  if (team_id) story.team_id = *team_id;
  if (folder_id) story.folder_id = *folder_id;
  if (description) story.description = *description;
  if (keep_events_for_s) story.keep_events_for_s = *keep_events_for_s;
  if (disabled) story.disabled = *disabled;
  if (priority) story.priority = *priority;
  if (locked) story.locked = *locked;
  if (change_control_enabled) story.change_control_enabled = *change_control_enabled;
  if (tags) story.tags = *tags;
  for (const auto& tag : add_tags)
    if (std::ranges::find(story.tags, tag) == story.tags.end()) story.tags.push_back(tag);
  for (const auto& tag : remove_tags) std::erase(story.tags, tag);
}

StoryParameters read_story_parameters(ObjectReader& parameters) {
  StoryParameters read;
  read_if_given(parameters, "name", read.name, as_text);
  read_if_given(parameters, "team_id", read.team_id, read_id<TeamId>);
  read_or_null(parameters, "folder_id", read.folder_id, read_id<FolderId>);
  read_or_null(parameters, "description", read.description, as_text);
  read_if_given(parameters, "keep_events_for", read.keep_events_for_s,
                [](const ValueReader& value) { return value.integer(not_negative); });
  read_if_given(parameters, "disabled", read.disabled, as_boolean);
  read_if_given(parameters, "priority", read.priority, as_boolean);
  read_if_given(parameters, "locked", read.locked, as_boolean);
  read_if_given(parameters, "change_control_enabled", read.change_control_enabled, as_boolean);
  if (parameters.optional("tags")) read.tags = read_texts(parameters, "tags");
  read.add_tags = read_texts(parameters, "add_tag_names");
  read.remove_tags = read_texts(parameters, "remove_tag_names");
  return read;
}

StoryParameters read_new_story(ObjectReader& parameters) {
  StoryParameters read = read_story_parameters(parameters);
  parameters.required("team_id", "an integer of 1 or more");
  if (!read.name) read.name = default_name;
  return read;
}

StoryImport read_story_import(ObjectReader& parameters) {
  StoryImport read;
  if (const auto data = parameters.required("data", "an exported story"))
    read.story = read_export(*data);
  parameters.read("new_name", read.story.name);
  parameters.required_id("team_id", read.story.team_id);
  std::optional<std::optional<FolderId>> folder;
  read_or_null(parameters, "folder_id", folder, read_id<FolderId>);
  if (folder) read.story.folder_id = *folder;
  parameters.read_with("mode", read.replace, [](const ValueReader& value) {
    return value.choice(Names<bool>{{"new", false}, {"versionReplace", true}});
  });
  if (read.story.name.empty()) read.story.name = default_name;
  return read;
}

std::vector<StoryId> read_ids(ObjectReader& parameters) {
  std::vector<StoryId> ids;
  const auto given = parameters.required("ids", "an array of integers");
  if (given && given->json().is_array() && given->json().size() > limits::story_ids_per_request) {
    given->problem(Problem::Kind::out_of_range,
                   "at most " + std::to_string(limits::story_ids_per_request) + " stories",
                   std::to_string(given->json().size()));
    return ids;
  }
  parameters.each("ids", [&](const ValueReader& value) {
    if (const auto id = value.integer(positive)) ids.emplace_back(*id);
  });
  return ids;
}

}  // namespace tines_mock::api

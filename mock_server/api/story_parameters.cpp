#include "api/story_parameters.hpp"

#include "formats/entity_json.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tines_mock::api {
namespace {

constexpr auto default_name = "New story";

// In seconds. World files and imports may give a story other values.
constexpr std::array<std::int64_t, 11> retentions{
    3600, 21600, 86400, 259200, 604800, 1209600, 2592000, 5184000, 7776000, 15552000, 31536000};

const auto as_text = [](const ValueReader& value) { return value.text(); };
const auto as_boolean = [](const ValueReader& value) { return value.boolean(); };

template <class Id>
std::optional<Id> as_id(const ValueReader& value) {
  const auto id = value.integer(formats::id_range);
  return id ? std::optional(Id(*id)) : std::nullopt;
}

// null is a value: it makes the member empty.
template <class Read>
auto or_null(Read read) {
  return [read](const ValueReader& value) -> std::optional<decltype(read(value))> {
    if (value.json().is_null()) return decltype(read(value)){};
    auto given = read(value);
    return given ? std::optional(std::move(given)) : std::nullopt;
  };
}

template <class Read>
auto array_of(Read read) {
  return [read](const ValueReader& value) {
    std::optional<std::vector<typename decltype(read(value))::value_type>> all;
    if (!value.is_array()) return all;
    all.emplace();
    value.each([&](const ValueReader& element) {
      if (auto given = read(element)) all->push_back(std::move(*given));
    });
    return all;
  };
}

std::optional<std::int64_t> as_retention(const ValueReader& value) {
  const auto seconds = value.integer();
  if (!seconds || std::ranges::find(retentions, *seconds) != retentions.end()) return seconds;
  std::string expected = "one of";
  for (const auto allowed : retentions) expected += ' ' + std::to_string(allowed);
  value.problem(Problem::Kind::out_of_range, expected + " seconds");
  return std::nullopt;
}

void add_tags(Story& story, const std::vector<std::string>& tags) {
  for (const auto& tag : tags)
    if (std::ranges::find(story.tags, tag) == story.tags.end()) story.tags.push_back(tag);
}

void remove_tags(Story& story, const std::vector<std::string>& tags) {
  for (const auto& tag : tags) std::erase(story.tags, tag);
}

class ChangeReader {
 public:
  ChangeReader(ObjectReader& parameters, StoryParameters& to) : parameters_(parameters), to_(to) {}

  template <class Read, class Apply>
  void read(std::string_view name, Read read_value, Apply apply) {
    const auto value = parameters_.optional(name);
    if (!value) return;
    if (auto given = read_value(*value))
      to_.changes.emplace_back([apply, given = *std::move(given)](Story& s) { apply(s, given); });
  }

  template <class T, class Read>
  void read(std::string_view name, T Story::*member, Read read_value) {
    read(name, read_value, [member](Story& story, const T& given) { story.*member = given; });
  }

 private:
  ObjectReader& parameters_;
  StoryParameters& to_;
};

void read_send_to_story(ChangeReader& changes) {
  changes.read("send_to_story_enabled", &Story::send_to_story_enabled, as_boolean);
  changes.read("send_to_story_access_source", &Story::send_to_story_access_source, as_text);
  changes.read("send_to_story_access", &Story::send_to_story_access, or_null(as_text));
  changes.read("shared_team_slugs", &Story::shared_team_slugs, array_of(as_text));
  changes.read("send_to_story_skill_use_requires_confirmation",
               &Story::send_to_story_skill_use_requires_confirmation, as_boolean);
  changes.read("entry_agent_id", &Story::entry_agent_id, or_null(as_id<AgentId>));
  // The vendor's pages name the parameter exit_agent_ids; its client sends exit_agents, as the
  // object has it (contract_tests/tines-api.md#story-update).
  for (const auto* name : {"exit_agent_ids", "exit_agents"})
    changes.read(name, &Story::exit_agents, array_of(as_id<AgentId>));
}

// An export holds these members beside the story's content.
Story read_export(const ValueReader& value) {
  Story story;
  story.name = default_name;
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
  for (const auto& change : changes) change(story);
}

StoryParameters read_story_parameters(ObjectReader& parameters) {
  StoryParameters read;
  ChangeReader changes(parameters, read);
  changes.read("name", &Story::name, as_text);
  changes.read("team_id", &Story::team_id,
               [&](const ValueReader& value) { return read.team_id = as_id<TeamId>(value); });
  changes.read("folder_id", &Story::folder_id, or_null(as_id<FolderId>));
  changes.read("description", &Story::description, or_null(as_text));
  changes.read("keep_events_for", &Story::keep_events_for_s, as_retention);
  changes.read("disabled", &Story::disabled, as_boolean);
  changes.read("priority", &Story::priority, as_boolean);
  changes.read("locked", &Story::locked, as_boolean);
  changes.read("change_control_enabled", &Story::change_control_enabled, as_boolean);
  changes.read("tags", &Story::tags, array_of(as_text));
  changes.read("add_tag_names", array_of(as_text), add_tags);
  changes.read("remove_tag_names", array_of(as_text), remove_tags);
  read_send_to_story(changes);
  return read;
}

StoryParameters read_new_story(ObjectReader& parameters) {
  StoryParameters read{.changes = {[](Story& story) { story.name = default_name; }}};
  parameters.required("team_id", "an integer of 1 or more");
  auto given = read_story_parameters(parameters);
  read.team_id = given.team_id;
  std::ranges::move(given.changes, std::back_inserter(read.changes));
  return read;
}

StoryImport read_story_import(ObjectReader& parameters) {
  StoryImport read;
  if (const auto data = parameters.required("data", "an exported story"))
    read.story = read_export(*data);
  parameters.read("new_name", read.story.name);
  parameters.required_id("team_id", read.story.team_id, formats::id_range);
  if (const auto folder = parameters.optional("folder_id"); folder && !folder->json().is_null())
    read.story.folder_id = as_id<FolderId>(*folder);
  parameters.read_with("mode", read.replace, [](const ValueReader& value) {
    return value.choice(Names<bool>{{"new", false}, {"versionReplace", true}});
  });
  return read;
}

}  // namespace tines_mock::api

#include "api/stories.hpp"

#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/errors.hpp"
#include "api/listing.hpp"
#include "api/story_parameters.hpp"

#include <algorithm>

namespace tines_mock::api::stories {
namespace {

StoryId id_of(const Call& call) {
  return id_in_path<StoryId>(call, "id");
}

// A team key sees the stories of its own team, for it there are no others.
bool is_visible(const Call& call, const Story& story) {
  return !call.only_team || *call.only_team == story.team_id;
}

bool is_team_allowed(const Call& call, TeamId team) {
  return !call.only_team || *call.only_team == team;
}

domain::Errors unknown(std::string id) {
  return {{domain::ErrorKind::unknown_story, "", "a story of this tenant", std::move(id)}};
}

Response unknown_in_path(const Call& call) {
  return refuse(call, unknown(std::string(call.parameters["id"])));
}

Response unknown_team(const Call& call, TeamId team) {
  return refuse(call, domain::Errors{{domain::ErrorKind::unknown_team, "team_id",
                                      "a team of this tenant", std::to_string(team.value)}});
}

std::optional<Story> find(Call& call) {
  return call.locked([&](const Scene& scene) -> std::optional<Story> {
    const Story* found = scene.tenant.find_story(id_of(call));
    return found && is_visible(call, *found) ? std::optional(*found) : std::nullopt;
  });
}

using Order = bool (*)(const Story*, const Story*);

const Names<Order> orders = {
    {"NAME", [](const Story* a, const Story* b) { return a->name < b->name; }},
    {"NAME_DESC", [](const Story* a, const Story* b) { return a->name > b->name; }},
    {"RECENTLY_EDITED", [](const Story* a, const Story* b) { return a->edited_at > b->edited_at; }},
    {"LEAST_RECENTLY_EDITED",
     [](const Story* a, const Story* b) { return a->edited_at < b->edited_at; }},
};

struct Filter {
  std::optional<std::int64_t> team_id;
  std::optional<std::int64_t> folder_id;
  std::string search;
  Order order = nullptr;  ///< null: by id
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

bool fits(const Filter& filter, const Story& story) {
  if (filter.team_id && story.team_id.value != *filter.team_id) return false;
  if (filter.folder_id && (!story.folder_id || story.folder_id->value != *filter.folder_id))
    return false;
  return filter.search.empty() || lower_case(story.name).find(filter.search) != std::string::npos;
}

void read_id(const Call& call, std::string_view name, std::optional<std::int64_t>& to,
             std::vector<ErrorItem>& errors) {
  const auto text = call.target.parameter(name);
  if (!text) return;
  to = parse_id(*text);
  if (*to == 0)
    errors.push_back({std::string(name) + " is not valid",
                      "expected an integer of 1 or more, found another text"});
}

Result<Filter, Response> read_filter(const Call& call) {
  Filter filter;
  std::vector<ErrorItem> errors;
  read_id(call, "team_id", filter.team_id, errors);
  read_id(call, "folder_id", filter.folder_id, errors);
  filter.search = lower_case(call.target.parameter("search").value_or(""));
  if (const auto order = call.target.parameter("order")) {
    Problems problems;
    const Json text = *order;
    filter.order =
        ValueReader(text, "/order", problems, Texts::hidden).choice(orders).value_or(nullptr);
    if (!problems.empty())
      errors.push_back({"order is not valid", "expected " + problems.front().expected + ", found " +
                                                  problems.front().found});
  }
  if (errors.empty()) return filter;
  return Failure{error_response(call.assumptions.error_shape,
                                call.assumptions.status.invalid_parameter, errors)};
}

}  // namespace

Response list(Call& call) {
  const auto page = read_page(call);
  if (!page) return page.error();
  const auto filter = read_filter(call);
  if (!filter) return filter.error();
  const auto part = call.locked([&](const Scene& scene) {
    std::vector<const Story*> fitting;
    for (const auto& [id, story] : scene.tenant.stories())
      if (is_visible(call, story) && fits(*filter, story)) fitting.push_back(&story);
    if (filter->order) std::ranges::stable_sort(fitting, filter->order);
    return slice(fitting, *page, [](const Story* story) { return *story; });
  });
  return list_response(call, "stories", *page, part,
                       [](const Story& story) { return object_of(story); });
}

Response show(Call& call) {
  const auto story = find(call);
  return story ? json_response(200, object_of(*story)) : unknown_in_path(call);
}

Response create(Call& call) {
  const auto parameters = read_parameters(call, read_new_story);
  if (!parameters) return parameters.error();
  if (!is_team_allowed(call, *parameters->team_id)) return unknown_team(call, *parameters->team_id);
  Story story;
  parameters->apply_to(story);
  const auto added = call.locked([&](const Scene& scene) {
    return scene.world.add_story(scene.tenant, std::move(story), scene.now);
  });
  return added ? json_response(201, object_of(*added)) : refuse(call, added.error());
}

Response update(Call& call) {
  const auto parameters = read_parameters(call, read_story_parameters);
  if (!parameters) return parameters.error();
  if (parameters->team_id && !is_team_allowed(call, *parameters->team_id))
    return unknown_team(call, *parameters->team_id);
  const auto changed = call.locked([&](const Scene& scene) -> domain::Outcome<Story> {
    const Story* found = scene.tenant.find_story(id_of(call));
    if (!found || !is_visible(call, *found))
      return Failure{unknown(std::string(call.parameters["id"]))};
    return scene.world.change_story(
        scene.tenant, found->id, [&](Story& story) { parameters->apply_to(story); }, scene.now);
  });
  return changed ? json_response(200, object_of(*changed)) : refuse(call, changed.error());
}

Response remove(Call& call) {
  if (!find(call)) return unknown_in_path(call);
  const auto errors = call.locked(
      [&](const Scene& scene) { return scene.world.delete_stories(scene.tenant, {id_of(call)}); });
  return errors ? refuse(call, *errors) : no_content();
}

Response remove_batch(Call& call) {
  const auto ids = read_parameters(call, read_ids);
  if (!ids) return ids.error();
  const auto errors = call.locked([&](const Scene& scene) -> std::optional<domain::Errors> {
    for (const StoryId id : *ids)
      if (const Story* story = scene.tenant.find_story(id); story && !is_visible(call, *story))
        return unknown(std::to_string(id.value));
    return scene.world.delete_stories(scene.tenant, *ids);
  });
  return errors ? refuse(call, *errors) : no_content();
}

Response export_story(Call& call) {
  const auto story = find(call);
  return story ? json_response(200, export_of(*story)) : unknown_in_path(call);
}

Response import_story(Call& call) {
  auto wanted = read_parameters(call, read_story_import);
  if (!wanted) return wanted.error();
  Story& story = wanted->story;
  if (!is_team_allowed(call, story.team_id)) return unknown_team(call, story.team_id);
  const auto imported = call.locked([&](const Scene& scene) {
    const auto& all = scene.tenant.stories();
    const auto there = std::ranges::find_if(all, [&](const auto& entry) {
      return entry.second.team_id == story.team_id && entry.second.name == story.name;
    });
    if (!wanted->replace || there == all.end())
      return scene.world.add_story(scene.tenant, std::move(story), scene.now);
    return scene.world.change_story(
        scene.tenant, there->first,
        [&](Story& old) {
          old.description = story.description;
          old.keep_events_for_s = story.keep_events_for_s;
          old.content = story.content;
          if (story.folder_id) old.folder_id = story.folder_id;
        },
        scene.now);
  });
  return imported ? json_response(200, object_of(*imported)) : refuse(call, imported.error());
}

}  // namespace tines_mock::api::stories

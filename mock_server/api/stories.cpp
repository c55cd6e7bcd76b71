#include "api/stories.hpp"

#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/errors.hpp"
#include "api/listing.hpp"
#include "api/story_parameters.hpp"
#include "api/story_query.hpp"
#include "api/unseen.hpp"

#include <algorithm>

namespace tines_mock::api::stories {
namespace {

StoryId id_of(const Call& call) {
  return id_in_path<StoryId>(call, "id");
}

Response unknown(const Call& call) {
  return refuse(call,
                domain::Errors{{domain::ErrorKind::unknown_story, "", "a story of this tenant",
                                std::string(call.parameters["id"])}});
}

std::optional<Story> find(Call& call) {
  return call.locked([&](const Scene& scene) -> std::optional<Story> {
    const Story* found = scene.find(id_of(call));
    return found ? std::optional(*found) : std::nullopt;
  });
}

// The id of the team's story of that name; empty optional when there is none.
std::optional<StoryId> find_named(const Scene& scene, TeamId team, const std::string& name) {
  const auto& all = scene.tenant.stories();
  const auto found = std::ranges::find_if(all, [&](const auto& entry) {
    return entry.second.team_id == team && entry.second.name == name;
  });
  return found == all.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

Response list(Call& call) {
  const auto page = read_page(call);
  if (!page) return page.error();
  const auto query = read_story_query(call);
  if (!query) return query.error();
  const auto part = call.locked([&](const Scene& scene) {
    std::vector<const Story*> fitting;
    for (const auto& [id, story] : scene.tenant.stories())
      if (call.scope.sees(story) && query->takes(story)) fitting.push_back(&story);
    if (query->order) query->order(fitting);
    return slice(fitting, *page, [](const Story* story) { return *story; });
  });
  return list_response(call, "stories", *page, part,
                       [](const Story& story) { return object_of(story); });
}

Response show(Call& call) {
  const auto story = find(call);
  return story ? json_response(200, object_of(*story)) : unknown(call);
}

Response create(Call& call) {
  const auto parameters = read_parameters(call, read_new_story);
  if (!parameters) return parameters.error();
  Story story;
  parameters->apply_to(story);
  const auto added = call.locked([&](const Scene& scene) -> domain::Outcome<Story> {
    if (auto errors = Unseen(scene).team(story.team_id, "team_id").errors())
      return Failure{std::move(*errors)};
    return scene.world.add_story(scene.tenant, std::move(story), scene.now);
  });
  return added ? json_response(201, object_of(*added)) : refuse(call, added.error());
}

Response update(Call& call) {
  const auto parameters = read_parameters(call, read_story_parameters);
  if (!parameters) return parameters.error();
  const auto changed = call.locked([&](const Scene& scene) -> domain::Outcome<Story> {
    Unseen unseen(scene);
    unseen.story(id_of(call));
    if (parameters->team_id) unseen.team(*parameters->team_id, "team_id");
    if (auto errors = unseen.errors()) return Failure{std::move(*errors)};
    return scene.world.change_story(
        scene.tenant, id_of(call), [&](Story& story) { parameters->apply_to(story); }, scene.now);
  });
  return changed ? json_response(200, object_of(*changed)) : refuse(call, changed.error());
}

Response remove(Call& call) {
  const auto errors = call.locked([&](const Scene& scene) -> std::optional<domain::Errors> {
    if (auto unseen = Unseen(scene).story(id_of(call)).errors()) return unseen;
    return scene.world.delete_stories(scene.tenant, {id_of(call)});
  });
  return errors ? refuse(call, *errors) : no_content();
}

Response remove_batch(Call& call) {
  const auto ids = read_parameters(call, [](ObjectReader& parameters) {
    const auto given = parameters.required("ids", "an array of integers");
    return given ? read_story_ids(*given) : std::vector<StoryId>{};
  });
  if (!ids) return ids.error();
  const auto errors = call.locked([&](const Scene& scene) -> std::optional<domain::Errors> {
    if (auto unseen = Unseen(scene).stories(*ids).errors()) return unseen;
    return scene.world.delete_stories(scene.tenant, *ids);
  });
  return errors ? refuse(call, *errors) : no_content();
}

Response export_story(Call& call) {
  const auto story = find(call);
  return story ? json_response(200, export_of(*story)) : unknown(call);
}

Response import_story(Call& call) {
  auto wanted = read_parameters(call, read_story_import);
  if (!wanted) return wanted.error();
  Story& story = wanted->story;
  const auto imported = call.locked([&](const Scene& scene) -> domain::Outcome<Story> {
    if (auto errors = Unseen(scene).team(story.team_id, "team_id").errors())
      return Failure{std::move(*errors)};
    const auto there = find_named(scene, story.team_id, story.name);
    if (!wanted->replace || !there)
      return scene.world.add_story(scene.tenant, std::move(story), scene.now);
    return scene.world.change_story(
        scene.tenant, *there,
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

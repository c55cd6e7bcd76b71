#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/entity_json.hpp"
#include "api/operations.hpp"
#include "api/pagination.hpp"
#include "api/responses.hpp"
#include "api/story_parameters.hpp"
#include "api/story_query.hpp"

#include <algorithm>

namespace tines_mock::api::stories {
namespace {

StoryId id_of(const Context& context) {
  return id_in_path<StoryId>(context, "id");
}

Response reject_unknown(const Context& context) {
  return api::reject_unknown(context, domain::ErrorKind::unknown_story, "a story of this tenant");
}

std::optional<Story> find(Context& context) {
  return context.with_locked_world([&](const LockedWorld& locked) -> std::optional<Story> {
    const Story* found = locked.find(id_of(context));
    return found ? std::optional(*found) : std::nullopt;
  });
}

// Empty when the team has no story of that name.
std::optional<StoryId> find_named(const LockedWorld& locked, TeamId team, const std::string& name) {
  const auto& all = locked.tenant.stories();
  const auto found = std::ranges::find_if(all, [&](const auto& entry) {
    return entry.second.team_id == team && entry.second.name == name;
  });
  return found == all.end() ? std::nullopt : std::optional(found->first);
}

}  // namespace

Response list(Context& context) {
  const auto page = read_page(context);
  if (!page) return page.error();
  const auto query = read_story_query(context);
  if (!query) return query.error();
  const auto part = context.with_locked_world([&](const LockedWorld& locked) {
    std::vector<const Story*> fitting;
    for (const auto& [id, story] : locked.tenant.stories())
      if (context.scope.sees(story) && query->fits(story)) fitting.push_back(&story);
    if (query->order) query->order(fitting);
    return slice(fitting, *page, [](const Story* story) { return *story; });
  });
  return list_response(context, "stories", *page, part,
                       [](const Story& story) { return object_of(story); });
}

Response show(Context& context) {
  const auto story = find(context);
  return story ? json_response(200, object_of(*story)) : reject_unknown(context);
}

Response create(Context& context) {
  const auto parameters = read_parameters(context, read_new_story);
  if (!parameters) return parameters.error();
  Story story;
  parameters->apply_to(story);
  const auto added =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<Story, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).team(story.team_id, "team_id").result(); !seen)
          return Failure{std::move(seen.error())};
        return locked.world.add_story(locked.tenant, std::move(story), locked.now);
      });
  return added ? json_response(201, object_of(*added)) : reject(context, added.error());
}

Response update(Context& context) {
  const auto parameters = read_parameters(context, read_story_parameters);
  if (!parameters) return parameters.error();
  const auto changed =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<Story, domain::Errors> {
        VisibilityCheck visible(locked);
        visible.story(id_of(context));
        if (parameters->team_id) visible.team(*parameters->team_id, "team_id");
        if (auto seen = visible.result(); !seen) return Failure{std::move(seen.error())};
        return locked.world.change_story(
            locked.tenant, id_of(context), [&](Story& story) { parameters->apply_to(story); },
            locked.now);
      });
  return changed ? json_response(200, object_of(*changed)) : reject(context, changed.error());
}

Response remove(Context& context) {
  const auto done =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).story(id_of(context)).result(); !seen) return seen;
        return locked.world.delete_stories(locked.tenant, {id_of(context)});
      });
  return done ? no_content() : reject(context, done.error());
}

Response remove_batch(Context& context) {
  const auto ids = read_parameters(context, [](ObjectReader& parameters) {
    const auto given = parameters.required("ids", "an array of integers");
    return given ? read_story_ids(*given) : std::vector<StoryId>{};
  });
  if (!ids) return ids.error();
  const auto done =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<void, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).stories(*ids).result(); !seen) return seen;
        return locked.world.delete_stories(locked.tenant, *ids);
      });
  return done ? no_content() : reject(context, done.error());
}

Response export_story(Context& context) {
  const auto story = find(context);
  return story ? json_response(200, export_of(*story)) : reject_unknown(context);
}

Response import_story(Context& context) {
  auto wanted = read_parameters(context, read_story_import);
  if (!wanted) return wanted.error();
  Story& story = wanted->story;
  const auto imported =
      context.with_locked_world([&](const LockedWorld& locked) -> Result<Story, domain::Errors> {
        if (auto seen = VisibilityCheck(locked).team(story.team_id, "team_id").result(); !seen)
          return Failure{std::move(seen.error())};
        const auto there = find_named(locked, story.team_id, story.name);
        if (!wanted->replace || !there)
          return locked.world.add_story(locked.tenant, std::move(story), locked.now);
        return locked.world.change_story(
            locked.tenant, *there,
            [&](Story& old) {
              old.description = story.description;
              old.keep_events_for_s = story.keep_events_for_s;
              old.content = story.content;
              if (story.folder_id) old.folder_id = story.folder_id;
            },
            locked.now);
      });
  return imported ? json_response(200, object_of(*imported)) : reject(context, imported.error());
}

}  // namespace tines_mock::api::stories

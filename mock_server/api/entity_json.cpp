#include "api/entity_json.hpp"

#include "formats/entity_json.hpp"
#include "support/iso8601.hpp"

namespace tines_mock::api {
namespace {

Json null_or(const auto& value) {
  if (!value) return nullptr;
  if constexpr (requires { value->value; })
    return value->value;
  else
    return *value;
}

// The name in lower case, with an underscore for each character that is no letter or digit.
std::string slug_of(std::string_view name) {
  std::string slug;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper)
      slug += static_cast<char>(c + 32);
    else if (kept)
      slug += c;
    // Not for the second and further bytes of a character in UTF-8.
    else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80)
      slug += '_';
  }
  return slug;
}

}  // namespace

SyncDestinationView view_of(const LockedWorld& locked, const SyncDestination& destination) {
  SyncDestinationView view{.id = destination.id,
                           .destination_tenant_url = destination.destination_tenant_url,
                           .destination_team_id = destination.destination_team_id,
                           .origin_team_id = destination.origin_team_id,
                           .manual_sync_only = destination.manual_sync_only};
  view.subscriptions.reserve(destination.subscriptions.size());
  for (const auto& subscription : destination.subscriptions) {
    const Story* story = locked.find(subscription.story_id);
    if (!story && locked.tenant.find_story(subscription.story_id)) continue;
    view.subscriptions.push_back({.story_id = subscription.story_id,
                                  .story_name = story ? story->name : "(deleted story)",
                                  .status = subscription.status,
                                  .error_message = subscription.error_message});
  }
  return view;
}

Json object_of(const SyncDestinationView& view, Revision revision) {
  Json subscriptions = Json::array();
  for (const auto& subscription : view.subscriptions)
    subscriptions.push_back(
        {{"story", {{"id", subscription.story_id.value}, {"name", subscription.story_name}}},
         {"status", name_of(formats::status_names, subscription.status)},
         {"error_message", null_or(subscription.error_message)}});
  Json object = {{"id", view.id.value},
                 {"destination_tenant_url", view.destination_tenant_url},
                 {"destination_team_id", view.destination_team_id.value},
                 {"origin_team_id", view.origin_team_id.value}};
  if (revision == Revision::r2026_06) object["manual_sync_only"] = view.manual_sync_only;
  object["subscriptions"] = std::move(subscriptions);
  return object;
}

Json object_of(const Story& story) {
  return {{"name", story.name},
          {"user_id", null_or(story.user_id)},
          {"description", null_or(story.description)},
          {"keep_events_for", story.keep_events_for_s},
          {"disabled", story.disabled},
          {"priority", story.priority},
          {"send_to_story_enabled", story.send_to_story_enabled},
          {"send_to_story_access_source", story.send_to_story_access_source},
          {"send_to_story_access", null_or(story.send_to_story_access)},
          {"shared_team_slugs", story.shared_team_slugs},
          {"entry_agent_id", null_or(story.entry_agent_id)},
          {"exit_agents", formats::ids_json(story.exit_agents)},
          {"send_to_story_skill_use_requires_confirmation",
           story.send_to_story_skill_use_requires_confirmation},
          {"team_id", story.team_id.value},
          {"tags", story.tags},
          {"guid", story.guid},
          {"slug", slug_of(story.name)},
          {"created_at", to_iso8601_seconds(story.created_at)},
          {"updated_at", to_iso8601_seconds(story.updated_at)},
          {"edited_at", to_iso8601_seconds(story.edited_at)},
          {"mode", "LIVE"},
          {"id", story.id.value},
          {"folder_id", null_or(story.folder_id)},
          {"published", true},
          {"change_control_enabled", story.change_control_enabled},
          {"locked", story.locked},
          {"owners", Json::array()}};
}

Json object_of(const Team& team) {
  return {{"id", team.id.value}, {"name", team.name}, {"groups", Json::array()}};
}

Json export_of(const Story& story) {
  Json exported = parse_known_json(story.content);
  exported["name"] = story.name;
  exported["description"] = null_or(story.description);
  exported["guid"] = story.guid;
  exported["slug"] = slug_of(story.name);
  exported["keep_events_for"] = story.keep_events_for_s;
  exported["exported_at"] = to_iso8601_seconds(story.updated_at);
  for (const auto* list : {"agents", "links"})
    if (!exported.contains(list)) exported[list] = Json::array();
  return exported;
}

}  // namespace tines_mock::api

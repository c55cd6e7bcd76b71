#include "formats/entity_json.hpp"

#include "formats/world_rules.hpp"
#include "support/iso8601.hpp"

namespace tines_mock::formats {
namespace {

// What a world file of an older version has instead of a cause.
const Names<PushCause> old_trigger_names = {{"automatic", PushCause::change},
                                            {"manual", PushCause::manual}};

template <class EntityId>
auto id_of() {
  return [](const ValueReader& value) -> std::optional<EntityId> {
    const auto number = value.integer(id_range);
    if (!number) return std::nullopt;
    return EntityId(*number);
  };
}

std::optional<std::string> text_of(const ValueReader& value) {
  return value.text();
}
std::optional<std::string> secret_of(const ValueReader& value) {
  return value.secret();
}

std::optional<Time> time_of(const ValueReader& value) {
  const auto text = value.text();
  if (!text) return std::nullopt;
  const auto time = parse_iso8601(*text);
  if (!time) value.invalid("a time such as \"2026-01-01T00:00:00Z\"");
  return time;
}

std::optional<std::string> content_of(const ValueReader& value) {
  if (!value.is_object()) return std::nullopt;
  return dump(value.json());
}

std::optional<std::string> guid_of(const ValueReader& value) {
  auto text = value.text();
  if (!text) return std::nullopt;
  if (!is_guid(*text)) value.invalid(guid_rule);
  return text;
}

// null stands for "not set".
template <class T, class Convert>
void read_or_null(ObjectReader& object, std::string_view name, std::optional<T>& to,
                  Convert convert) {
  const auto member = object.optional(name);
  if (member && !member->json().is_null()) to = convert(*member);
}

std::set<Right> default_rights(KeyKind kind) {
  if (kind == KeyKind::team) return {Right::publish, Right::read, Right::write};
  return {Right::administer_sync, Right::publish, Right::read, Right::write};
}

std::set<Right> read_rights(const ValueReader& array) {
  std::set<Right> rights;
  array.each([&](const ValueReader& value) {
    const auto right = value.choice(right_names);
    if (right && !rights.insert(*right).second) value.invalid("each right once");
  });
  return rights;
}

std::vector<std::string> read_texts(const ValueReader& array) {
  std::vector<std::string> texts;
  array.each([&](const ValueReader& value) {
    if (auto text = value.text()) texts.push_back(std::move(*text));
  });
  return texts;
}

template <class EntityId>
std::vector<EntityId> read_ids(const ValueReader& array) {
  std::vector<EntityId> ids;
  array.each([&](const ValueReader& value) {
    if (const auto id = id_of<EntityId>()(value)) ids.push_back(*id);
  });
  return ids;
}

void read_send_to_story(ObjectReader& object, Story& story) {
  object.read("send_to_story_enabled", story.send_to_story_enabled);
  object.read("send_to_story_access_source", story.send_to_story_access_source);
  read_or_null(object, "send_to_story_access", story.send_to_story_access, text_of);
  if (const auto slugs = object.optional("shared_team_slugs"))
    story.shared_team_slugs = read_texts(*slugs);
  object.read("send_to_story_skill_use_requires_confirmation",
              story.send_to_story_skill_use_requires_confirmation);
  read_or_null(object, "entry_agent_id", story.entry_agent_id, id_of<AgentId>());
  if (const auto agents = object.optional("exit_agents"))
    story.exit_agents = read_ids<AgentId>(*agents);
}

PastPush read_past_push(const ValueReader& value) {
  PastPush push;
  ObjectReader object(value);
  if (const auto at = object.required("at", "a time")) push.at = time_of(*at).value_or(Time{});
  if (const auto cause = object.required("cause", expected_name(push_cause_names)))
    push.cause = cause->choice(push_cause_names).value_or(push.cause);
  object.read("deferred", push.deferred);
  if (const auto result = object.required("result", expected_name(push_outcome_names)))
    push.result = result->choice(push_outcome_names).value_or(push.result);
  read_or_null(object, "error_message", push.error_message, text_of);
  object.read("rule", push.rule);
  object.no_others();
  return push;
}

Subscription read_subscription(const ValueReader& value) {
  Subscription subscription;
  ObjectReader object(value);
  object.required_id("story_id", subscription.story_id, id_range);
  object.read_with("status", subscription.status,
                   [](const ValueReader& v) { return v.choice(status_names); });
  read_or_null(object, "error_message", subscription.error_message, text_of);
  object.each("history", [&](const ValueReader& push) {
    subscription.history.push_back(read_past_push(push));
  });
  subscription.pushes = static_cast<std::int64_t>(subscription.history.size());
  object.read("pushes", subscription.pushes, not_negative);
  object.no_others();
  return subscription;
}

void read_times(ObjectReader& object, Story& story) {
  object.read_with("created_at", story.created_at, time_of);
  object.read_with("updated_at", story.updated_at, time_of);
  object.read_with("edited_at", story.edited_at, time_of);
}

std::optional<StoryOrigin> read_origin(const ValueReader& value) {
  StoryOrigin origin;
  ObjectReader object(value);
  object.required_text("tenant", origin.tenant);
  object.required_id("story_id", origin.story_id, id_range);
  object.no_others();
  return origin;
}

std::optional<PushResult> read_push_result(const ValueReader& value) {
  PushResult result;
  ObjectReader object(value);
  object.read_with("failure", result.failure,
                   [](const ValueReader& v) { return v.choice(push_failure_names); });
  object.read("message", result.message);
  object.read("rule", result.rule);
  object.read("deferred", result.deferred);
  object.no_others();
  return result;
}

template <class T>
void write_if_set(Json& json, const char* name, const std::optional<T>& value) {
  if (!value) return;
  if constexpr (requires { value->value; })
    json[name] = value->value;
  else
    json[name] = *value;
}

Json past_push_json(const PastPush& push) {
  Json json = {{"at", to_iso8601(push.at)},
               {"cause", name_of(push_cause_names, push.cause)},
               {"deferred", push.deferred},
               {"result", name_of(push_outcome_names, push.result)}};
  write_if_set(json, "error_message", push.error_message);
  if (!push.rule.empty()) json["rule"] = push.rule;
  return json;
}

Json subscription_json(const Subscription& subscription) {
  Json json = {{"story_id", subscription.story_id.value},
               {"status", name_of(status_names, subscription.status)}};
  write_if_set(json, "error_message", subscription.error_message);
  json["history"] = Json::array();
  for (const auto& push : subscription.history) json["history"].push_back(past_push_json(push));
  json["pushes"] = subscription.pushes;
  return json;
}

Json push_result_json(const PushResult& result) {
  Json json = Json::object();
  if (result.failure) {
    json["failure"] = name_of(push_failure_names, *result.failure);
    json["message"] = result.message;
  }
  if (!result.rule.empty()) json["rule"] = result.rule;
  json["deferred"] = result.deferred;
  return json;
}

}  // namespace

ApiKey read_key(const ValueReader& value) {
  ApiKey key;
  ObjectReader object(value);
  if (const auto secret = object.required("secret", "a string"))
    key.secret = secret->secret().value_or("");
  object.read_with("kind", key.kind, [](const ValueReader& v) { return v.choice(key_kind_names); });
  read_or_null(object, "team_id", key.team_id, id_of<TeamId>());
  key.rights = default_rights(key.kind);
  if (const auto rights = object.optional("rights"); rights && rights->is_array())
    key.rights = read_rights(*rights);
  object.no_others();
  return key;
}

Team read_team(const ValueReader& value) {
  Team team;
  ObjectReader object(value);
  object.required_id("id", team.id, id_range);
  object.required_text("name", team.name);
  object.no_others();
  return team;
}

Story read_story(const ValueReader& value) {
  Story story;
  ObjectReader object(value);
  object.required_id("id", story.id, id_range);
  object.required_text("name", story.name);
  object.required_id("team_id", story.team_id, id_range);
  read_or_null(object, "folder_id", story.folder_id, id_of<FolderId>());
  read_or_null(object, "user_id", story.user_id, id_of<UserId>());
  read_or_null(object, "description", story.description, text_of);
  object.read("keep_events_for", story.keep_events_for_s, not_negative);
  object.read("disabled", story.disabled);
  object.read("priority", story.priority);
  object.read("locked", story.locked);
  object.read("change_control_enabled", story.change_control_enabled);
  if (const auto tags = object.optional("tags")) story.tags = read_texts(*tags);
  read_send_to_story(object, story);
  object.read_with("guid", story.guid, guid_of);
  object.read_with("content", story.content, content_of);
  read_times(object, story);
  read_or_null(object, "synced_from", story.synced_from, read_origin);
  object.no_others();
  return story;
}

SyncDestination read_sync_destination(const ValueReader& value) {
  SyncDestination destination;
  ObjectReader object(value);
  object.required_id("id", destination.id, id_range);
  object.required_text("destination_tenant_url", destination.destination_tenant_url);
  read_or_null(object, "destination_tenant_api_key", destination.destination_tenant_api_key,
               secret_of);
  object.required_id("destination_team_id", destination.destination_team_id, id_range);
  object.required_id("origin_team_id", destination.origin_team_id, id_range);
  object.read("manual_sync_only", destination.manual_sync_only);
  object.each("subscriptions", [&](const ValueReader& subscription) {
    destination.subscriptions.push_back(read_subscription(subscription));
  });
  read_or_null(object, "destination_tenant", destination.destination_tenant, text_of);
  object.read_with("created_at", destination.created_at, time_of);
  object.no_others();
  return destination;
}

PendingPush read_pending_push(const ValueReader& value) {
  PendingPush push;
  ObjectReader object(value);
  object.required_text("tenant", push.tenant);
  object.required_id("sync_destination_id", push.sync_destination_id, id_range);
  object.required_id("story_id", push.story_id, id_range);
  std::int64_t due_in_ms = 0;
  object.required_integer("due_in_ms", due_in_ms, a_push_time);
  push.due_in = Milliseconds(due_in_ms);
  object.read_with("trigger", push.cause,
                   [](const ValueReader& v) { return v.choice(old_trigger_names); });
  object.read_with("cause", push.cause,
                   [](const ValueReader& v) { return v.choice(push_cause_names); });
  object.read("chain", push.chain, a_push_chain);
  read_or_null(object, "result", push.result, read_push_result);
  object.no_others();
  return push;
}

Json to_json(const ApiKey& key) {
  Json json = {{"secret", key.secret}, {"kind", name_of(key_kind_names, key.kind)}};
  json["rights"] = Json::array();
  for (const Right right : key.rights) json["rights"].push_back(name_of(right_names, right));
  write_if_set(json, "team_id", key.team_id);
  return json;
}

Json to_json(const Team& team) {
  return {{"id", team.id.value}, {"name", team.name}};
}

Json to_json(const Story& story) {
  Json json = {{"id", story.id.value}, {"name", story.name}, {"team_id", story.team_id.value}};
  write_if_set(json, "folder_id", story.folder_id);
  write_if_set(json, "user_id", story.user_id);
  write_if_set(json, "description", story.description);
  json["keep_events_for"] = story.keep_events_for_s;
  json["disabled"] = story.disabled;
  json["priority"] = story.priority;
  json["locked"] = story.locked;
  json["change_control_enabled"] = story.change_control_enabled;
  json["tags"] = story.tags;
  json["send_to_story_enabled"] = story.send_to_story_enabled;
  json["send_to_story_access_source"] = story.send_to_story_access_source;
  write_if_set(json, "send_to_story_access", story.send_to_story_access);
  json["shared_team_slugs"] = story.shared_team_slugs;
  json["send_to_story_skill_use_requires_confirmation"] =
      story.send_to_story_skill_use_requires_confirmation;
  write_if_set(json, "entry_agent_id", story.entry_agent_id);
  json["exit_agents"] = ids_json(story.exit_agents);
  if (!story.guid.empty()) json["guid"] = story.guid;
  json["content"] = parse_known_json(story.content);
  json["created_at"] = to_iso8601(story.created_at);
  json["updated_at"] = to_iso8601(story.updated_at);
  json["edited_at"] = to_iso8601(story.edited_at);
  if (story.synced_from)
    json["synced_from"] = {{"tenant", story.synced_from->tenant},
                           {"story_id", story.synced_from->story_id.value}};
  return json;
}

Json to_json(const SyncDestination& destination) {
  Json json = {{"id", destination.id.value},
               {"destination_tenant_url", destination.destination_tenant_url}};
  write_if_set(json, "destination_tenant_api_key", destination.destination_tenant_api_key);
  json["destination_team_id"] = destination.destination_team_id.value;
  json["origin_team_id"] = destination.origin_team_id.value;
  json["manual_sync_only"] = destination.manual_sync_only;
  json["subscriptions"] = Json::array();
  for (const auto& subscription : destination.subscriptions)
    json["subscriptions"].push_back(subscription_json(subscription));
  write_if_set(json, "destination_tenant", destination.destination_tenant);
  json["created_at"] = to_iso8601(destination.created_at);
  return json;
}

Json to_json(const PendingPush& push) {
  Json json = {{"tenant", push.tenant},
               {"sync_destination_id", push.sync_destination_id.value},
               {"story_id", push.story_id.value},
               {"due_in_ms", push.due_in.count()},
               {"cause", name_of(push_cause_names, push.cause)},
               {"chain", push.chain}};
  if (push.result) json["result"] = push_result_json(*push.result);
  return json;
}

}  // namespace tines_mock::formats

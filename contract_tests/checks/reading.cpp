#include "contract_tests/checks/reading.hpp"

#include <algorithm>

namespace tines_mock::contract {

std::string seen(const Answer& answer) {
  if (answer.status() == 0) return answer.response.body;
  const auto body = answer.response.body.empty() ? "without a body" : answer.response.body;
  return std::to_string(answer.status()) + " " + body;
}

std::string seen(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string seen(const std::optional<Json>& value) {
  return value ? seen(*value) : "it is not there";
}

namespace {

const Json* find_member(const Json& object, const std::string& name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

const Json* find_array(const Json& object, const std::string& name) {
  const auto* found = find_member(object, name);
  return found != nullptr && found->is_array() ? found : nullptr;
}

std::vector<Json> copy_of(const Json* array) {
  if (array == nullptr) return {};
  return {array->begin(), array->end()};
}

}  // namespace

Json member(const Json& object, const std::string& name) {
  const auto* found = find_member(object, name);
  return found == nullptr ? Json(nullptr) : *found;
}

std::vector<Json> elements_of(const Json& object, const std::string& name) {
  return copy_of(find_array(object, name));
}

std::optional<Json> with_id(const std::vector<Json>& objects, const PathId& id) {
  for (const auto& object : objects) {
    if (object.is_object() && id_of(object) == id) return object;
  }
  return std::nullopt;
}

std::string collection_of(const Answer& list) {
  const auto path = list.call.target.substr(0, list.call.target.find('?'));
  return path.substr(path.rfind('/') + 1);
}

const Json* array_in(const Answer& list) {
  if (!list.json) return nullptr;
  if (list.json->is_array()) return &*list.json;
  return find_array(*list.json, collection_of(list));
}

std::vector<Json> elements_in(const Answer& list) {
  return copy_of(array_in(list));
}

bool is_synced(const std::optional<Json>& destination, const PathId& story_id) {
  return destination && status_of(*destination, story_id) == "synced";
}

bool waits_for_sync(const Json& destination) {
  return std::ranges::any_of(elements_of(destination, "subscriptions"), [](const Json& one) {
    return member(one, "status") == "requires_sync";
  });
}

std::vector<PathId> subscribed_stories(const Json& destination) {
  std::vector<PathId> ids;
  for (const auto& subscription : elements_of(destination, "subscriptions")) {
    const auto story = member(subscription, "story");
    if (const auto id = story.is_object() ? id_of(story) : std::nullopt) ids.push_back(*id);
  }
  return ids;
}

std::vector<PathId> sorted_stories(const Json& destination) {
  auto ids = subscribed_stories(destination);
  std::ranges::sort(ids);
  return ids;
}

std::vector<PathId> sorted_path_ids(const std::vector<std::int64_t>& story_ids) {
  std::vector<PathId> ids;
  for (const auto id : story_ids) ids.push_back(std::to_string(id));
  std::ranges::sort(ids);
  return ids;
}

Json subscription_of(const Json& destination, const PathId& story_id) {
  for (const auto& subscription : elements_of(destination, "subscriptions")) {
    const auto story = member(subscription, "story");
    if (story.is_object() && id_of(story) == story_id) return subscription;
  }
  return nullptr;
}

std::string status_of(const Json& destination, const PathId& story_id) {
  const auto status = member(subscription_of(destination, story_id), "status");
  return status.is_string() ? status.get<std::string>() : "";
}

Json lasting(const Json& destination) {
  Json kept_part = Json::object();
  for (const auto* name : {"id", "destination_tenant_url", "destination_team_id", "origin_team_id",
                           "manual_sync_only"}) {
    if (destination.contains(name)) kept_part[name] = destination.at(name);
  }
  kept_part["stories"] = sorted_stories(destination);
  return kept_part;
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + item;
  return "[" + text + "]";
}

}  // namespace tines_mock::contract

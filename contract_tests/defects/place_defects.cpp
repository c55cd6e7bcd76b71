#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that answer right in one place and wrong in another.
namespace tines_mock::contract {

namespace {

using O = Operation;

/// Changes the objects of a list, on every page or on later ones alone.
Decorate listed_objects(std::function<void(Json&)> change, bool later_pages_alone = false) {
  return json_of(O::list, [=](Json& list) {
    if (later_pages_alone && list["meta"]["previous_page"].is_null()) return;
    for (auto& object : list["sync_destinations"]) change(object);
  });
}

Decorate shown_object(std::function<void(Json&)> change) {
  return json_of(O::show, [=](Json& json) { change(json["sync_destination"]); });
}

std::function<void(Json&)> each_subscription(std::function<void(Json&)> change) {
  return [=](Json& object) {
    for (auto& one : object["subscriptions"]) change(one);
  };
}

void is_synced_anyway(Json& subscription) {
  subscription["status"] = "synced";
  subscription["error_message"] = nullptr;
}

void waits_anyway(Json& subscription) {
  subscription["status"] = "requires_sync";
  subscription["error_message"] = nullptr;
}

void has_a_general_message(Json& subscription) {
  if (subscription["status"] == "failed") subscription["error_message"] = "Sync failed";
}

void failed_long_ago(Json& subscription) {
  if (subscription["status"] == "failed") waits_anyway(subscription);
}

void no_trailing_slash(Json& object) {
  auto url = object["destination_tenant_url"].get<std::string>();
  while (url.ends_with('/')) url.pop_back();
  object["destination_tenant_url"] = url;
}

/// A list answers a member as it was when it first listed the object.
Decorate listed_as_at_first(const std::string& name) {
  auto first = std::make_shared<std::map<std::int64_t, Json>>();
  return listed_objects([=](Json& object) {
    object[name] = first->emplace(object["id"].get<std::int64_t>(), object[name]).first->second;
  });
}

Decorate turned_around_in(Operation operation) {
  const auto turn = [](Json& object) {
    auto& all = object["subscriptions"];
    std::reverse(all.begin(), all.end());
  };
  return operation == O::list ? listed_objects(turn) : shown_object(turn);
}

}  // namespace

std::vector<Defect> place_defects() {
  return {
      {"the list calls everything synced", "places.failed",
       listed_objects(each_subscription(is_synced_anyway))},
      {"the list has another message than show", "places.failed",
       listed_objects(each_subscription(has_a_general_message))},
      {"show does not know of failures", "places.failed",
       shown_object(each_subscription(failed_long_ago))},
      {"later pages call everything synced", "places.failed",
       listed_objects(each_subscription(is_synced_anyway), true)},
      {"the list never knows of a sync", "places.synced",
       listed_objects(each_subscription(waits_anyway))},
      {"later pages never know of a sync", "places.synced",
       listed_objects(each_subscription(waits_anyway), true)},
      {"later pages have no subscriptions", "places.synced",
       listed_objects([](Json& object) { object["subscriptions"] = Json::array(); }, true)},
      {"the list keeps manual_sync_only as it was", "places.updated",
       listed_as_at_first("manual_sync_only")},
      {"later pages have manual_sync_only false", "places.updated",
       listed_objects([](Json& object) { object["manual_sync_only"] = false; }, true)},
      {"the list has the URL without its slash", "places.url", listed_objects(no_trailing_slash)},
      {"show has the URL without its slash", "places.url", shown_object(no_trailing_slash)},
      {"create calls everything synced", "places.synced-stays",
       json_of(O::create,
               [](Json& json) { each_subscription(is_synced_anyway)(json["sync_destination"]); })},
  };
}

std::vector<DifferingTenant> tenants_with_other_orders_and_values() {
  const auto null_is = [](const char* name, const Json& value) {
    return [=](Json& body) {
      if (body.contains(name) && body[name].is_null()) body[name] = value;
    };
  };
  return {
      {"the list has subscriptions the other way round",
       {"assumed.one-order"},
       turned_around_in(O::list)},
      {"null in an update clears manual_sync_only",
       {"assumed.null-keeps"},
       requests(O::update, null_is("manual_sync_only", false))},
      {"null in an update removes every story",
       {"assumed.null-keeps"},
       requests(O::update, null_is("story_ids", Json::array()))},
      {"null in a create sets manual_sync_only",
       {"assumed.null-flag"},
       requests(O::create, null_is("manual_sync_only", true))},
      {"a good key is taken from X-Api-Key",
       {"assumed.key-headers"},
       [](ReferenceWorld& world, Handler next) -> Handler {
         return lets_in([&world](const Request& request, const Purpose&) {
           return request.headers.find("X-Api-Key") == world.origin.key;
         })(world, next);
       }},
      {"a good key is taken from the query",
       {"assumed.key-headers"},
       [](ReferenceWorld& world, Handler next) -> Handler {
         return lets_in([&world](const Request& request, const Purpose&) {
           return request.target.ends_with("api_key=" + world.origin.key);
         })(world, next);
       }},
  };
}

}  // namespace tines_mock::contract

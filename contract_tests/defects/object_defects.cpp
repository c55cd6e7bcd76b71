#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Wrong members and values of the object.
namespace tines_mock::contract {

namespace {

Decorate as_string(const std::string& name) {
  return objects([=](Json& object) { object[name] = object[name].dump(); });
}

void replace_in(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

Decorate names(std::function<void(std::string&)> change, Operation only = Operation::other) {
  const auto edit = [=](Json& subscription) {
    auto name = subscription["story"]["name"].get<std::string>();
    change(name);
    subscription["story"]["name"] = name;
  };
  if (only == Operation::other) return subscriptions(edit);
  return json_of(only, [=](Json& json) {
    for (auto& subscription : json["sync_destination"]["subscriptions"]) edit(subscription);
  });
}

Decorate of_create(std::function<void(Json&)> change) {
  return json_of(Operation::create, [=](Json& json) { change(json["sync_destination"]); });
}

Decorate on_status(const std::string& status, std::function<void(Json&)> change) {
  return subscriptions([=](Json& subscription) {
    if (subscription["status"] == status) change(subscription);
  });
}

/// Removes all subscriptions but the first from create's answer.
void only_the_first(Json& object) {
  auto& all = object["subscriptions"];
  if (all.size() > 1) all = Json::array({all[0]});
}

void one_too_many(Json& object) {
  object["subscriptions"].push_back({{"story", {{"id", 9990}, {"name", "Of another team"}}},
                                     {"status", "synced"},
                                     {"error_message", nullptr}});
}

void the_first_twice(Json& object) {
  auto& all = object["subscriptions"];
  if (!all.empty()) all.push_back(Json(all[0]));
}

}  // namespace

std::vector<Defect> object_defects() {
  return {
      {"id is a string", "object.id", as_string("id")},
      {"id is a string in lists alone", "object.id",
       json_of(Operation::list,
               [](Json& list) {
                 for (auto& one : list["sync_destinations"]) one["id"] = one["id"].dump();
               })},
      {"destination_team_id is a string", "object.destination_team_id",
       as_string("destination_team_id")},
      {"origin_team_id is a string", "object.origin_team_id", as_string("origin_team_id")},
      {"origin_team_id is called team_id", "object.origin_team_id", objects([](Json& object) {
         object["team_id"] = object["origin_team_id"];
         object.erase("origin_team_id");
       })},
      {"destination_tenant_url is an object", "object.destination_tenant_url",
       objects([](Json& object) {
         object["destination_tenant_url"] = {{"href", object["destination_tenant_url"]}};
       })},
      {"subscriptions is null when empty", "object.subscriptions", objects([](Json& object) {
         if (object["subscriptions"].empty()) object["subscriptions"] = nullptr;
       })},
      {"a subscription has story_id in place of story", "object.subscription-story",
       subscriptions([](Json& one) {
         one["story_id"] = one["story"]["id"];
         one.erase("story");
       })},
      {"a story's id is a string", "object.story-id",
       subscriptions([](Json& one) { one["story"]["id"] = one["story"]["id"].dump(); })},
      {"a story has no name", "object.story-name",
       subscriptions([](Json& one) { one["story"].erase("name"); })},
      {"a status is 'pending'", "object.status",
       on_status("synced", [](Json& one) { one["status"] = "pending"; })},
      {"a status is in capitals", "object.status",
       on_status("synced", [](Json& one) { one["status"] = "Synced"; })},
      {"error_message is \"\" when synced", "object.no-error-message",
       on_status("synced", [](Json& one) { one["error_message"] = ""; })},
      {"error_message is missing when synced", "object.no-error-message",
       on_status("synced", [](Json& one) { one.erase("error_message"); })},
      {"error_message is text when synced", "object.no-error-message",
       on_status("synced", [](Json& one) { one["error_message"] = "none"; })},
      {"error_message is null when failed", "object.error-message-of-failed",
       on_status("failed", [](Json& one) { one["error_message"] = nullptr; })},
      {"error_message is an object when failed", "object.error-message-of-failed",
       on_status("failed",
                 [](Json& one) {
                   one["error_message"] = {{"code", 1}};
                 })},
      {"manual_sync_only is a string", "object.manual_sync_only", as_string("manual_sync_only")},
      {"manual_sync_only is missing from lists", "object.has-manual_sync_only",
       json_of(Operation::list,
               [](Json& list) {
                 for (auto& one : list["sync_destinations"]) one.erase("manual_sync_only");
               })},
      {"a story stands in two subscriptions", "object.one-subscription-a-story",
       objects(the_first_twice)},
      {"the URL comes back in lower case with a port", "create.destination_tenant_url",
       of_create([](Json& object) {
         object["destination_tenant_url"] =
             object["destination_tenant_url"].get<std::string>() + ":443";
       })},
      {"the destination team is the origin team", "create.destination_team_id",
       of_create([](Json& object) { object["destination_team_id"] = object["origin_team_id"]; })},
      {"origin_team_id is the destination team", "create.origin_team_id",
       of_create([](Json& object) { object["origin_team_id"] = object["destination_team_id"]; })},
      {"only the first story is subscribed", "create.subscriptions", of_create(only_the_first)},
      {"a story too many is subscribed", "create.subscriptions", of_create(one_too_many)},
      {"ten stories are subscribed and no more", "large.subscriptions", objects([](Json& object) {
         auto& all = object["subscriptions"];
         if (all.size() > 10) all.erase(all.begin() + 10, all.end());
       })},
      {"U+2011 becomes a hyphen in lists", "create.story-names",
       json_of(Operation::list,
               [](Json& list) {
                 for (auto& one : list["sync_destinations"]) {
                   for (auto& subscription : one["subscriptions"]) {
                     auto name = subscription["story"]["name"].get<std::string>();
                     replace_in(name, "\u2011", "-");
                     subscription["story"]["name"] = name;
                   }
                 }
               })},
      {"U+2011 becomes a hyphen", "create.story-names",
       names([](std::string& name) { replace_in(name, "\u2011", "-"); })},
      {"names are in lower case", "create.story-names", names([](std::string& name) {
         for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
       })},
      {"show calls the stories by a slug", "show.story-names",
       names([](std::string& name) { replace_in(name, " ", "_"); }, Operation::show)},
      {"create ignores manual_sync_only", "create.manual_sync_only",
       requests(Operation::create, [](Json& body) { body.erase("manual_sync_only"); })},
      {"manual_sync_only is true by default", "create.manual_sync_only-default",
       requests(Operation::create,
                [](Json& body) {
                  if (!body.contains("manual_sync_only")) body["manual_sync_only"] = true;
                })},
  };
}

}  // namespace tines_mock::contract

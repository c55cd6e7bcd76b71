#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants whose state is not what their answers say.
namespace tines_mock::contract {

namespace {

using O = Operation;

void remove_a_neighbour(ReferenceWorld& world, ReferenceDestination& destination, const Request&) {
  auto& all = world.origin.destinations;
  const auto self = all.find(destination.object["id"].get<std::int64_t>());
  if (self != all.begin()) all.erase(std::prev(self));
}

/// A refused create makes a sync destination.
Decorate refused_create_leaves_one(bool with_a_key) {
  return afterwards([=](ReferenceWorld& world, const Request& request, const Purpose& purpose,
                        const Response& response) {
    const auto body = Json::parse(request.body, nullptr, false);
    if (purpose.operation != O::create || response.status < 400 || !body.is_object() ||
        authorized(world, request) != with_a_key) {
      return;
    }
    const auto id = world.origin.new_id();
    world.origin.destinations[id] = {
        {{"id", id},
         {"destination_tenant_url", body.value("destination_tenant_url", Json())},
         {"destination_team_id", body.value("destination_team_id", Json())},
         {"origin_team_id", body.value("team_id", Json())},
         {"manual_sync_only", false},
         {"subscriptions", Json::array()}},
        ""};
  });
}

Decorate refused_update_changes() {
  return afterwards([](ReferenceWorld& world, const Request& request, const Purpose& purpose,
                       const Response& response) {
    auto* destination = destination_at(world, purpose.id);
    if (purpose.operation != O::update || response.status < 400 || destination == nullptr ||
        !authorized(world, request)) {
      return;
    }
    destination->object["subscriptions"] = Json::array();
  });
}

/// Keeps only so many sync destinations: the oldest is removed.
Decorate keeps_the_newest(std::size_t count) {
  return afterwards([=](ReferenceWorld& world, const Request&, const Purpose&, const Response&) {
    auto& all = world.origin.destinations;
    while (all.size() > count) all.erase(all.begin());
  });
}

Decorate bad_request_drops_a_destination() {
  return afterwards(
      [](ReferenceWorld& world, const Request&, const Purpose& purpose, const Response& response) {
        if (purpose.operation == O::create && response.status >= 400 &&
            !world.origin.destinations.empty()) {
          world.origin.destinations.clear();
        }
      });
}

Decorate stale_list() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    auto removed = std::make_shared<Json>();
    return [=](const Request& request) {
      const auto purpose = purpose_of(request);
      if (purpose.operation == O::remove) {
        Request show = request;
        show.method = "GET";
        auto shown = next(show);
        if (shown.status == 200) *removed = Json::parse(shown.body)["sync_destination"];
      }
      auto response = next(request);
      if (purpose.operation != O::list || response.status != 200 || removed->is_null())
        return response;
      auto list = Json::parse(response.body);
      if (!list["meta"]["next_page"].is_null()) return response;
      list["sync_destinations"].push_back(*removed);
      response.body = list.dump();
      return response;
    };
  };
}

/// Shows a deleted sync destination.
Decorate deleted_is_shown(O operation, bool manual = false) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto gone = std::make_shared<std::map<std::string, Json>>();
    return [=, &world](const Request& request) {
      const auto purpose = purpose_of(request);
      if (!authorized(world, request)) return next(request);
      if (purpose.operation == O::remove && destination_at(world, purpose.id) != nullptr) {
        (*gone)[purpose.id] = destination_at(world, purpose.id)->object;
      }
      const auto found = gone->find(purpose.id);
      if (purpose.operation == operation && found != gone->end() &&
          destination_at(world, purpose.id) == nullptr) {
        if (operation == O::remove) {
          return no_content();
        }
        return manual ? json_response(200, {{"sync_initiated", true}})
                      : json_response(200, {{"sync_destination", found->second}});
      }
      return next(request);
    };
  };
}

Decorate shows_another() {
  return instead([](ReferenceWorld& world, const Request& request,
                    const Purpose& purpose) -> std::optional<Response> {
    if (purpose.operation != O::show || destination_at(world, purpose.id) == nullptr ||
        !authorized(world, request)) {
      return std::nullopt;
    }
    return json_response(200,
                         {{"sync_destination", world.origin.destinations.rbegin()->second.object}});
  });
}

Decorate ids_repeat() {
  return objects([](Json& object) { object["id"] = object["id"].get<std::int64_t>() / 10 * 10; });
}

Decorate update_of(std::function<void(ReferenceDestination&, const Json&)> change) {
  return before(O::update,
                [=](ReferenceWorld&, ReferenceDestination& destination, const Request& request) {
                  const auto body = Json::parse(request.body, nullptr, false);
                  if (body.is_object()) change(destination, body);
                });
}

Decorate unauthorized_deletes() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      const auto purpose = purpose_of(request);
      if (purpose.operation == O::remove && !authorized(world, request) &&
          destination_at(world, purpose.id) != nullptr) {
        world.origin.destinations.erase(std::stoll(purpose.id));
      }
      return next(request);
    };
  };
}

void nothing_else_changes(Json& object, const Json& body) {
  for (const auto* name : {"destination_tenant_url", "destination_team_id"}) {
    if (body.contains(name)) object[name] = body[name];
  }
}

/// Update answers what was sent, and does not keep it.
Decorate update_forgets() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      const auto purpose = purpose_of(request);
      auto* destination = destination_at(world, purpose.id);
      if (purpose.operation != O::update || destination == nullptr) return next(request);
      const auto kept_one = destination->object;
      auto response = next(request);
      destination->object = kept_one;
      return response;
    };
  };
}

}  // namespace

std::vector<Defect> state_defects() {
  return {
      {"create makes two", "create.makes-one",
       afterwards([](ReferenceWorld& world, const Request&, const Purpose& purpose,
                     const Response& response) {
         if (purpose.operation != O::create || response.status != 201) return;
         auto twin = world.origin.destinations.rbegin()->second;
         const auto id = world.origin.new_id();
         twin.object["id"] = id;
         world.origin.destinations[id] = twin;
       })},
      {"a refused create leaves a destination", "refusals.create-nothing",
       refused_create_leaves_one(true)},
      {"a create without a key leaves a destination", "refusals.create-nothing",
       refused_create_leaves_one(false)},
      {"manual_sync_only is in the object only when it is true", "object.has-manual_sync_only",
       objects([](Json& object) {
         if (object.value("manual_sync_only", Json()) == Json(false))
           object.erase("manual_sync_only");
       })},
      {"a refused update empties the destination", "refusals.update-nothing",
       refused_update_changes()},
      {"a bad create drops every destination", "refusals.others-untouched",
       bad_request_drops_a_destination()},
      {"a delete without a key deletes", "auth.unauthorized-does-nothing", unauthorized_deletes()},
      {"delete does nothing", "delete.not-listed",
       in_place_of(O::remove, [](ReferenceWorld&, ReferenceDestination&,
                                 const Purpose&) { return no_content(); })},
      {"delete removes a neighbour too", "delete.others-stay",
       before(O::remove, remove_a_neighbour)},
      {"create removes the others", "list.others-untouched", keeps_the_newest(1)},
      {"only twenty destinations are kept", "long-run.all-stay", keeps_the_newest(20)},
      {"the list holds what was deleted", "delete.not-listed", stale_list()},
      {"show shows what was deleted", "delete.not-shown", deleted_is_shown(O::show)},
      {"update takes what was deleted", "delete.nothing-works", deleted_is_shown(O::update)},
      {"manual sync takes what was deleted", "delete.nothing-works",
       deleted_is_shown(O::manual_sync, true)},
      {"delete works twice", "delete.twice", deleted_is_shown(O::remove)},
      {"show shows the newest", "show.same-as-created", shows_another()},
      {"ids repeat", "create.unique-ids", ids_repeat()},
      {"update drops stories when they are absent", "update.keeps-story_ids",
       update_of([](ReferenceDestination& destination, const Json& body) {
         if (!body.contains("story_ids")) destination.object["subscriptions"] = Json::array();
       })},
      {"update forgets a key that is not sent", "update.keeps-key",
       update_of([](ReferenceDestination& destination, const Json& body) {
         if (!body.contains("destination_tenant_api_key")) destination.key = "";
       })},
      {"an update of the stories forgets the key", "update.keeps-key",
       update_of([](ReferenceDestination& destination, const Json& body) {
         if (body.contains("story_ids") && !body.contains("destination_tenant_api_key"))
           destination.key = "";
       })},
      {"update ignores the key", "update.key",
       requests(O::update, [](Json& body) { body.erase("destination_tenant_api_key"); })},
      {"update ignores []", "update.empty-story_ids",
       requests(O::update,
                [](Json& body) {
                  if (body.contains("story_ids") && body["story_ids"].is_array() &&
                      body["story_ids"].empty()) {
                    body.erase("story_ids");
                  }
                })},
      {"update adds stories", "update.story_ids",
       [](ReferenceWorld& world, Handler next) -> Handler {
         return [&world, next](const Request& request) {
           auto changed = request;
           const auto purpose = purpose_of(request);
           auto body = Json::parse(request.body, nullptr, false);
           const auto* destination = destination_at(world, purpose.id);
           if (purpose.operation == O::update && destination != nullptr && body.is_object() &&
               body.contains("story_ids") && body["story_ids"].is_array() &&
               !body["story_ids"].empty()) {
             for (const auto& one : destination->object.at("subscriptions")) {
               body["story_ids"].push_back(one.at("story").at("id"));
             }
             changed.body = body.dump();
           }
           return next(changed);
         };
       }},
      {"update ignores manual_sync_only", "update.manual_sync_only",
       requests(O::update,
                [](Json& body) {
                  if (body.value("manual_sync_only", Json()).is_boolean())
                    body.erase("manual_sync_only");
                })},
      {"update resets manual_sync_only", "update.keeps-manual_sync_only",
       update_of([](ReferenceDestination& destination, const Json& body) {
         if (!body.contains("manual_sync_only")) destination.object["manual_sync_only"] = false;
       })},
      {"update changes the URL and the team", "update.cannot-change",
       update_of([](ReferenceDestination& destination, const Json& body) {
         nothing_else_changes(destination.object, body);
       })},
      {"update forgets", "update.seen", update_forgets()},
      {"update answers another id", "update.same-id",
       json_of(O::update,
               [](Json& json) {
                 json["sync_destination"]["id"] = json["sync_destination"]["id"].get<int>() + 1;
               })},
      {"update touches every destination", "update.others-untouched",
       before(O::update,
              [](ReferenceWorld& world, ReferenceDestination&, const Request& request) {
                const auto body = Json::parse(request.body, nullptr, false);
                if (!body.is_object() || body.value("story_ids", Json(0)) != Json::array()) return;
                for (auto& [id, one] : world.origin.destinations)
                  one.object["subscriptions"] = Json::array();
              })},
      {"list shows the subscriptions of others", "list.same-as-created",
       json_of(O::list,
               [](Json& list) {
                 for (auto& one : list["sync_destinations"]) one["origin_team_id"] = 8;
               })},
      {"show and list disagree", "show.same-as-listed",
       json_of(O::show,
               [](Json& json) {
                 json["sync_destination"]["destination_tenant_url"] = "https://other.example";
               })},
  };
}

}  // namespace tines_mock::contract

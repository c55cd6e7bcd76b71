#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that refuse a request and do a part of it all the same.
namespace tines_mock::contract {

namespace {

using O = Operation;

/// Calls `leave` for each refused request that has a good key.
using Leave = std::function<void(ReferenceWorld&, const Request&, const Purpose&)>;
Decorate refused_leaves(Leave leave) {
  return afterwards([=](ReferenceWorld& world, const Request& request, const Purpose& purpose,
                        const Response& response) {
    if (response.status >= 400 && authorized(world, request)) leave(world, request, purpose);
  });
}

using LeaveIn = std::function<void(ReferenceWorld&, ReferenceDestination&, const Json& body)>;
Decorate refused_update_leaves(LeaveIn leave) {
  return refused_leaves([=](ReferenceWorld& world, const Request& request, const Purpose& purpose) {
    auto* destination = destination_at(world, purpose.id);
    const auto body = body_of(request);
    if (purpose.operation == O::update && destination != nullptr && body.is_object()) {
      leave(world, *destination, body);
    }
  });
}

/// The stories of the body that exist.
std::vector<std::int64_t> known_stories(const ReferenceWorld& world, const Json& body) {
  std::vector<std::int64_t> known;
  for (const auto& id : elements_of(body, "story_ids")) {
    if (id.is_number_integer() && world.origin.stories.contains(id)) known.push_back(id);
  }
  return known;
}

void subscribe(ReferenceWorld& world, ReferenceDestination& destination, std::int64_t story) {
  if (!subscription_of(destination.object, std::to_string(story)).is_null()) return;
  destination.object["subscriptions"].push_back(
      {{"story", {{"id", story}, {"name", world.origin.stories.at(story).at("name")}}},
       {"status", "synced"},
       {"error_message", nullptr}});
}

void publish_known(ReferenceWorld& world, const Json& body) {
  const ReferenceDestination usual{
      {{"destination_tenant_url", world.destination.url}, {"destination_team_id", 42}},
      world.destination.key};
  for (const auto story : known_stories(world, body)) {
    world.push(usual, world.origin.stories.at(story));
  }
}

/// Writes the flag before it checks the other parameters.
void take_the_flag(ReferenceWorld&, ReferenceDestination& destination, const Json& body) {
  const auto flag = member(body, "manual_sync_only");
  if (flag.is_boolean()) destination.object["manual_sync_only"] = flag;
}

/// Does later what it has refused, because it queued a job before the check.
Decorate refused_update_is_done_later(int requests) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto left = std::make_shared<int>(0);
    auto whose = std::make_shared<std::string>();
    return [=, &world](const Request& request) {
      auto response = next(request);
      const auto purpose = purpose_of(request);
      if (purpose.operation == O::update && response.status >= 400 && authorized(world, request)) {
        *left = requests;
        *whose = purpose.id;
      } else if (*left > 0 && --*left == 0) {
        if (auto* destination = destination_at(world, *whose)) {
          destination->object["subscriptions"] = Json::array();
        }
      }
      return response;
    };
  };
}

Decorate refused_create_is_done_later(int requests) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto left = std::make_shared<int>(0);
    return [=, &world](const Request& request) {
      auto response = next(request);
      const auto purpose = purpose_of(request);
      if (purpose.operation == O::create && response.status == 404) {
        *left = requests;
      } else if (*left > 0 && --*left == 0) {
        const auto id = world.origin.new_id();
        world.origin.destinations[id] = {{{"id", id},
                                          {"destination_tenant_url", world.destination.url},
                                          {"destination_team_id", 42},
                                          {"origin_team_id", 7},
                                          {"manual_sync_only", false},
                                          {"subscriptions", Json::array()}},
                                         ""};
      }
      return response;
    };
  };
}

/// A refused method on a path below a sync destination acts on the sync destination.
Decorate method_of_the_path_above(const std::string& method, const std::string& end) {
  return refused_leaves([=](ReferenceWorld& world, const Request& request, const Purpose& purpose) {
    auto* destination = destination_at(world, purpose.id);
    if (request.method != method || !request.target.ends_with(end) || destination == nullptr) {
      return;
    }
    if (method == "DELETE") {
      world.origin.destinations.erase(std::stoll(purpose.id));
    } else {
      destination->object["subscriptions"] = Json::array();
    }
  });
}

}  // namespace

std::vector<Defect> refusal_defects() {
  return {
      {"a refused update sets manual_sync_only", "refusals.update-nothing",
       refused_update_leaves(take_the_flag)},
      {"a refused update clears manual_sync_only", "refusals.update-nothing",
       refused_update_leaves([](ReferenceWorld&, ReferenceDestination& destination, const Json&) {
         destination.object["manual_sync_only"] = false;
       })},
      {"a refused update subscribes the stories before the bad one", "refusals.update-nothing",
       refused_update_leaves(
           [](ReferenceWorld& world, ReferenceDestination& destination, const Json& body) {
             for (const auto story : known_stories(world, body)) {
               subscribe(world, destination, story);
             }
           })},
      {"a refused update removes what it does not name", "refusals.update-nothing",
       refused_update_leaves(
           [](ReferenceWorld& world, ReferenceDestination& destination, const Json& body) {
             if (elements_of(body, "story_ids").empty()) return;
             destination.object["subscriptions"] = Json::array();
             for (const auto story : known_stories(world, body)) {
               subscribe(world, destination, story);
             }
           })},
      {"a refused update is done a while later", "refusals.update-nothing",
       refused_update_is_done_later(3)},
      {"a refused update takes the key", "refusals.update-key",
       refused_update_leaves(
           [](ReferenceWorld&, ReferenceDestination& destination, const Json& body) {
             const auto key = member(body, "destination_tenant_api_key");
             if (key.is_string()) destination.key = key;
           })},
      {"a refused update forgets the key", "refusals.update-key",
       refused_update_leaves(
           [](ReferenceWorld&, ReferenceDestination& destination, const Json& body) {
             if (body.contains("destination_tenant_api_key")) destination.key.clear();
           })},
      {"a refused create publishes the stories that are there", "refusals.push-nothing",
       refused_leaves([](ReferenceWorld& world, const Request& request, const Purpose& purpose) {
         if (purpose.operation == O::create) publish_known(world, body_of(request));
       })},
      {"a refused update publishes the stories that are there", "refusals.push-nothing",
       refused_leaves([](ReferenceWorld& world, const Request& request, const Purpose& purpose) {
         if (purpose.operation == O::update) publish_known(world, body_of(request));
       })},
      {"the refused sync of a story that is not subscribed publishes it", "refusals.push-nothing",
       refused_leaves([](ReferenceWorld& world, const Request&, const Purpose& purpose) {
         if (purpose.operation != O::story_sync || destination_at(world, purpose.id) == nullptr)
           return;
         publish_known(world, {{"story_ids", Json::array({Json::parse(purpose.story_id)})}});
       })},
      {"the refused sync of a story subscribes it", "refusals.push-nothing",
       refused_leaves([](ReferenceWorld& world, const Request&, const Purpose& purpose) {
         auto* destination = destination_at(world, purpose.id);
         if (purpose.operation != O::story_sync || destination == nullptr) return;
         const auto story = std::stoll(purpose.story_id);
         if (world.origin.stories.contains(story)) subscribe(world, *destination, story);
       })},
      {"a refused create is done a while later", "refusals.create-nothing",
       refused_create_is_done_later(2)},
      {"DELETE on a trigger deletes, and is refused", "refusals.unserved-methods",
       method_of_the_path_above("DELETE", "/manual_sync")},
      {"DELETE on the sync of a story deletes, and is refused", "refusals.unserved-methods",
       method_of_the_path_above("DELETE", "/sync")},
      {"PUT on a trigger updates, and is refused", "refusals.unserved-methods",
       method_of_the_path_above("PUT", "/manual_sync")},
  };
}

}  // namespace tines_mock::contract

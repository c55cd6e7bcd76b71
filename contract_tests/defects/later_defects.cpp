#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that continue what should have ended.
namespace tines_mock::contract {

namespace {

using O = Operation;

void publish(ReferenceWorld& world, const ReferenceDestination& to, std::int64_t story) {
  const auto found = world.origin.stories.find(story);
  if (found != world.origin.stories.end()) world.push(to, found->second);
}

bool has_subscription(const ReferenceDestination& destination, std::int64_t story) {
  return subscription_of(destination.object, std::to_string(story)).is_object();
}

/// Sync destinations with the subscriptions that they had before.
using Former = std::map<std::string, ReferenceDestination>;

/// Remembers each sync destination as it was before the operation, and calls `act` for each answer.
using OnAnswer = std::function<void(ReferenceWorld&, Former&, const Request&, const Response&)>;
Decorate remembering(Operation operation, OnAnswer act) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto former = std::make_shared<Former>();
    return [=, &world](const Request& request) {
      const auto purpose = purpose_of(request);
      const auto* destination = destination_at(world, purpose.id);
      if (purpose.operation == operation && destination != nullptr && authorized(world, request)) {
        former->emplace(purpose.id, *destination);
      }
      auto response = next(request);
      act(world, *former, request, response);
      return response;
    };
  };
}

void push_changed_story(ReferenceWorld& world, Former& former, const Request& request,
                        const Response& response) {
  if (!changed_a_story(request, response, "PUT")) return;
  for (const auto& [id, destination] : former) {
    if (has_subscription(destination, story_at(request))) {
      publish(world, destination, story_at(request));
    }
  }
}

/// Restores the sync destinations deleted last, and removes those that it restored before: nothing
/// else deletes them, so there would soon be thousands.
void bring_back(ReferenceWorld& world, Former& former, std::vector<std::int64_t>& back) {
  if (former.empty()) return;
  for (const auto id : back) world.origin.destinations.erase(id);
  back.clear();
  for (const auto& [id, destination] : former) {
    back.push_back(std::stoll(id));
    world.origin.destinations.emplace(back.back(), destination);
  }
  former.clear();
}

Decorate deleted_comes_back(Operation on) {
  auto back = std::make_shared<std::vector<std::int64_t>>();
  return remembering(O::remove, [=](ReferenceWorld& world, Former& former, const Request& request,
                                    const Response& response) {
    const auto purpose = purpose_of(request);
    if (purpose.operation == on && response.status < 300 && !former.contains(purpose.id)) {
      bring_back(world, former, *back);
    }
  });
}

Decorate deleted_comes_back_after(int requests) {
  auto seen = std::make_shared<int>(0);
  auto back = std::make_shared<std::vector<std::int64_t>>();
  return remembering(O::remove, [=](ReferenceWorld& world, Former& former, const Request& request,
                                    const Response&) {
    *seen = purpose_of(request).operation == O::remove ? 0 : *seen + 1;
    if (*seen == requests) bring_back(world, former, *back);
  });
}

/// Restores the subscriptions from before the first update when `returns` says so.
Decorate subscriptions_come_back(std::function<bool(const Request&)> returns) {
  return remembering(O::update, [=](ReferenceWorld& world, Former& former, const Request& request,
                                    const Response& response) {
    if (response.status != 200 || !returns(request)) return;
    for (const auto& [id, destination] : former) {
      if (auto* now = destination_at(world, id)) {
        now->object["subscriptions"] = destination.object.at("subscriptions");
      }
    }
  });
}

/// Calls `act` with each story that has changed and each sync destination.
using OnChange = std::function<void(ReferenceWorld&, ReferenceDestination&, std::int64_t)>;
Decorate when_a_story_changes(OnChange act) {
  return afterwards(
      [=](ReferenceWorld& world, const Request& request, const Purpose&, const Response& response) {
        if (!changed_a_story(request, response, "PUT")) return;
        for (auto& [id, destination] : world.origin.destinations) {
          act(world, destination, story_at(request));
        }
      });
}

/// At each manual sync, or else at each list, gives the copy the name that its story had before the
/// latest change.
Decorate old_edition_arrives(bool only_with_a_trigger) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto before = std::make_shared<std::map<std::int64_t, std::vector<Json>>>();
    return [=, &world](const Request& request) {
      const auto story = story_at(request);
      if (request.method == "PUT" && world.origin.stories.contains(story)) {
        (*before)[story].push_back(world.origin.stories.at(story).at("name"));
      }
      auto response = next(request);
      const bool now = only_with_a_trigger ? purpose_of(request).operation == O::manual_sync
                                           : purpose_of(request).operation == O::list;
      for (auto& [id, copy] : world.destination.stories) {
        const auto& names = (*before)[copy.value("synced_from", INT64_C(0))];
        if (now && names.size() > 1) copy["name"] = names.back();
      }
      return response;
    };
  };
}

/// Keeps a key that works, whatever an update sends.
Decorate good_key_is_not_replaced() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      auto changed = request;
      auto body = body_of(request);
      const auto purpose = purpose_of(request);
      const auto* destination = destination_at(world, purpose.id);
      if (purpose.operation == O::update && destination != nullptr && body.is_object() &&
          destination->key == world.destination.key) {
        body.erase("destination_tenant_api_key");
        changed.body = body.dump();
      }
      return next(changed);
    };
  };
}

Decorate deleted_story_comes_back() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    auto gone = std::make_shared<std::map<std::int64_t, Json>>();
    return [=, &world](const Request& request) {
      const auto story = story_at(request);
      if (request.method == "DELETE" && world.origin.stories.contains(story)) {
        (*gone)[story] = world.origin.stories.at(story);
      }
      auto response = next(request);
      if (purpose_of(request).operation == O::manual_sync) {
        for (const auto& [id, one] : *gone) world.origin.stories.emplace(id, one);
      }
      return response;
    };
  };
}

void sync_what_waits(ReferenceWorld& world, ReferenceDestination& destination) {
  for (const auto& story : subscribed_stories(destination.object)) {
    if (status_of(destination.object, story) == "requires_sync") {
      world.sync(destination, std::stoll(story));
    }
  }
}

}  // namespace

std::vector<Defect> later_defects() {
  return {
      {"a deleted sync destination goes on syncing", "delete.syncs-nothing-later",
       remembering(O::remove, push_changed_story)},
      {"a deleted sync destination comes back with the next manual sync", "delete.stays-deleted",
       deleted_comes_back(O::manual_sync)},
      {"a deleted sync destination comes back when another is updated", "delete.stays-deleted",
       deleted_comes_back(O::update)},
      {"a deleted sync destination comes back after a while", "delete.stays-deleted",
       deleted_comes_back_after(4)},
      {"a removed story still arrives when it changes", "update.removed-story-stays-away",
       remembering(O::update, push_changed_story)},
      {"a manual sync syncs what was ever subscribed", "update.removed-story-stays-away",
       remembering(O::update,
                   [](ReferenceWorld& world, Former& former, const Request& request,
                      const Response& response) {
                     const auto purpose = purpose_of(request);
                     const auto found = former.find(purpose.id);
                     if (purpose.operation != O::manual_sync || response.status != 200 ||
                         found == former.end()) {
                       return;
                     }
                     for (const auto& story : subscribed_stories(found->second.object)) {
                       publish(world, found->second, std::stoll(story));
                     }
                   })},
      {"a removed subscription returns with an update of the key",
       "update.removed-subscription-stays-away",
       subscriptions_come_back([](const Request& request) {
         return purpose_of(request).operation == O::update &&
                body_of(request).contains("destination_tenant_api_key");
       })},
      {"a removed subscription returns with an update of nothing",
       "update.removed-subscription-stays-away",
       subscriptions_come_back([](const Request& request) {
         return purpose_of(request).operation == O::update && body_of(request).empty();
       })},
      {"a removed subscription returns when its story changes",
       "update.removed-subscription-stays-away",
       subscriptions_come_back([](const Request& request) {
         return request.method == "PUT" && story_at(request) != 0;
       })},
      {"a key that works is never replaced", "update.key-replaced", good_key_is_not_replaced()},
      {"every changed story of the team is published", "copy.neighbour-stays-away",
       when_a_story_changes([](ReferenceWorld& world, ReferenceDestination& destination,
                               std::int64_t story) { publish(world, destination, story); })},
      {"a manual sync publishes the newest story of the team", "copy.neighbour-stays-away",
       before(O::manual_sync,
              [](ReferenceWorld& world, ReferenceDestination& destination, const Request&) {
                for (const auto& [id, story] : world.origin.stories) {
                  if (id > 9990 || id < 9981) publish(world, destination, id);
                }
              })},
      {"a manual sync publishes a story as it was before its latest change", "copy.latest-edition",
       old_edition_arrives(true)},
      {"a late sync publishes a story as it was before its latest change", "copy.latest-edition",
       old_edition_arrives(false)},
      {"manual_sync_only holds back only when create set it", "sync.manual-only-by-update",
       [](ReferenceWorld& world, Handler next) -> Handler {
         auto since_create = std::make_shared<std::set<std::int64_t>>();
         return both(
             afterwards([=](ReferenceWorld&, const Request& request, const Purpose& purpose,
                            const Response& response) {
               const auto made = Json::parse(response.body, nullptr, false);
               if (purpose.operation == O::create && response.status == 201 &&
                   body_of(request).value("manual_sync_only", false)) {
                 since_create->insert(made["sync_destination"]["id"].get<std::int64_t>());
               }
             }),
             when_a_story_changes(
                 [=](ReferenceWorld& all, ReferenceDestination& destination, std::int64_t story) {
                   if (!since_create->contains(destination.object["id"])) {
                     all.sync(destination, story);
                   }
                 }))(world, next);
       }},
      {"the change of another story is a trigger", "sync.manual-only-alone",
       when_a_story_changes(
           [](ReferenceWorld& world, ReferenceDestination& destination, std::int64_t story) {
             if (!has_subscription(destination, story)) sync_what_waits(world, destination);
           })},
      {"the manual sync of another sync destination is a trigger", "sync.manual-only-alone",
       before(O::manual_sync,
              [](ReferenceWorld& world, ReferenceDestination&, const Request&) {
                for (auto& [id, destination] : world.origin.destinations) {
                  sync_what_waits(world, destination);
                }
              })},
      {"a deleted story comes back with a manual sync", "stories.stay-deleted",
       deleted_story_comes_back()},
  };
}

}  // namespace tines_mock::contract

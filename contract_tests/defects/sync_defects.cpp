#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that sync without a trigger, or do not sync with one.
namespace tines_mock::contract {

namespace {

using O = Operation;

/// Every subscription stays `requires_sync`.
Decorate never_synced() {
  return subscriptions([](Json& subscription) {
    subscription["status"] = "requires_sync";
    subscription["error_message"] = nullptr;
  });
}

Response sync_initiated() {
  return json_response(200, {{"sync_initiated", true}});
}

Decorate manual_sync_does_nothing() {
  return in_place_of(O::manual_sync, [](ReferenceWorld&, ReferenceDestination&, const Purpose&) {
    return sync_initiated();
  });
}

Decorate first_story_alone() {
  return in_place_of(O::manual_sync,
                     [](ReferenceWorld& world, ReferenceDestination& destination, const Purpose&) {
                       const auto stories = subscribed_stories(destination.object);
                       if (!stories.empty()) world.sync(destination, std::stoll(stories.front()));
                       return sync_initiated();
                     });
}

Decorate story_sync_does_nothing() {
  return in_place_of(O::story_sync,
                     [](ReferenceWorld&, ReferenceDestination& destination,
                        const Purpose& purpose) -> std::optional<Response> {
                       const auto subscription =
                           subscription_of(destination.object, purpose.story_id);
                       if (!subscription.is_object()) return std::nullopt;
                       return json_response(200, {{"story_sync_initiated", true}});
                     });
}

Decorate story_sync_syncs_all() {
  return before(O::story_sync, [](ReferenceWorld& world, ReferenceDestination& destination,
                                  const Request&) { world.sync(destination); });
}

/// An update that sends a key syncs at once.
Decorate corrected_keys_sync() {
  return afterwards([](ReferenceWorld& world, const Request& request, const Purpose& purpose,
                       const Response& response) {
    auto* destination = destination_at(world, purpose.id);
    if (purpose.operation == O::update && destination != nullptr && response.status == 200 &&
        request.body.find("destination_tenant_api_key") != std::string::npos) {
      world.sync(*destination);
    }
  });
}

/// Syncs a changed story to every sync destination that holds it.
Decorate changes_sync_everywhere() {
  return afterwards([](ReferenceWorld& world, const Request& request, const Purpose&,
                       const Response& response) {
    const std::string stories = "/api/v1/stories/";
    if (request.method != "PUT" || !request.target.starts_with(stories) || response.status != 200) {
      return;
    }
    const auto story = std::stoll(request.target.substr(stories.size()));
    for (auto& [id, destination] : world.origin.destinations) world.sync(destination, story);
  });
}

}  // namespace

std::vector<Defect> sync_defects() {
  return {
      {"nothing is ever synced", "sync.comes-to-an-end", never_synced()},
      {"manual sync does nothing", "manual_sync.syncs", manual_sync_does_nothing()},
      {"manual sync syncs the first story alone", "manual_sync.syncs", first_story_alone()},
      {"manual sync syncs the first story alone, but a corrected key syncs all",
       "manual_sync.syncs", both(first_story_alone(), corrected_keys_sync())},
      {"manual sync empties the destination", "manual_sync.keeps-the-rest",
       before(O::manual_sync,
              [](ReferenceWorld&, ReferenceDestination& destination, const Request&) {
                destination.object["subscriptions"] = Json::array();
              })},
      {"story sync does nothing", "story_sync.syncs", story_sync_does_nothing()},
      {"story sync does nothing, but a corrected key syncs all", "story_sync.syncs",
       both(story_sync_does_nothing(), corrected_keys_sync())},
      {"a changed story is synced in spite of manual_sync_only", "sync.manual-only",
       changes_sync_everywhere()},
      {"story sync syncs every story", "story_sync.alone", story_sync_syncs_all()},
      {"story sync syncs every story, and so does a corrected key", "story_sync.alone",
       both(story_sync_syncs_all(), corrected_keys_sync())},
  };
}

}  // namespace tines_mock::contract

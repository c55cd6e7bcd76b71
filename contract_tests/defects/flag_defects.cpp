#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that change what a request does not name.
namespace tines_mock::contract {

namespace {

using O = Operation;
using Change = std::function<void(ReferenceDestination&)>;

void clear_the_flag(ReferenceDestination& destination) {
  destination.object["manual_sync_only"] = false;
}

void set_the_flag(ReferenceDestination& destination) {
  destination.object["manual_sync_only"] = true;
}

void drop_a_story(ReferenceDestination& destination) {
  auto& all = destination.object["subscriptions"];
  if (all.size() > 1) all.erase(all.size() - 1);
}

Decorate at(Operation operation, Change change) {
  return before(operation, [=](ReferenceWorld&, ReferenceDestination& destination, const Request&) {
    change(destination);
  });
}

/// An update that names the key and nothing else.
Decorate update_of_the_key(Change change) {
  return before(O::update,
                [=](ReferenceWorld&, ReferenceDestination& destination, const Request& request) {
                  const auto body = body_of(request);
                  if (body.size() == 1 && body.contains("destination_tenant_api_key")) {
                    change(destination);
                  }
                });
}

Decorate story_change(Change change) {
  return afterwards(
      [=](ReferenceWorld& world, const Request& request, const Purpose&, const Response& response) {
        if (!changed_a_story(request, response, "PUT")) return;
        for (auto& [id, destination] : world.origin.destinations) {
          const auto story = std::to_string(story_at(request));
          if (subscription_of(destination.object, story).is_object()) change(destination);
        }
      });
}

/// A sync changes the story that it publishes.
Decorate sync_changes_the_story(const std::string& name, const Json& value) {
  return before(O::manual_sync,
                [=](ReferenceWorld& world, ReferenceDestination& destination, const Request&) {
                  for (const auto& story : subscribed_stories(destination.object)) {
                    const auto found = world.origin.stories.find(std::stoll(story));
                    if (found != world.origin.stories.end()) found->second[name] = value;
                  }
                });
}

Decorate patch_of_nothing(Change change) {
  return before(O::update,
                [=](ReferenceWorld&, ReferenceDestination& destination, const Request& request) {
                  if (request.method == "PATCH" && body_of(request).empty()) change(destination);
                });
}

}  // namespace

std::vector<Defect> flag_defects() {
  return {
      {"a manual sync clears manual_sync_only", "flags.stay", at(O::manual_sync, clear_the_flag)},
      {"a sync of one story clears manual_sync_only", "flags.stay",
       at(O::story_sync, clear_the_flag)},
      {"a sync of one story removes another", "flags.stay", at(O::story_sync, drop_a_story)},
      {"an update of the key clears manual_sync_only", "flags.stay",
       update_of_the_key(clear_the_flag)},
      {"an update of the key sets manual_sync_only", "flags.stay", update_of_the_key(set_the_flag)},
      {"an update of the key removes a story", "flags.stay", update_of_the_key(drop_a_story)},
      {"PATCH of nothing clears manual_sync_only", "flags.stay", patch_of_nothing(clear_the_flag)},
      {"a changed story clears manual_sync_only", "flags.story-change",
       story_change(clear_the_flag)},
      {"a sync disables the story", "sync.story-untouched",
       sync_changes_the_story("disabled", true)},
      {"a sync marks the story's name", "sync.story-untouched",
       sync_changes_the_story("name", "A story (synced)")},
      {"a sync takes the story's publication back", "sync.story-untouched",
       sync_changes_the_story("published", false)},
  };
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/properties/syncs.hpp"

/// How an update changes later syncs.
namespace tines_mock::contract {

namespace {

Promise update_changes_the_key() {
  return {.id = "update.key",
          .text = "the destination's key becomes what update sent",
          .source = vendor_pages("update", "It takes any of: - destination_tenant_api_key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_arriving_syncs(session);
            const auto body = draft(session.settings);
            const auto story = body["story_ids"][0].dump();
            const auto made = with_a_corrected_key(session, body);
            session.send(manual_sync_call(made.id));
            const auto object = once_synced(session, made.id, story);
            session.require(is_synced(object, story),
                            "story " + story + " synced with the key that the update sent",
                            seen(object));
          }};
}

/// The key cannot be read back: a later sync works only if the update has kept it.
Promise update_keeps_the_key() {
  return {.id = "update.keeps-key",
          .text = "update keeps the destination's key when it is not sent",
          .source = vendor_pages("update", "destination_tenant_api_key, kept when absent"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_arriving_syncs(session);
            const auto body = draft(session.settings);
            const auto story = body["story_ids"][0].dump();
            for (const Json& change :
                 {Json{{"manual_sync_only", true}}, Json{{"story_ids", body["story_ids"]}}}) {
              const auto made = session.create(body);
              if (!is_synced(session.settled(made.id, session.facts.time_to_settle), story))
                throw CouldNotCheck("the story was not synced before the update");
              session.send(update_call(made.id, change));
              session.send(manual_sync_call(made.id));
              session.pause(session.facts.time_to_settle);
              const auto object = once_synced(session, made.id, story);
              session.require(is_synced(object, story),
                              "story " + story + " synced as before, the update sent no other key",
                              seen(object));
            }
          }};
}

/// Two synced stories; an update has removed the second.
Subscribed remove_one_of_two_stories(Session& session) {
  needs_revision_2026(session);
  auto subscribed = synced_stories(session, 2, false);
  const Json left{{"story_ids", Json::array({subscribed.stories.front().id})}};
  session.send(update_call(subscribed.destination, left));
  return subscribed;
}

Promise removed_story_stays_away() {
  return {.id = "update.removed-story-stays-away",
          .text = "a story that update removed does not reach the destination when it changes",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_copies(session);
            auto subscribed = remove_one_of_two_stories(session);
            auto& removed = subscribed.stories.back();
            rename_when_quiet(session, removed);
            require_not_arrived(session, removed, "because an update removed it before it changed");
            session.send(manual_sync_call(subscribed.destination));
            session.send(improper(story_sync_call(subscribed.destination, removed.path_id())));
            require_not_arrived(session, removed,
                                "because a manual sync is of the subscribed stories");
          }};
}

Promise removed_subscription_stays_away() {
  return {.id = "update.removed-subscription-stays-away",
          .text = "a subscription that update removed does not come back",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto subscribed = remove_one_of_two_stories(session);
            const auto& id = subscribed.destination;
            const auto only = subscribed.stories.front().path_id();
            const auto is_alone = [&](const std::string& after) {
              const auto object = session.current(id);
              session.require(object && subscribed_stories(*object) == std::vector{only},
                              "a subscription of story " + only + " alone " + after, seen(object));
            };
            session.send(update_call(id, Json::object()));
            is_alone("after an update without story_ids");
            session.send(update_call(
                id, {{"destination_tenant_api_key", session.settings.destination_api_key}}));
            is_alone("after an update of the key");
            session.send(manual_sync_call(id));
            rename_when_quiet(session, subscribed.stories.back());
            let_time_pass(session);
            is_alone("after a manual sync, and a change of the story that was removed");
            const auto listed_one = with_id(session.list_all(), id);
            session.require(listed_one && subscribed_stories(*listed_one) == std::vector{only},
                            "the list with a subscription of story " + only + " alone",
                            seen(listed_one));
          }};
}

/// Only where the destination tenant itself refuses the key, a sync with it must fail.
void needs_a_destination_that_refuses(Session& session, const std::string& key) {
  const auto call = api_call(Operation::stories, "GET", "/stories?per_page=1");
  const auto answer =
      session.destination->send(improper(with(call, {Credentials::Kind::bearer, key})));
  if (!answer.refused()) throw CouldNotCheck("the destination tenant accepts any key");
}

Promise replaced_key_is_not_used() {
  return {.id = "update.key-replaced",
          .text = "a key that update has replaced is not used any more",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            needs_copies(session);
            const auto key = session.unknown_key();
            needs_a_destination_that_refuses(session, key);
            auto subscribed = synced_stories(session, 1, false);
            const auto& id = subscribed.destination;
            const auto updated =
                session.send(improper(update_call(id, {{"destination_tenant_api_key", key}})));
            if (!updated.ok())
              throw CouldNotCheck("the tenant refuses a key that the destination refuses");
            session.send(update_call(id, {{"story_ids", {subscribed.stories.front().id}}}));
            rename_when_quiet(session, subscribed.stories.front());
            session.send(manual_sync_call(id));
            require_not_arrived(
                session, subscribed.stories.front(),
                "because an update has replaced the key by one that the destination refuses");
          }};
}

}  // namespace

Promises update_key_promises() {
  return {update_changes_the_key(), update_keeps_the_key()};
}

Promises update_for_good_promises() {
  return {removed_story_stays_away(), removed_subscription_stays_away(),
          replaced_key_is_not_used()};
}

}  // namespace tines_mock::contract

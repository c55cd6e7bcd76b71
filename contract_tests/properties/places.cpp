#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"

/// A sync destination is the same in show, in list and on each page of list. Each place may take a
/// while to show how a sync has ended.
namespace tines_mock::contract {

namespace {

constexpr std::int64_t most_small_pages = 12;

/// The members that the documents name; subscriptions sorted by the ids of their stories.
Json documented_part(const Json& destination) {
  auto part = lasting(destination);
  auto& subscriptions = part["subscriptions"] = Json::array();
  for (const auto& story : sorted_stories(destination)) {
    const auto one = subscription_of(destination, story);
    subscriptions.push_back({{"story", story},
                             {"name", member(member(one, "story"), "name")},
                             {"status", member(one, "status")},
                             {"error_message", member(one, "error_message")}});
  }
  return part;
}

struct Place {
  std::string name;
  std::optional<Json> object;
};

/// Reads pages of one element: a tenant may build later pages in another way than the first.
std::optional<Json> on_a_small_page(Session& session, const PathId& id) {
  return with_id(elements_of_pages(session.tenant, list_call, 1, most_small_pages), id);
}

std::vector<Place> places_of(Session& session, const PathId& id) {
  std::vector<Place> places{{"list", with_id(session.list_all(), id)}};
  // When it is not found, it may be on a later page.
  if (auto object = on_a_small_page(session, id)) places.push_back({"a page of one", object});
  if (session.facts.revision_2026) {
    places.push_back({"show", destination_in(session.send(show_call(id)))});
  }
  return places;
}

std::string difference_between(const std::vector<Place>& places, const Json& expected) {
  for (const auto& [name, object] : places) {
    if (!object) return name + ": it is not there";
    const auto part = documented_part(*object);
    if (part != expected) return name + ": " + seen(part) + ", elsewhere " + seen(expected);
  }
  return "";
}

void require_agreement(Session& session, const PathId& id, const std::string& after) {
  std::string difference;
  const bool agree = session.eventually([&] {
    const auto places = places_of(session, id);
    const auto& first = places.front().object;
    difference = first ? difference_between(places, documented_part(*first)) : "it is not listed";
    return difference.empty();
  });
  session.require(agree, "every place with the same sync destination " + id + ", " + after,
                  difference);
}

Promise agree_on_what_is_synced() {
  return {.id = "places.synced",
          .text = "show and every page of list agree on what is synced",
          .source = vendor_pages("update", "{\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            session.create(draft(session.settings));
            if (session.room_for(1) == 0)
              throw CouldNotCheck("there is room for one sync destination alone");
            const auto made = session.create(draft(session.settings, session.settings.story_ids));
            session.settled(made.id);
            require_agreement(session, made.id, "once it is synced");
            session.send(manual_sync_call(made.id));
            session.settled(made.id);
            require_agreement(session, made.id, "after a manual sync");
          }};
}

Promise agree_on_what_failed() {
  return {.id = "places.failed",
          .text = "show and every page of list agree on what failed and why",
          .source = vendor_pages("update", "{\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            look_at_failed_syncs(session, [&](const PathId& id) {
              require_agreement(session, id, "once its sync has failed");
              session.send(manual_sync_call(id));
              session.settled(id);
              require_agreement(session, id, "once its sync has failed again");
            });
          }};
}

Promise agree_after_updates() {
  return {.id = "places.updated",
          .text = "show and every page of list agree on what update answered",
          .source = vendor_pages("update", "{\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            if (session.room_for(1) > 0) session.create(draft(session.settings));
            const auto made = session.create(draft(session.settings));
            const auto& stories = session.settings.story_ids;
            std::vector<Json> bodies{Json{{"story_ids", stories}},
                                     Json{{"story_ids", Json::array({stories.back()})}},
                                     Json{{"story_ids", Json::array()}}};
            if (session.facts.has_manual_sync_only) {
              for (const bool value : {true, false})
                bodies.push_back(Json{{"manual_sync_only", value}});
            }
            for (const auto& body : bodies) {
              const auto updated = destination_in(session.send(update_call(made.id, body)));
              if (!updated) throw CouldNotCheck("update gave no sync destination");
              require_agreement(session, made.id, "after the update " + seen(body));
              const auto expected = "what update answered to " + seen(body);
              session.require_same(*updated, session.current(made.id), expected);
            }
          }};
}

Promise agree_on_the_url() {
  return {.id = "places.url",
          .text = "create, show and every page of list agree on the destination's URL",
          .source = vendor_pages("update", "{\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto body = draft(session.settings);
            body["destination_tenant_url"] = session.settings.destination_url + "/";
            const auto answer = session.send(improper(create_call(body)));
            const auto id = id_in(answer);
            const auto made = destination_in(answer);
            if (!answer.ok() || !id)
              throw CouldNotCheck("the tenant refuses a slash behind the URL");
            for (const auto& [name, object] : places_of(session, *id)) {
              session.require_same(*made, object, "the URL as create answered it, in " + name);
            }
          }};
}

/// Nothing has changed since create answered `synced`.
Promise synced_stays_synced() {
  return {.id = "places.synced-stays",
          .text = "what create answers as synced is synced in show and list",
          .source =
              seed_document("create-subscription-status",
                            "The status of a subscription is one of synced, failed, requires_sync"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto bodies = unusable_drafts(session);
            bodies.push_back(draft(session.settings, session.settings.story_ids));
            for (const auto& body : bodies) {
              const auto answer = session.send(improper(create_call(body)));
              const auto id = id_in(answer);
              if (!answer.ok() || !id) continue;
              const auto made = destination_in(answer);
              for (const auto& story : subscribed_stories(*made)) {
                if (!is_synced(made, story)) continue;
                const bool stays =
                    session.eventually([&] { return is_synced(session.current(*id), story); });
                session.require(stays, "story " + story + " synced, as create answered",
                                seen(session.current(*id)));
              }
            }
          }};
}

Promise agree_on_the_order() {
  return {.id = "assumed.one-order",
          .text = "subscriptions are in the same order everywhere",
          .source = assumed("assumed-create", "the order of first appearance in story_ids"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto made = session.create(draft(session.settings, session.settings.story_ids));
            const auto order = subscribed_stories(made.object);
            session.settled(made.id);
            for (const auto& [name, object] : places_of(session, made.id)) {
              const auto there = object ? subscribed_stories(*object) : std::vector<PathId>{};
              session.require(there == order,
                              "subscriptions in the order of create's answer, " + listed(order) +
                                  ", in " + name,
                              listed(there));
            }
          }};
}

}  // namespace

Promises place_promises() {
  return {agree_on_what_is_synced(), agree_on_what_failed(), agree_after_updates(),
          agree_on_the_url(),        synced_stays_synced(),  agree_on_the_order()};
}

}  // namespace tines_mock::contract

#include "contract_tests/properties/clean_up.hpp"

#include "contract_tests/properties/pages.hpp"

#include <set>

namespace tines_mock::contract {

namespace {

const std::string destinations = "/api/v1/admin/sync_destinations";
const std::string of_stories = "/api/v1/stories";
const std::string of_teams = "/api/v1/teams";

bool is_surroundings(const std::string& collection) {
  return collection != destinations;
}

std::vector<Json> elements_listed(Session& session, const std::string& collection) {
  if (!is_surroundings(collection)) return session.list_all();
  return elements_of_pages(session.tenant, [&](const PageQuery& page) {
    return Call{Operation::other, "GET", collection + query_of(page), {}};
  });
}

std::set<PathId> stories_of(const Json& request) {
  std::set<PathId> ids;
  for (const auto& id : elements_of(request, "story_ids")) ids.insert(id.dump());
  return ids;
}

/// Whether this can be what we asked for and got no answer to: every attribute is that of the
/// request; a story or team has a name that only we give.
bool is_what_was_asked_for(const Json& object, const Created& created) {
  const auto& request = created.request;
  if (is_surroundings(created.collection)) {
    const auto name = member(request, request.contains("name") ? "name" : "new_name");
    return name.is_string() && name.get<std::string>().starts_with(marker) &&
           member(object, "name") == name;
  }
  const auto subscribed = subscribed_stories(object);
  return request.contains("destination_tenant_url") && request.contains("team_id") &&
         member(object, "destination_tenant_url") == member(request, "destination_tenant_url") &&
         member(object, "destination_team_id") == member(request, "destination_team_id") &&
         member(object, "origin_team_id") == member(request, "team_id") &&
         std::set<PathId>(subscribed.begin(), subscribed.end()) == stories_of(request);
}

/// Creates whose answer was lost, and refused ones that a defective tenant made all the same.
void adopt_orphans(Session& session, Ledger& ledger) {
  std::set<std::string> claimed;
  for (const auto& created : ledger.removable()) claimed.insert(created.collection + created.id);
  std::map<std::string, std::vector<Json>> listed;
  for (const auto& created : ledger.open()) {
    if (!created.id.empty()) continue;
    if (!listed.contains(created.collection)) {
      listed[created.collection] = elements_listed(session, created.collection);
    }
    for (const auto& object : listed[created.collection]) {
      const auto id = object.is_object() ? id_of(object) : std::nullopt;
      if (!id || ledger.is_others(created.collection, *id) ||
          claimed.contains(created.collection + *id) || !is_what_was_asked_for(object, created)) {
        continue;
      }
      claimed.insert(created.collection + *id);
      ledger.created(created.intent, *id);
      break;
    }
  }
}

void remove_everything(Session& session, Ledger& ledger) {
  for (const auto& created : ledger.removable()) {
    const auto answer = session.send(
        improper({Operation::other, "DELETE", created.collection + "/" + created.id, {}}));
    if (answer.status() == 404) ledger.removed(created.collection, created.id);
  }
}

/// The copies of our stories in the destination team.
std::vector<PathId> own_copies(Session& session, const Ledger& ledger) {
  std::vector<PathId> ids;
  const auto list = stories_call(session.settings.destination_team_id);
  for (const auto& story : elements_of_pages(*session.destination, list)) {
    const auto name = member(story, "name");
    const auto id = story.is_object() ? id_of(story) : std::nullopt;
    if (id && name.is_string() && ledger.is_name_of_ours(name)) ids.push_back(*id);
  }
  return ids;
}

/// Returns those that would not go.
std::vector<PathId> remove_own_copies(Session& session, const Ledger& ledger) {
  if (session.destination == nullptr) return {};
  const auto copies = own_copies(session, ledger);
  for (const auto& id : copies) {
    session.destination->send(improper({Operation::other, "DELETE", of_stories + "/" + id, {}}));
  }
  return copies.empty() ? copies : own_copies(session, ledger);
}

}  // namespace

void note_what_is_there(Session& session, Ledger& ledger) {
  for (const auto& collection : {destinations, of_stories, of_teams}) {
    ledger.note_others(collection, ids_of_all(elements_listed(session, collection)));
  }
}

std::vector<std::string> sweep(Session& session, Ledger& ledger) {
  const auto list = session.send(list_call());
  if (!list.ok()) return {"unknown: the tenant cannot be listed: " + seen(list)};
  adopt_orphans(session, ledger);
  remove_everything(session, ledger);
  std::vector<std::string> left;
  for (const auto& id : remove_own_copies(session, ledger)) {
    left.push_back(of_stories + "/" + id + " of " + session.settings.destination_url);
  }
  std::map<std::string, std::vector<Json>> listed;
  listed[destinations] = session.list_all();
  for (const auto& created : ledger.made()) {
    if (!listed.contains(created.collection)) {
      listed[created.collection] = elements_listed(session, created.collection);
    }
    const bool still_there = with_id(listed[created.collection], created.id).has_value();
    if (still_there) left.push_back(created.collection + "/" + created.id);
  }
  if (left.empty()) ledger.close_account();
  return left;
}

}  // namespace tines_mock::contract

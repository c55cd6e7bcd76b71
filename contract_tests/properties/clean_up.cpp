#include "contract_tests/properties/clean_up.hpp"

#include "contract_tests/properties/pages.hpp"

#include <set>

namespace tines_mock::contract {

namespace {

const std::string destinations = "/api/v1/admin/sync_destinations";
const std::string of_stories = "/api/v1/stories";
const std::string of_teams = "/api/v1/teams";
/// The name that the ledger has for them.
const std::string of_stories_of_the_destination = "destination /api/v1/stories";

bool is_surroundings(const std::string& collection) {
  return collection != destinations;
}

std::vector<Json> elements_listed(Session& session, const std::string& collection) {
  if (!is_surroundings(collection)) return session.list_all();
  return all_elements(session.tenant, [&](const PageQuery& page) {
    return Call{Operation::other, "GET", collection + query_of(page), {}};
  });
}

std::set<PathId> stories_of(const Json& request) {
  std::set<PathId> ids;
  for (const auto& id : elements_of(request, "story_ids")) ids.insert(id.dump());
  return ids;
}

/// Whether the object can come from our request, whose answer was lost: every attribute is that of
/// the request; the name of a story or team begins with `marker`.
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

/// Finds what was created by requests whose answer was lost, or was a refusal though the tenant did
/// create.
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

std::vector<Json> stories_of_the_destination_team(Session& session) {
  return all_elements(*session.destination, stories_call(session.settings.destination_team_id));
}

/// `meta.count` of its list; null when there is none.
Json count_of_the_destination_team(Session& session) {
  const auto first = stories_call(session.settings.destination_team_id)(page_query(1, 1));
  const auto list = session.destination->send(first);
  return list.ok() && list.json ? member(member(*list.json, "meta"), "count") : Json();
}

/// A copy of a story that is ours, or of another one that was not there before the run.
bool is_copy_of_ours(const Json& story, const Ledger& ledger) {
  const auto name = member(story, "name");
  const auto id = story.is_object() ? id_of(story) : std::nullopt;
  if (!id || !name.is_string()) return false;
  if (ledger.is_name_of_ours(name)) return true;
  return ledger.knows_others(of_stories_of_the_destination) &&
         !ledger.is_others(of_stories_of_the_destination, *id) && ledger.is_copied_name(name);
}

std::vector<PathId> own_copies(Session& session, const Ledger& ledger) {
  auto stories = stories_of_the_destination_team(session);
  std::erase_if(stories, [&](const Json& story) { return !is_copy_of_ours(story, ledger); });
  return ids_of_all(stories);
}

/// Returns those that the tenant did not remove.
std::vector<std::string> remove_own_copies(Session& session, const Ledger& ledger) {
  if (session.destination == nullptr) return {};
  auto copies = own_copies(session, ledger);
  for (const auto& id : copies) {
    session.destination->send(improper({Operation::other, "DELETE", of_stories + "/" + id, {}}));
  }
  if (!copies.empty()) copies = own_copies(session, ledger);
  std::vector<std::string> left;
  for (const auto& id : copies) {
    left.push_back(of_stories + "/" + id + " of " + session.settings.destination_url);
  }
  return left;
}

/// Returns what is still listed.
std::vector<std::string> remove_from_the_origin(Session& session, Ledger& ledger) {
  const auto list = session.send(list_call());
  if (!list.ok()) return {"unknown: the tenant cannot be listed: " + seen(list)};
  adopt_orphans(session, ledger);
  remove_everything(session, ledger);
  std::vector<std::string> left;
  std::map<std::string, std::vector<Json>> listed;
  for (const auto& created : ledger.made()) {
    if (!listed.contains(created.collection)) {
      listed[created.collection] = elements_listed(session, created.collection);
    }
    const bool still_there = with_id(listed[created.collection], created.id).has_value();
    if (still_there) left.push_back(created.collection + "/" + created.id);
  }
  return left;
}

/// Does not throw when a tenant cannot be reached: the other one is to be cleaned all the same.
void add_what_is_left(std::vector<std::string>& left,
                      const std::function<std::vector<std::string>()>& remove) {
  try {
    for (auto& line : remove()) left.push_back(std::move(line));
  } catch (const RunEnds& why) {
    left.push_back(std::string("unknown: ") + why.what());
  } catch (const CouldNotCheck& why) {
    left.push_back(std::string("unknown: ") + why.what());
  }
}

}  // namespace

void note_what_is_there(Session& session, Ledger& ledger) {
  for (const auto& collection : {destinations, of_stories, of_teams}) {
    ledger.note_others(collection, ids_of_all(elements_listed(session, collection)));
  }
  if (session.destination == nullptr) return;
  // If some are missing, a colleague's story could be taken for a copy of ours and removed.
  const auto stories = stories_of_the_destination_team(session);
  if (Json(stories.size()) == count_of_the_destination_team(session)) {
    ledger.note_others(of_stories_of_the_destination, ids_of_all(stories));
  }
}

std::vector<std::string> sweep(Session& session, Ledger& ledger) {
  std::vector<std::string> left;
  if (ledger.open().empty() && ledger.made().empty()) {
    ledger.close_account();
    return left;
  }
  add_what_is_left(left, [&] { return remove_from_the_origin(session, ledger); });
  // A push that is under way arrives later.
  if (session.facts.syncs_arrive) session.pause(session.facts.time_to_settle);
  add_what_is_left(left, [&] { return remove_own_copies(session, ledger); });
  if (left.empty()) ledger.close_account();
  return left;
}

}  // namespace tines_mock::contract

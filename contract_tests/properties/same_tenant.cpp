#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// Syncs to another team of the tenant itself.
namespace tines_mock::contract {

namespace {

/// The names of the copies in a team of ours. The copies are noted, to be removed after the case.
std::vector<std::string> names_of_adopted_copies(Session& session, std::int64_t team) {
  std::vector<std::string> names;
  for (const auto& story : all_elements(session.tenant, stories_call(team))) {
    const auto name = member(story, "name");
    const auto id = story.is_object() ? id_of(story) : std::nullopt;
    if (!id || !name.is_string() || member(story, "team_id") != Json(team)) continue;
    session.tenant.adopt(api_call(Operation::other, "POST", "/stories", Json{{"name", name}}), *id);
    names.push_back(name);
  }
  return names;
}

struct SelfSync {
  Answer answer;
  bool synced = false;
  std::vector<std::string> copies;
};

/// Syncs a story to a new team of the tenant itself; `more` is added to the body.
SelfSync sync_to_itself(Session& session, const OwnStory& story, const Json& more) {
  const auto team = make_team(session);
  auto body = more;
  body["destination_tenant_url"] = session.settings.tenant_url;
  body["destination_team_id"] = team;
  body["team_id"] = session.settings.team_id;
  body["story_ids"] = {story.id};
  SelfSync sync{session.send(improper(create_call(body))), false, {}};
  if (sync.answer.refused() && session.room_for(1) == 0) {
    throw CouldNotCheck("the tenant has no room for another sync destination");
  }
  const auto id = id_in(sync.answer);
  const auto object = id ? session.settled(*id) : std::nullopt;
  sync.synced = is_synced(object, story.path_id());
  sync.copies = names_of_adopted_copies(session, team);
  return sync;
}

/// A tenant that is reached by another URL than its own does not recognise itself.
void needs_to_know_itself(Session& session, const OwnStory& story) {
  const Json key{{"destination_tenant_api_key", session.settings.api_key}};
  if (!sync_to_itself(session, story, key).synced)
    throw CouldNotCheck("the tenant does not sync to a team of its own");
}

Promise key_may_be_left_out() {
  return {.id = "same-tenant.without-key",
          .text = "create needs no key when the destination is the tenant itself",
          .source = vendor_pages("create-same-tenant", "a same-tenant sync to another team"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            const auto story = make_story(session);
            needs_to_know_itself(session, story);
            const auto sync = sync_to_itself(session, story, Json::object());
            session.require(sync.answer.status() == 201 && sync.synced,
                            "201 and a synced story: no key is needed for the tenant itself",
                            sync.answer);
          }};
}

Promise copy_is_in_the_other_team() {
  return {.id = "same-tenant.copy",
          .text = "a story that is synced to another team of the tenant is in that team",
          .source = vendor_pages("create-same-tenant", "a same-tenant sync to another team"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            const auto story = make_story(session);
            const auto sync = sync_to_itself(session, story, Json::object());
            if (!sync.synced)
              throw CouldNotCheck("the tenant does not sync to itself without a key");
            const bool there = std::ranges::any_of(sync.copies, [&](const auto& name) {
              return name.find(story.name) != std::string::npos;
            });
            session.require(there, "the synced story in the other team of the tenant",
                            seen(Json(sync.copies)));
          }};
}

}  // namespace

Promises same_tenant_promises() {
  return {key_may_be_left_out(), copy_is_in_the_other_team()};
}

}  // namespace tines_mock::contract

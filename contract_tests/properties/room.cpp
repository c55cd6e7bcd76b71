#include "contract_tests/properties/room.hpp"

#include "contract_tests/generators/drafts.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr int looks = 3;
constexpr std::size_t more_than_before = 3;  // other people's may have gone meanwhile

/// With how many of ours the next create is refused; empty: it is not, up to `most` of them.
std::optional<std::size_t> refused_at(Session& session, std::size_t most) {
  while (session.alive() < most) {
    try {
      if (!session.send(create_call(draft(session.settings))).ok()) return session.alive();
    } catch (const CouldNotCheck&) {
      if (!session.take_refusal()) throw;
      return session.alive();
    }
  }
  return std::nullopt;
}

bool is_near(std::size_t one, std::size_t other) {
  return one != 0 && other != 0 && std::max(one, other) - std::min(one, other) <= 1;
}

/// Whether somebody else's sync destination has the target of the settings.
bool target_is_taken(Session& session) {
  const auto ours = draft(session.settings);
  return std::ranges::any_of(session.list_all(), [&](const Json& object) {
    return member(object, "destination_tenant_url") == ours.at("destination_tenant_url") &&
           member(object, "destination_team_id") == ours.at("destination_team_id");
  });
}

/// None was ever made: the key may have no right to, or the target of the settings is taken.
bool may_refuse_all(Session& session, int status) {
  return status == 401 || status == 403 || target_is_taken(session);
}

/// Other people's may have filled the quota, but not with fewer than there once was room beside.
bool others_filled_it(Session& session) {
  return session.list_all().size() > session.most_beside_a_create();
}

/// Whether a quota explains it; then the session knows the room that it leaves.
bool is_a_quota(Session& session, std::size_t alive) {
  for (int i = 0; i < looks; ++i) {
    const auto now = refused_at(session, alive + more_than_before);
    session.take_refusal();
    session.tenant.remove_created();
    if (now == 0U && alive == 0 && !others_filled_it(session)) return false;
    if (now && (*now == alive || is_near(*now, alive))) {
      session.facts.room = std::min(*now, alive);
      return true;
    }
    if (alive == 0) return false;
  }
  return false;
}

}  // namespace

void look_into_refusal(Session& session) {
  const auto refusal = session.take_refusal();
  if (!refusal) return;
  const auto status = refusal->answer.status();
  const bool explained = session.most_beside_a_create() ? is_a_quota(session, refusal->alive)
                                                        : may_refuse_all(session, status);
  if (explained || status == 429) return;
  throw Violation("create.status", {"201", seen(refusal->answer)}, {refusal->answer});
}

}  // namespace tines_mock::contract

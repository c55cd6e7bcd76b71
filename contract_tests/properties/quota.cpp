#include "contract_tests/properties/quota.hpp"

#include "contract_tests/generators/drafts.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr int looks = 3;
constexpr std::size_t more_than_before = 3;  // other people may delete some meanwhile

/// Creates until one is refused, up to `most`. Returns how many of ours there are then; empty: no
/// create was refused.
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

/// Whether another sync destination has the target that the settings name.
bool target_is_taken(Session& session) {
  const auto ours = draft(session.settings);
  return std::ranges::any_of(session.list_all(), [&](const Json& object) {
    return member(object, "destination_tenant_url") == ours.at("destination_tenant_url") &&
           member(object, "destination_team_id") == ours.at("destination_team_id");
  });
}

/// Reasons to refuse every create: the key has no right to, or the target is taken.
bool may_refuse_all(Session& session, int status) {
  return status == 401 || status == 403 || target_is_taken(session);
}

/// Other people may have filled the quota: then there are more than when the last create worked.
bool others_filled_it(Session& session) {
  return session.list_all().size() > session.most_beside_a_create();
}

/// Whether a quota explains the refusal. Sets `Facts::room` if so.
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

void explain_refusal(Session& session) {
  const auto refusal = session.take_refusal();
  if (!refusal) return;
  const auto status = refusal->answer.status();
  const bool explained = session.most_beside_a_create() ? is_a_quota(session, refusal->alive)
                                                        : may_refuse_all(session, status);
  if (explained || status == 429) return;
  throw Violation("create.status", {"201", seen(refusal->answer)}, {refusal->answer});
}

}  // namespace tines_mock::contract

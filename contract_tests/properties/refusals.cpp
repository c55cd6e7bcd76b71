#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/trouble.hpp"
#include "contract_tests/properties/tables.hpp"

/// A refusal changes nothing.
namespace tines_mock::contract {

namespace {

constexpr int confirmations = 3;

/// Whether a destination could have come from that body: what was sent, and nothing else.
bool could_come_from(const Json& object, const Json& body) {
  int same = 0;
  for (const auto& [sent, answered] :
       {std::pair{"destination_tenant_url", "destination_tenant_url"},
        std::pair{"destination_team_id", "destination_team_id"},
        std::pair{"team_id", "origin_team_id"}}) {
    same += body.contains(sent) && member(object, answered) == body.at(sent) ? 1 : 0;
  }
  return same >= 2;
}

std::vector<Json> new_ones(Session& session, const std::vector<Json>& before, const Json& body) {
  std::vector<Json> found;
  for (const auto& object : session.list_all()) {
    const auto id = id_of(object);
    if (id && !with_id(before, *id) && could_come_from(object, body)) found.push_back(object);
  }
  return found;
}

/// Sends it and tells what has appeared; other people's twins are told apart by repetition.
std::vector<Json> left_by(Session& session, const Call& call, const Json& body) {
  const auto before = session.list_all();
  const auto answer = session.send(call);
  if (!answer.refused()) return {};
  const auto found = new_ones(session, before, body);
  for (const auto& object : found) session.tenant.adopt(create_call(body), *id_of(object));
  return found;
}

void makes_nothing(Session& session, const Call& call) {
  const auto body = Json::parse(*call.body);
  auto found = left_by(session, call, body);
  for (int i = 1; !found.empty() && i < confirmations; ++i) {
    const auto before = session.list_all();
    if (!new_ones(session, before, body).empty()) {
      throw CouldNotCheck("other people make such sync destinations all the time");
    }
    found = left_by(session, call, body);
  }
  session.require(found.empty(), "no sync destination after a refused create",
                  found.empty() ? "" : seen(found.front()));
}

/// All at once; only when something has appeared, one by one, to see whose it is.
void refused_creates_make_nothing(Session& session) {
  const auto calls = refused_creates(session.settings);
  const auto before = session.list_all().size();
  for (const auto& call : calls) session.send(call);
  if (session.list_all().size() == before) return;
  for (const auto& call : calls) makes_nothing(session, call);
}

void refused_update_changes_nothing(Session& session) {
  needs_revision_2026(session);
  const auto made = session.create(*any_draft(session.settings));
  const std::vector<Json> bodies{
      {{"manual_sync_only", true}, {"story_ids", Json::array({session.unknown_id()})}},
      {{"manual_sync_only", true}, {"story_ids", "all"}},
      {{"manual_sync_only", "perhaps"}, {"story_ids", Json::array()}}};
  for (const auto& body : bodies) {
    const auto before = session.current(made.id);
    const auto answer = session.send(improper(update_call(made.id, body)));
    if (!answer.refused()) continue;
    session.require_same(before.value_or(made.object), session.current(made.id),
                         "the sync destination as before, because the update was refused");
  }
}

void refusals_touch_nothing_else(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(*one_of(bad_requests(session.settings)));
  session.require_same(made.object, session.current(made.id),
                       "a sync destination that the bad request does not concern, as it was");
}

}  // namespace

Promises refusal_promises() {
  const auto fault = vendor_pages("error-classes", "400–499 the client's fault");
  return {
      {"refusals.create-nothing",
       "a refused create makes no sync destination",
       fault,
       Effort::once,
       refused_creates_make_nothing,
       {}},
      {"refusals.update-nothing",
       "a refused update changes nothing",
       fault,
       Effort::few,
       refused_update_changes_nothing,
       {}},
      {"refusals.others-untouched",
       "a bad request changes nothing that it does not concern",
       fault,
       Effort::many,
       refusals_touch_nothing_else,
       {}},
  };
}

}  // namespace tines_mock::contract

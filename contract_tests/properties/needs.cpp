#include "contract_tests/properties/needs.hpp"

#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"

namespace tines_mock::contract {

namespace {

/// A run that only reads does not know what is found out by writing.
void needs_to_write(const Session& session) {
  if (!session.tenant.may_write()) throw CouldNotCheck("it needs --allow-writes");
}

}  // namespace

void needs_revision_2026(const Session& session) {
  needs_to_write(session);
  if (!session.facts.revision_2026) {
    throw CouldNotCheck("the tenant is of revision 2025-05, which does not have it");
  }
}

void needs_manual_sync_only(const Session& session) {
  needs_to_write(session);
  if (!session.facts.has_manual_sync_only) {
    throw CouldNotCheck("the tenant's object has no manual_sync_only (revision 2025-05)");
  }
}

void needs_stories(const Session& session, std::size_t count) {
  if (session.settings.story_ids.size() < count) {
    throw CouldNotCheck("it needs " + std::to_string(count) + " stories in TINES_STORY_IDS");
  }
}

void needs_several_destinations(const Session& session, std::size_t count) {
  if (session.room_for(count) < count) {
    throw CouldNotCheck("the tenant has no room for " + std::to_string(count) +
                        " sync destinations at once");
  }
}

void needs_arriving_syncs(const Session& session) {
  needs_to_write(session);
  if (!session.facts.syncs_arrive) {
    throw CouldNotCheck("no sync to the destination of the settings got to 'synced'");
  }
}

void needs_working_creates(const Session& session) {
  const bool any_worked = session.facts.creates_work || session.most_beside_a_create();
  if (!any_worked) throw CouldNotCheck("the tenant refuses every create");
}

void needs_working_creates(const Session& session, const Answer& answer) {
  if (answer.call.method != "GET") needs_working_creates(session);
}

Json with_refused_key(Session& session, Json body) {
  body["destination_tenant_api_key"] = session.unknown_key();
  return body;
}

std::vector<Json> unusable_drafts(Session& session) {
  const auto body = draft(session.settings);
  auto unknown_team = body;
  unknown_team["destination_team_id"] = session.unknown_id();
  auto unreachable = body;
  unreachable["destination_tenant_url"] = "https://tines-contract.invalid";
  return {with_refused_key(session, body), unknown_team, unreachable};
}

void look_at_failed_syncs(Session& session, const std::function<void(const PathId&)>& look) {
  bool any = false;
  for (const auto& body : unusable_drafts(session)) {
    const auto id = id_in(session.send(create_call(body)));
    if (!id) continue;
    any = true;
    session.settled(*id);
    look(*id);
  }
  if (!any) throw CouldNotCheck("the tenant refuses every destination that cannot be synced to");
}

bool names_an_unusable_destination(const Session& session, const Answer& answer) {
  const auto body = Json::parse(answer.call.body.value_or(""), nullptr, false);
  const auto usable = draft(session.settings);
  for (const auto* name :
       {"destination_tenant_url", "destination_tenant_api_key", "destination_team_id"}) {
    const auto sent = member(body, name);
    if (!sent.is_null() && sent != usable.at(name)) return true;
  }
  return false;
}

void require_refused(Session& session, const Call& call, const std::string& why) {
  const auto answer = session.send(improper(call));
  session.require(answer.refused(), "a refusal (4xx): " + why, answer);
}

void require_refused_or_failed(Session& session, const Answer& answer, std::int64_t unknown_story) {
  if (answer.refused()) return;
  const auto story = std::to_string(unknown_story);
  const auto id = answer.ok() ? id_in(answer) : std::nullopt;
  const auto object = id ? session.settled(*id) : std::nullopt;
  session.require(object && status_of(*object, story) == "failed",
                  "a refusal (4xx), or a failed sync: the tenant has no story " + story,
                  object ? seen(object) : seen(answer));
}

AnswerCheck every_answer(CheckResult (*check)(const Answer&)) {
  return [check](const Session&, const Answer& answer) { return check(answer); };
}

AnswerCheck every_answer(Operation operation, CheckResult (*check)(const Answer&)) {
  return [=](const Session&, const Answer& answer) {
    return answer.call.operation == operation ? check(answer) : holds;
  };
}

AnswerCheck confirmed(AnswerCheck check) {
  constexpr int confirmations = 4;
  return [check = std::move(check)](const Session& session, const Answer& answer) {
    auto finding = check(session, answer);
    for (int i = 0; finding && i < confirmations; ++i) {
      finding = check(session, session.tenant.look(answer.call));
    }
    return finding;
  };
}

AnswerCheck answers(Operation operation, int status) {
  return [=](const Session&, const Answer& answer) { return status_is(operation, status, answer); };
}

void assume_status(Session& session, int Assumptions::Status::*field, const Answer& answer) {
  needs_working_creates(session, answer);
  const auto expected = session.expected.status.*field;
  if (answer.refused()) session.seen.status.*field = answer.status();
  session.require(answer.status() == expected, std::to_string(expected), answer);
}

std::function<void(Session&)> in_rounds(void (*one_round)(Session&)) {
  return [one_round](Session& session) {
    needs_several_destinations(session, creates_at_once + 1);
    for (int round = 0; round < (session.facts.removal_works ? rounds : 1); ++round) {
      one_round(session);
      // The next round needs the room that a quota leaves.
      session.tenant.remove_created();
    }
  };
}

}  // namespace tines_mock::contract

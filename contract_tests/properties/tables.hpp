#pragma once

#include "contract_tests/properties/session.hpp"

/// The promises, a table for each part of the API. `all_promises` puts them together.
namespace tines_mock::contract {

Promises answer_promises();
Promises object_promises();
Promises authentication_promises();
Promises unauthorized_promises();
Promises create_promises();
Promises create_refusal_promises();
Promises status_assumptions();
Promises choice_assumptions();
Promises list_promises();
Promises show_promises();
Promises update_promises();
Promises remove_promises();
Promises sync_promises();
Promises copy_promises();
Promises same_tenant_promises();
Promises refusal_promises();
Promises later_promises();
Promises flag_promises();
Promises place_promises();
Promises long_run_promises();
Promises team_promises();
Promises story_promises();
Promises page_promises();
Promises story_change_promises();
Promises model_promises();
Promises company_promises();
Promises company_change_promises();
Promises number_promises();
Promises large_promises();
Promises syntax_promises();
Promises url_promises();

// What many of them need.
void needs_revision_2026(const Session& session);
void needs_manual_sync_only(const Session& session);
void needs_stories(const Session& session, std::size_t count);
void needs_several_destinations(const Session& session, std::size_t count);
void needs_arriving_syncs(const Session& session);

/// A create body that points to a destination key which nobody has.
Json with_refused_key(Session& session, Json body);

/// Creates to a destination that cannot be synced to: its key, its team or its tenant is unknown.
/// Whether a tenant takes them is an assumption.
std::vector<Json> unusable_drafts(Session& session);
/// Makes a sync destination of each, and looks at it when its sync has come to an end. Throws
/// CouldNotCheck when the tenant takes none.
void look_at_failed_syncs(Session& session, const std::function<void(const PathId&)>& look);
/// Whether a tenant may refuse the request for the destination's sake: that, too, is an assumption.
bool names_an_unusable_destination(const Session& session, const Answer& answer);

/// The tenant refuses a story that it does not have, or subscribes it and shows that its sync
/// failed.
void refused_or_failed(Session& session, const Answer& answer, std::int64_t unknown_story);

/// The checks of one answer that stand in a table as `always`.
AnswerCheck every_answer(Verdict (*check)(const Answer&));
/// The same of answers to one operation.
AnswerCheck every_answer(Operation operation, Verdict (*check)(const Answer&));
/// The same answer to the same question, asked five times: a tenant whose state changes between
/// two looks of its own at it is not wrong each time.
AnswerCheck confirmed(AnswerCheck check);
/// Proper requests for the operation are answered so.
AnswerCheck answers(Operation operation, int status);

}  // namespace tines_mock::contract

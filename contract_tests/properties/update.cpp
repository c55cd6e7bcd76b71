#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// Update: what it changes, keeps and cannot change.
namespace tines_mock::contract {

namespace {

struct Updated {
  Session::Made made;
  Answer answer;
  Json object;
};

std::string any_method() {
  return *rc::gen::element<std::string>("PUT", "PATCH");
}

Updated update(Session& session, Session::Made made, const Json& body) {
  auto answer = session.send(update_call(made.id, body, any_method()));
  const auto object = destination_in(answer);
  if (!answer.ok() || !object) {
    throw CouldNotCheck("update gave no sync destination: " + seen(answer));
  }
  return {std::move(made), std::move(answer), *object};
}

Updated update_a_new_one(Session& session, const Json& body) {
  needs_revision_2026(session);
  return update(session, session.create(*any_draft(session.settings)), body);
}

void update_one(Session& session) {
  update_a_new_one(session, {{"story_ids", *any_or_no_stories(session.settings)}});
}

Promise update_answers_200() {
  return {.id = "update.status",
          .text = "update answers 200",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .always = [](const Session& session, const Answer& answer) -> CheckResult {
            if (answer.refused() && names_an_unusable_destination(session, answer)) return holds;
            return status_is(Operation::update, 200, answer);
          },
          .tour = update_one};
}

Promise update_answers_one_object() {
  return {.id = "update.envelope",
          .text = "update answers {\"sync_destination\": object}",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .always = every_answer(update_envelope),
          .tour = update_one};
}

Promise put_and_patch_both_update() {
  return {.id = "update.put-and-patch",
          .text = "PUT and PATCH both update",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(draft(session.settings));
            for (const auto* method : {"PUT", "PATCH"}) {
              const auto answer =
                  session.send(update_call(made.id, {{"story_ids", Json::array()}}, method));
              session.require(answer.ok(), std::string(method) + " to be accepted", answer);
            }
          }};
}

Promise update_keeps_the_id() {
  return {.id = "update.same-id",
          .text = "update answers the sync destination that was asked for",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto updated = update_a_new_one(session, Json::object());
            session.require(id_of(updated.object) == updated.made.id,
                            "the sync destination " + updated.made.id, updated.answer);
          }};
}

Promise story_ids_replace_subscriptions() {
  return {.id = "update.story_ids",
          .text = "story_ids replaces the subscriptions",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto stories = *any_stories(session.settings);
            const auto updated = update_a_new_one(session, {{"story_ids", stories}});
            const auto expected = sorted_path_ids(stories);
            session.require(sorted_stories(updated.object) == expected,
                            "subscriptions of exactly " + listed(expected), updated.answer);
          }};
}

Promise empty_story_ids_remove_all() {
  return {.id = "update.empty-story_ids",
          .text = "story_ids [] removes every subscription",
          .source = vendor_pages("update", "[] removes every subscription"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto updated = update_a_new_one(session, {{"story_ids", Json::array()}});
            session.require(subscribed_stories(updated.object).empty(),
                            "no subscription, after story_ids []", updated.answer);
          }};
}

Promise absent_stories_stay() {
  return {.id = "update.keeps-story_ids",
          .text = "subscriptions are kept when story_ids is absent",
          .source = vendor_pages("update", "kept when absent"),
          .effort = Effort::many,
          .check = [](Session& session) {
            auto body = Json::object();
            if (session.facts.has_manual_sync_only && *rc::gen::arbitrary<bool>()) {
              body["manual_sync_only"] = *rc::gen::arbitrary<bool>();
            }
            const auto updated = update_a_new_one(session, body);
            const auto before = sorted_stories(updated.made.object);
            session.require(
                sorted_stories(updated.object) == before,
                "the subscriptions of before, because story_ids was not sent: " + listed(before),
                updated.answer);
          }};
}

Session::Made create_with_manual_sync_only(Session& session, bool value) {
  needs_revision_2026(session);
  needs_manual_sync_only(session);
  auto body = *any_draft(session.settings);
  body["manual_sync_only"] = value;
  return session.create(body);
}

Promise changes_manual_sync_only() {
  return {.id = "update.manual_sync_only",
          .text = "manual_sync_only becomes what was sent",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            for (const bool value : {true, false}) {
              const auto updated = update(session, create_with_manual_sync_only(session, !value),
                                          {{"manual_sync_only", value}});
              session.require(member(updated.object, "manual_sync_only") == Json(value),
                              "manual_sync_only " + seen(Json(value)), updated.answer);
            }
          }};
}

Promise absent_manual_sync_only_stays() {
  return {.id = "update.keeps-manual_sync_only",
          .text = "manual_sync_only is kept when absent",
          .source = vendor_pages("update", "kept when absent"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto updated = update(session, create_with_manual_sync_only(session, true),
                                        {{"story_ids", *any_stories(session.settings)}});
            session.require(member(updated.object, "manual_sync_only") == Json(true),
                            "manual_sync_only true as before, because it was not sent",
                            updated.answer);
          }};
}

Promise other_members_cannot_change() {
  return {.id = "update.cannot-change",
          .text = "origin team, destination team and URL cannot change",
          .source = vendor_pages("update", "cannot change after creation"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(*any_draft(session.settings));
            const Json body{{"destination_tenant_url", "https://elsewhere.example"},
                            {"destination_team_id", session.settings.destination_team_id + 1},
                            {"team_id", session.settings.team_id + 1},
                            {"origin_team_id", session.settings.team_id + 1}};
            session.send(improper(update_call(made.id, body, any_method())));
            const auto after = session.current(made.id);
            for (const auto* name :
                 {"destination_tenant_url", "destination_team_id", "origin_team_id"}) {
              session.require(after && member(*after, name) == member(made.object, name),
                              std::string(name) + " as before: it cannot change", seen(after));
            }
          }};
}

Promise show_and_list_agree_with_update() {
  return {.id = "update.seen",
          .text = "show and list answer what update answered",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto updated =
                update_a_new_one(session, {{"story_ids", *any_or_no_stories(session.settings)}});
            const auto expected = lasting(updated.object);
            const auto shown = destination_in(session.send(show_call(updated.made.id)));
            session.require_same(updated.object, shown,
                                 "show to answer what update did: " + seen(expected));
            session.require_same(updated.object, with_id(session.list_all(), updated.made.id),
                                 "list to answer what update did: " + seen(expected));
          }};
}

Promise update_leaves_others_alone() {
  return {.id = "update.others-untouched",
          .text = "update changes no other sync destination",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto other = session.create(*any_draft(session.settings));
            update_a_new_one(session, {{"story_ids", Json::array()}, {"manual_sync_only", true}});
            session.require_same(other.object, session.current(other.id),
                                 "the other sync destination as it was");
          }};
}

void require_refused_update(Session& session, const Json& body, const std::string& why) {
  needs_revision_2026(session);
  if (body.contains("manual_sync_only") && !session.facts.has_manual_sync_only) return;
  const auto made = session.create(draft(session.settings));
  require_refused(session, update_call(made.id, body, any_method()), why);
}

Promise update_refuses_unknown_stories() {
  return {
      .id = "update.unknown-story",
      .text = "update refuses a story that the tenant does not have, or shows that its sync failed",
      .source = seed_document("create-parameters", "the stories of the current tenant to sync"),
      .effort = Effort::few,
      .check = [](Session& session) {
        needs_revision_2026(session);
        auto stories = *any_or_no_stories(session.settings);
        stories.push_back(session.unknown_id());
        const auto made = session.create(draft(session.settings));
        const Json body{{"story_ids", stories}};
        require_refused_or_failed(session,
                                  session.send(improper(update_call(made.id, body, any_method()))),
                                  stories.back());
      }};
}

Promise update_refuses_wrong_types() {
  return {.id = "update.types",
          .text = "update refuses values that are plainly of another type",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const std::string name :
                 {"story_ids", "manual_sync_only", "destination_tenant_api_key"}) {
              for (const auto& value : wrong_types(name)) {
                if (value.is_null()) continue;  // a tenant may read null as absent
                require_refused_update(session, {{name, value}}, name + " is " + seen(value));
              }
            }
          }};
}

Promise update_refuses_an_unknown_id() {
  return {.id = "update.unknown",
          .text = "update refuses an id that no sync destination has",
          .source = vendor_pages("update", "answers 200 with {\"sync_destination\": object}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto id = std::to_string(session.unknown_id());
            require_refused(session, update_call(id, Json::object(), any_method()),
                            "there is no such sync destination");
          }};
}

}  // namespace

Promises update_promises() {
  return {update_answers_200(),
          update_answers_one_object(),
          put_and_patch_both_update(),
          update_keeps_the_id(),
          story_ids_replace_subscriptions(),
          empty_story_ids_remove_all(),
          absent_stories_stay(),
          changes_manual_sync_only(),
          absent_manual_sync_only_stays(),
          other_members_cannot_change(),
          show_and_list_agree_with_update(),
          update_leaves_others_alone(),
          update_refuses_unknown_stories(),
          update_refuses_wrong_types(),
          update_refuses_an_unknown_id()};
}

}  // namespace tines_mock::contract

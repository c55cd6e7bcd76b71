#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// What create answers to a proper request.
namespace tines_mock::contract {

namespace {

/// A refusal is looked into when the case is over (`explain_refusal`).
Promise create_answers_201() {
  return {.id = "create.status",
          .text = "create answers 201 Created",
          .source = seed_document("create-status", "201 Created"),
          .effort = Effort::many,
          .always = [](const Session&, const Answer& answer) -> CheckResult {
            if (answer.refused()) return holds;
            return status_is(Operation::create, 201, answer);
          }};
}

/// New sync destinations that look like the one that was made. Some may be other people's.
std::vector<Json> twins_of(const Session::Made& made, const std::vector<Json>& before,
                           const std::vector<Json>& now) {
  std::vector<Json> twins;
  for (const auto& object : now) {
    const auto id = id_of(object).value_or(made.id);
    if (id == made.id || with_id(before, id)) continue;
    auto alike = lasting(object);
    alike["id"] = member(made.object, "id");
    if (alike == lasting(made.object)) twins.push_back(object);
  }
  return twins;
}

Promise create_makes_one() {
  return {.id = "create.makes-one",
          .text = "create makes one sync destination, not more",
          .source = seed_document("create", "Creates a sync destination"),
          .effort = Effort::once,
          .check = [](Session& session) {
            constexpr int confirmations = 3;
            std::vector<Json> all;
            for (int i = 0; i < confirmations; ++i) {
              const auto before = session.list_all();
              const auto made = session.create(draft(session.settings));
              const auto twins = twins_of(made, before, session.list_all());
              if (twins.empty()) return;
              all.insert(all.end(), twins.begin(), twins.end());
            }
            for (const auto& twin : all) {
              session.tenant.adopt(create_call(draft(session.settings)), *id_of(twin));
            }
            session.require(false, "one sync destination for each create",
                            "another: " + seen(all.back()));
          }};
}

Promise create_answers_one_object() {
  return {.id = "create.envelope",
          .text = "create answers {\"sync_destination\": object}",
          .source = seed_document("create-answer", "an object with the member sync_destination"),
          .effort = Effort::many,
          .always = every_answer(create_envelope)};
}

/// The answer has the member `answered` with the value that was sent as `sent`.
void require_echo(Session& session, const char* sent, const char* answered) {
  const auto body = *any_draft(session.settings);
  const auto made = session.create(body);
  const auto value = member(made.object, answered);
  // The type is a promise of its own: here "7" counts as 7.
  const bool same = value == body.at(sent) || value == Json(body.at(sent).dump());
  session.require(same, std::string(answered) + " " + seen(body.at(sent)), seen(made.object));
}

Promise url_comes_back() {
  return {
      .id = "create.destination_tenant_url",
      .text = "create answers the URL that was sent",
      .source = seed_document("create-answer", "destination_tenant_url, string, as it was sent"),
      .effort = Effort::many,
      .check = [](Session& session) {
        require_echo(session, "destination_tenant_url", "destination_tenant_url");
      }};
}

Promise destination_team_comes_back() {
  return {.id = "create.destination_team_id",
          .text = "create answers the destination team that was sent",
          .source = seed_document("create-answer", "destination_team_id, integer, as it was sent"),
          .effort = Effort::many,
          .check = [](Session& session) {
            require_echo(session, "destination_team_id", "destination_team_id");
          }};
}

Promise origin_team_comes_back() {
  return {.id = "create.origin_team_id",
          .text = "create answers the request's team_id as origin_team_id",
          .source = seed_document("create-answer", "the request's team_id"),
          .effort = Effort::many,
          .check = [](Session& session) { require_echo(session, "team_id", "origin_team_id"); }};
}

Promise subscribes_each_story() {
  return {.id = "create.subscriptions",
          .text = "create answers one subscription for each story",
          .source = seed_document("create-answer", "one per story"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto body = *any_draft(session.settings);
            const auto made = session.create(body);
            auto stories = sorted_stories(made.object);
            stories.erase(std::unique(stories.begin(), stories.end()), stories.end());
            const auto expected = sorted_path_ids(body.at("story_ids"));
            session.require(stories == expected, "subscriptions of the stories " + listed(expected),
                            made.answer);
          }};
}

void require_the_tenants_names(Session& session, const std::optional<Json>& object,
                               const std::string& where) {
  for (const auto& story : object ? subscribed_stories(*object) : std::vector<PathId>{}) {
    const auto known = session.facts.story_names.find(story);
    if (known == session.facts.story_names.end()) continue;
    const auto name = member(member(subscription_of(*object, story), "story"), "name");
    session.require(name == Json(known->second),
                    where + " with the name " + seen(Json(known->second)) + " of story " + story,
                    seen(name));
  }
}

Promise story_names_are_the_tenants() {
  return {.id = "create.story-names",
          .text = "a subscription names the story as the tenant does, in create, list and update",
          .source = seed_document("create-answer", "the story's id and name"),
          .effort = Effort::many,
          .check = [](Session& session) {
            if (session.facts.story_names.empty()) {
              throw CouldNotCheck("the tenant does not serve the stories' names");
            }
            const auto made = session.create(*any_draft(session.settings));
            require_the_tenants_names(session, made.object, "create");
            require_the_tenants_names(session, with_id(session.list_all(), made.id), "list");
            if (!session.facts.revision_2026) return;
            const Json stories{{"story_ids", *any_stories(session.settings)}};
            const auto updated = session.send(update_call(made.id, stories));
            require_the_tenants_names(session, destination_in(updated), "update");
          }};
}

Promise each_destination_has_its_own_id() {
  return {.id = "create.unique-ids",
          .text = "each sync destination has an id of its own",
          .source = seed_document("create-answer", "the sync destination's id"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto body = *any_draft(session.settings);
            std::vector<PathId> ids;
            for (const auto& object : session.list_all()) {
              if (const auto id = id_of(object)) ids.push_back(*id);
            }
            for (auto left = session.room_for(3); left > 0; --left) {
              const auto made = session.create(body);
              session.require(std::ranges::find(ids, made.id) == ids.end(),
                              "an id that no other sync destination has", made.answer);
              ids.push_back(made.id);
            }
          }};
}

Promise member_order_does_not_matter() {
  return {.id = "create.member-order",
          .text = "the order of the body's members does not matter",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::few,
          .check = [](Session& session) {
            auto body = *any_draft(session.settings);
            Json reversed = Json::object();
            std::vector<std::string> names;
            for (const auto& [name, value] : body.items()) names.push_back(name);
            for (auto name = names.rbegin(); name != names.rend(); ++name)
              reversed[*name] = body[*name];
            const auto answer = session.send(create_call(reversed));
            if (answer.refused())
              session.create(body);  // throws CouldNotCheck if that is refused as well
            session.require(answer.ok(), "a success, whatever the order of the body's members",
                            answer);
          }};
}

Promise manual_sync_only_comes_back() {
  return {.id = "create.manual_sync_only",
          .text = "create answers the manual_sync_only that was sent",
          .source = vendor_pages("object-manual-sync-only",
                                 "adds manual_sync_only, boolean, to the object"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            for (const bool value : {true, false}) {
              auto body = *any_draft(session.settings);
              body["manual_sync_only"] = value;
              const auto made = session.create(body);
              session.require(member(made.object, "manual_sync_only") == Json(value),
                              "manual_sync_only " + seen(Json(value)), made.answer);
            }
          }};
}

Promise manual_sync_only_is_false_when_absent() {
  return {.id = "create.manual_sync_only-default",
          .text = "manual_sync_only is false when it is not sent",
          .source = vendor_pages("create-manual-sync-only", "false when absent"),
          .effort = Effort::few,
          .check = [](Session& session) {
            needs_manual_sync_only(session);
            const auto made = session.create(*any_draft(session.settings));
            session.require(member(made.object, "manual_sync_only") == Json(false),
                            "manual_sync_only false, because it was not sent", made.answer);
          }};
}

}  // namespace

Promises create_promises() {
  return {create_answers_201(),
          create_makes_one(),
          create_answers_one_object(),
          url_comes_back(),
          destination_team_comes_back(),
          origin_team_comes_back(),
          subscribes_each_story(),
          story_names_are_the_tenants(),
          each_destination_has_its_own_id(),
          member_order_does_not_matter(),
          manual_sync_only_comes_back(),
          manual_sync_only_is_false_when_absent()};
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/bad_requests.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>
#include <functional>

/// What a tenant does where the documents are silent.
namespace tines_mock::contract {

namespace {

std::optional<ErrorShape> shape_of(const Json& body) {
  const auto errors = member(body, "errors");
  if (errors.is_array() && !errors.empty()) {
    return errors[0].is_object() ? ErrorShape::errors : ErrorShape::error_strings;
  }
  if (member(body, "error").is_string()) return ErrorShape::error;
  if (member(body, "message").is_string()) return ErrorShape::message;
  return std::nullopt;
}

Promise errors_have_the_assumed_shape() {
  return {
      .id = "assumed.error-shape",
      .text = "errors have the assumed shape",
      .source = assumed("assumed-errors",
                        "{\"errors\": [{\"message\": \"…\", \"details\": \"…\"}]}", "error_shape"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto answer =
            session.send(improper(with(list_call(), {Credentials::Kind::none, ""})));
        const auto shape = answer.json ? shape_of(*answer.json) : std::nullopt;
        session.require(shape.has_value(), "an error body of a shape that the table knows", answer);
        assume(session, &Assumptions::error_shape, *shape, "the shape of the error body", answer);
      }};
}

Answer create_with_value(Session& session, const std::string& name, const Json& value) {
  auto body = draft(session.settings);
  body[name] = value;
  return session.send(improper(create_call(body)));
}

Promise refusals_have_a_body() {
  return {.id = "assumed.errors-say-why",
          .text = "a refusal has a body",
          .source = assumed("assumed-errors", "Each refusal has a body"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto answer = create_with_value(session, "team_id", Json::object());
            session.require(!answer.response.body.empty(), "a body that says why", answer);
          }};
}

Promise all_faults_are_named() {
  return {.id = "assumed.all-faults-named",
          .text = "all offending parameters are named at once",
          .source = assumed("assumed-errors", "All offending parameters are named at once"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const Json body{{"destination_tenant_url", 7},
                            {"destination_tenant_api_key", Json::object()},
                            {"story_ids", "all"}};
            const auto answer = session.send(improper(create_call(body)));
            needs_working_creates(session);
            for (const auto& name : required_parameters()) {
              session.require(answer.response.body.find(name) != std::string::npos,
                              "all offending parameters named at once, " + name + " too", answer);
            }
          }};
}

Promise lenient_types_are_refused() {
  return {.id = "assumed.lenient-types",
          .text = "\"7\", 7.5 or true in place of an integer are refused",
          .source = assumed("assumed-create", "a text, a fraction or true in place of an integer"),
          .effort = Effort::once,
          .check = [](Session& session) {
            for (const auto& parameter : required_parameters()) {
              if (parameter == "destination_tenant_api_key") continue;
              for (const auto& value : lenient_types(parameter)) {
                if (value == Json(7.0)) continue;  // the same number as 7
                const auto answer = create_with_value(session, parameter, value);
                session.require(answer.refused(), "a refusal of " + parameter + " " + seen(value),
                                answer);
              }
            }
          }};
}

Acceptance acceptance(const Answer& answer) {
  return answer.ok() ? Acceptance::accept : Acceptance::refuse;
}

std::string words(Acceptance choice) {
  return choice == Acceptance::accept ? "accepted" : "refused";
}

void assume_acceptance(Session& session, Acceptance Assumptions::*field, const Answer& answer) {
  assume(session, field, acceptance(answer), words(acceptance(answer)), answer);
}

Promise empty_story_ids() {
  return {.id = "assumed.empty-story_ids",
          .text = "story_ids [] makes a destination without subscriptions",
          .source = assumed("assumed-create", "story_ids empty", "empty_story_ids"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_acceptance(session, &Assumptions::empty_story_ids,
                              create_with_value(session, "story_ids", Json::array()));
          }};
}

Promise duplicate_story_ids() {
  return {.id = "assumed.duplicate-story_ids",
          .text = "the same story twice is one subscription",
          .source =
              assumed("assumed-create", "the same story twice in story_ids", "duplicate_story_ids"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto story = session.settings.story_ids.front();
            assume_acceptance(session, &Assumptions::duplicate_story_ids,
                              create_with_value(session, "story_ids", Json::array({story, story})));
          }};
}

Promise blank_destination_key() {
  return {.id = "assumed.blank-destination_key",
          .text = "create and update refuse a key that is empty or blank",
          .source = assumed("assumed-create", "a destination key that is empty or of blanks alone",
                            "blank_destination_key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const std::vector<std::string> blank{"", " ", "\t  "};
            for (const auto& key : blank) {
              assume_acceptance(session, &Assumptions::blank_destination_key,
                                create_with_value(session, "destination_tenant_api_key", key));
            }
            if (!session.facts.revision_2026) return;
            const auto made = session.create(draft(session.settings));
            for (const auto& key : blank) {
              const Json body{{"destination_tenant_api_key", key}};
              assume_acceptance(session, &Assumptions::blank_destination_key,
                                session.send(improper(update_call(made.id, body))));
            }
          }};
}

Promise subscription_order() {
  return {.id = "assumed.subscription-order",
          .text = "subscriptions stand in the assumed order",
          .source = assumed("assumed-create", "order of subscriptions", "subscription_order"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_stories(session, 2);
            auto ids = session.settings.story_ids;
            std::ranges::sort(ids);
            // Of three stories, this order is neither ascending nor descending.
            if (ids.size() > 2) std::rotate(ids.begin(), ids.begin() + 1, ids.begin() + 3);
            const auto made = session.create(draft(session.settings, ids));
            const auto order = subscribed_stories(made.object);
            const auto in_order = [&](auto compare) {
              auto sorted = ids;
              std::ranges::sort(sorted, compare);
              std::vector<PathId> texts;
              for (const auto id : sorted) texts.push_back(std::to_string(id));
              return texts == order;
            };
            std::vector<PathId> sent;
            for (const auto id : ids) sent.push_back(std::to_string(id));
            using Order = SubscriptionOrder;
            if (order == sent) {
              return assume(session, &Assumptions::subscription_order, Order::request,
                            "as requested", made.answer);
            }
            if (in_order(std::less<>{})) {
              return assume(session, &Assumptions::subscription_order, Order::id_ascending,
                            "ascending", made.answer);
            }
            if (in_order(std::greater<>{})) {
              return assume(session, &Assumptions::subscription_order, Order::id_descending,
                            "descending", made.answer);
            }
            session.require(false, "an order of subscriptions that the table knows", made.answer);
          }};
}

Promise undocumented_parameters() {
  return {.id = "assumed.undocumented-parameters",
          .text = "parameters that nobody documented are ignored",
          .source = assumed("assumed-create", "parameters that no document has",
                            "undocumented_parameters"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_acceptance(session, &Assumptions::undocumented_parameters,
                              create_with_value(session, "undocumented_by_tines", 1));
          }};
}

Promise trailing_slash() {
  return {.id = "assumed.trailing-slash",
          .text = "a trailing slash of the URL comes back as assumed",
          .source = assumed("assumed-create", "a trailing slash on destination_tenant_url",
                            "destination_url_trailing_slash"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto body = draft(session.settings);
            body["destination_tenant_url"] = session.settings.destination_url + "/";
            const auto made = session.create(body);
            const auto url = member(made.object, "destination_tenant_url");
            const bool kept = url == body["destination_tenant_url"];
            assume(session, &Assumptions::destination_url_trailing_slash,
                   kept ? TrailingSlash::kept : TrailingSlash::removed, kept ? "kept" : "removed",
                   made.answer);
          }};
}

Promise same_target_twice() {
  return {.id = "assumed.same-target-twice",
          .text = "several destinations may have the same target",
          .source = assumed("assumed-create", "several destinations with the same target",
                            "same_target_twice"),
          .effort = Effort::once,
          .check = [](Session& session) {
            session.create(draft(session.settings));
            const auto second = session.send(create_call(draft(session.settings)));
            assume_acceptance(session, &Assumptions::same_target_twice, second);
          }};
}

Promise create_answers() {
  return {.id = "assumed.create-answers",
          .text = "create answers when it is assumed to",
          .source = assumed("assumed-create", "when create answers", "create_answers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_arriving_syncs(session);
            const auto made = session.create(draft(session.settings));
            const auto story = std::to_string(session.settings.story_ids.front());
            const bool after = status_of(made.object, story) == "synced";
            assume(session, &Assumptions::create_answers,
                   after ? CreateAnswers::after_sync : CreateAnswers::before_sync,
                   after ? "after the sync" : "before the sync", made.answer);
          }};
}

/// A create to a destination that cannot be synced to: it is refused, or its sync fails.
void assume_unusable(Session& session, UnusableDestination Assumptions::*field, const Json& body) {
  const auto answer = session.send(improper(create_call(body)));
  if (answer.refused()) {
    return assume(session, field, UnusableDestination::refuse, "refused", answer);
  }
  const auto id = id_in(answer);
  const auto object = id ? session.settled(*id) : std::nullopt;
  if (!object) throw CouldNotCheck("the create gave no sync destination: " + seen(answer));
  const auto story = std::to_string(session.settings.story_ids.front());
  session.require(status_of(*object, story) == "failed", "201, and the subscription failed",
                  seen(*object));
  assume(session, field, UnusableDestination::created_failed, "created, and failed", answer);
}

Promise unreachable_destination() {
  return {.id = "assumed.unreachable-destination",
          .text = "an unreachable destination tenant: 201, then failed",
          .source = assumed("assumed-create", "destination tenant unknown or unreachable",
                            "unreachable_destination"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_unusable(session, &Assumptions::unreachable_destination,
                            unusable_drafts(session)[2]);
          }};
}

Promise refused_destination_key() {
  return {.id = "assumed.refused-destination-key",
          .text = "a refused destination key: 201, then failed",
          .source = assumed("assumed-create", "destination key refused", "refused_destination_key"),
          .effort = Effort::once,
          .check = [](Session& session) {
            assume_unusable(session, &Assumptions::refused_destination_key,
                            unusable_drafts(session)[0]);
          }};
}

Promise unknown_destination_team() {
  return {
      .id = "assumed.unknown-destination-team",
      .text = "an unknown destination team: 201, then failed",
      .source = assumed("assumed-create", "destination team unknown", "unknown_destination_team"),
      .effort = Effort::once,
      .check = [](Session& session) {
        assume_unusable(session, &Assumptions::unknown_destination_team,
                        unusable_drafts(session)[1]);
      }};
}

Promise per_page_over_maximum() {
  return {.id = "assumed.per_page-over-maximum",
          .text = "per_page over 500 is cut",
          .source = assumed("assumed-lists", "per_page over 500", "per_page_over_maximum"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto list = session.send(improper(list_call({"501", std::nullopt})));
            assume(session, &Assumptions::per_page_over_maximum,
                   list.ok() ? PageOverflow::cut : PageOverflow::refuse,
                   list.ok() ? "cut" : "refused", list);
          }};
}

Promise page_past_end() {
  return {.id = "assumed.page-past-end",
          .text = "a page past the end is empty",
          .source = assumed("assumed-lists", "a page past the end", "page_past_end"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto list = session.send(improper(list_call(page_query(500, 1000))));
            assume(session, &Assumptions::page_past_end,
                   list.ok() ? PagePastEnd::empty : PagePastEnd::refuse,
                   list.ok() ? "answered" : "refused", list);
            session.require(!list.ok() || elements_in(list).empty(), "an empty page past the end",
                            list);
          }};
}

Promise meta_links() {
  return {
      .id = "assumed.meta-links",
      .text = "links in meta start with the assumed base URL",
      .source = assumed("assumed-lists", "links in meta", "meta_links"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto list = session.send(list_call());
        const auto link = member(list.json ? member(*list.json, "meta") : Json(), "current_page");
        const auto there = link.is_string() ? parse_link(link.get<std::string>()) : std::nullopt;
        if (!there) throw CouldNotCheck("current_page is no URL");
        const auto here = parse_base_url(session.settings.tenant_url);
        const bool ours =
            here && there->url.scheme == here->scheme && there->url.host == here->host;
        assume(session, &Assumptions::meta_links, ours ? LinkBase::request : LinkBase::tenant,
               ours ? "the request's base URL" : "another base URL", list);
      }};
}

Promise ids_are_not_reused() {
  return {.id = "assumed.ids-not-reused",
          .text = "the id of a deleted sync destination is not given again",
          .source = assumed("assumed-create", "the id of a deleted sync destination"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto first = session.create(draft(session.settings));
            session.send(remove_call(first.id));
            const auto second = session.create(draft(session.settings));
            session.require(second.id != first.id,
                            "another id than that of a deleted sync destination", second.answer);
          }};
}

Promise get_bodies_are_ignored() {
  return {.id = "assumed.get-body",
          .text = "the body of a GET is ignored",
          .source = observed("get-body", "what a GET body holds is ignored"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto call = disturbed(improper(list_call()));
            call.body = R"({"per_page": 1, "page": "abc"})";
            const auto list = session.send(call);
            session.require(list.ok(), "a success: what a GET body holds is ignored", list);
          }};
}

}  // namespace

Promises assumed_choices() {
  return {errors_have_the_assumed_shape(),
          refusals_have_a_body(),
          all_faults_are_named(),
          lenient_types_are_refused(),
          empty_story_ids(),
          duplicate_story_ids(),
          blank_destination_key(),
          subscription_order(),
          undocumented_parameters(),
          trailing_slash(),
          same_target_twice(),
          create_answers(),
          unreachable_destination(),
          refused_destination_key(),
          unknown_destination_team(),
          per_page_over_maximum(),
          page_past_end(),
          meta_links(),
          ids_are_not_reused(),
          get_bodies_are_ignored()};
}

}  // namespace tines_mock::contract

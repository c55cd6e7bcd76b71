#include "contract_tests/checks/meta_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/generators/trouble.hpp"
#include "contract_tests/properties/assume.hpp"
#include "contract_tests/properties/tables.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>

/// What a tenant chooses where the documents are silent.
namespace tines_mock::contract {

namespace {

Answer create_with(Session& session, const std::string& name, const Json& value) {
  auto body = draft(session.settings);
  body[name] = value;
  return session.send(improper(create_call(body)));
}

Acceptance acceptance(const Answer& answer) {
  return answer.ok() ? Acceptance::accept : Acceptance::refuse;
}

std::string words(Acceptance choice) {
  return choice == Acceptance::accept ? "accepted" : "refused";
}

void accepts(Session& session, Acceptance Assumptions::*field, const Answer& answer) {
  assume(session, field, acceptance(answer), words(acceptance(answer)), answer);
}

void empty_story_ids(Session& session) {
  accepts(session, &Assumptions::empty_story_ids, create_with(session, "story_ids", Json::array()));
}

void duplicate_story_ids(Session& session) {
  const auto story = session.settings.story_ids.front();
  accepts(session, &Assumptions::duplicate_story_ids,
          create_with(session, "story_ids", Json::array({story, story})));
}

/// Wherever a key is given.
void blank_destination_key(Session& session) {
  const std::vector<std::string> blank{"", " ", "\t  "};
  for (const auto& key : blank) {
    accepts(session, &Assumptions::blank_destination_key,
            create_with(session, "destination_tenant_api_key", key));
  }
  if (!session.facts.revision_2026) return;
  const auto made = session.create(draft(session.settings));
  for (const auto& key : blank) {
    const Json body{{"destination_tenant_api_key", key}};
    accepts(session, &Assumptions::blank_destination_key,
            session.send(improper(update_call(made.id, body))));
  }
}

void undocumented_parameters(Session& session) {
  accepts(session, &Assumptions::undocumented_parameters,
          create_with(session, "undocumented_by_tines", 1));
}

void same_target_twice(Session& session) {
  session.create(draft(session.settings));
  const auto second = session.send(create_call(draft(session.settings)));
  accepts(session, &Assumptions::same_target_twice, second);
}

void subscription_order(Session& session) {
  needs_stories(session, 2);
  auto ids = session.settings.story_ids;
  std::ranges::sort(ids);
  // Neither ascending nor descending where there are three of them.
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
    return assume(session, &Assumptions::subscription_order, Order::request, "as requested",
                  made.answer);
  }
  if (in_order(std::less<>{})) {
    return assume(session, &Assumptions::subscription_order, Order::id_ascending, "ascending",
                  made.answer);
  }
  if (in_order(std::greater<>{})) {
    return assume(session, &Assumptions::subscription_order, Order::id_descending, "descending",
                  made.answer);
  }
  session.require(false, "an order of subscriptions that the table knows", made.answer);
}

void trailing_slash(Session& session) {
  auto body = draft(session.settings);
  body["destination_tenant_url"] = session.settings.destination_url + "/";
  const auto made = session.create(body);
  const auto url = member(made.object, "destination_tenant_url");
  const bool kept = url == body["destination_tenant_url"];
  assume(session, &Assumptions::destination_url_trailing_slash,
         kept ? TrailingSlash::kept : TrailingSlash::removed, kept ? "kept" : "removed",
         made.answer);
}

void create_answers(Session& session) {
  needs_arriving_syncs(session);
  const auto made = session.create(draft(session.settings));
  const auto story = std::to_string(session.settings.story_ids.front());
  const bool after = status_of(made.object, story) == "synced";
  assume(session, &Assumptions::create_answers,
         after ? CreateAnswers::after_sync : CreateAnswers::before_sync,
         after ? "after the sync" : "before the sync", made.answer);
}

/// A destination that cannot be synced to: made and failed, or refused.
void unusable(Session& session, UnusableDestination Assumptions::*field, const Json& body) {
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

void refused_destination_key(Session& session) {
  unusable(session, &Assumptions::refused_destination_key, unusable_drafts(session)[0]);
}

void unknown_destination_team(Session& session) {
  unusable(session, &Assumptions::unknown_destination_team, unusable_drafts(session)[1]);
}

void unreachable_destination(Session& session) {
  unusable(session, &Assumptions::unreachable_destination, unusable_drafts(session)[2]);
}

void per_page_over_maximum(Session& session) {
  const auto list = session.send(improper(list_call({"501", std::nullopt})));
  assume(session, &Assumptions::per_page_over_maximum,
         list.ok() ? PageOverflow::cut : PageOverflow::refuse, list.ok() ? "cut" : "refused", list);
}

void page_past_end(Session& session) {
  const auto list = session.send(improper(list_call(page_query(500, 1000))));
  assume(session, &Assumptions::page_past_end, list.ok() ? PagePastEnd::empty : PagePastEnd::refuse,
         list.ok() ? "answered" : "refused", list);
  session.require(!list.ok() || elements_in(list).empty(), "an empty page past the end", list);
}

void meta_links(Session& session) {
  const auto list = session.send(list_call());
  const auto link = member(list.json ? member(*list.json, "meta") : Json(), "current_page");
  const auto there = link.is_string() ? parse_link(link.get<std::string>()) : std::nullopt;
  if (!there) throw CouldNotCheck("current_page is no URL");
  const auto here = parse_base_url(session.settings.tenant_url);
  const bool ours = here && there->url.scheme == here->scheme && there->url.host == here->host;
  assume(session, &Assumptions::meta_links, ours ? LinkBase::request : LinkBase::tenant,
         ours ? "the request's base URL" : "another base URL", list);
}

std::optional<ErrorShape> shape_of(const Json& body) {
  const auto errors = member(body, "errors");
  if (errors.is_array() && !errors.empty()) {
    return errors[0].is_object() ? ErrorShape::errors : ErrorShape::error_strings;
  }
  if (member(body, "error").is_string()) return ErrorShape::error;
  if (member(body, "message").is_string()) return ErrorShape::message;
  return std::nullopt;
}

void error_shape(Session& session) {
  const auto answer = session.send(improper(with(list_call(), {Credentials::Kind::none, ""})));
  const auto shape = answer.json ? shape_of(*answer.json) : std::nullopt;
  session.require(shape.has_value(), "an error body of a shape that the table knows", answer);
  assume(session, &Assumptions::error_shape, *shape, "the shape of the error body", answer);
}

void errors_say_why(Session& session) {
  const auto answer = create_with(session, "team_id", Json::object());
  session.require(!answer.response.body.empty(), "a body that says why", answer);
}

void names_every_fault(Session& session) {
  const Json body{{"destination_tenant_url", 7},
                  {"destination_tenant_api_key", Json::object()},
                  {"story_ids", "all"}};
  const auto answer = session.send(improper(create_call(body)));
  needs_working_creates(session);
  for (const auto& name : required_parameters()) {
    session.require(answer.response.body.find(name) != std::string::npos,
                    "all offending parameters named at once, " + name + " too", answer);
  }
}

void lenient_types_are_refused(Session& session) {
  for (const auto& parameter : required_parameters()) {
    if (parameter == "destination_tenant_api_key") continue;
    for (const auto& value : lenient_types(parameter)) {
      if (value == Json(7.0)) continue;  // the same number as 7
      const auto answer = create_with(session, parameter, value);
      session.require(answer.refused(), "a refusal of " + parameter + " " + seen(value), answer);
    }
  }
}

void ids_are_not_reused(Session& session) {
  const auto first = session.create(draft(session.settings));
  session.send(remove_call(first.id));
  const auto second = session.create(draft(session.settings));
  session.require(second.id != first.id, "another id than that of a deleted sync destination",
                  second.answer);
}

void get_bodies_are_ignored(Session& session) {
  auto call = disturbed(improper(list_call()));
  call.body = R"({"per_page": 1, "page": "abc"})";
  const auto list = session.send(call);
  session.require(list.ok(), "a success: what a GET body holds is ignored", list);
}

Promise choice(const std::string& name, const std::string& text, Source source,
               void (*body)(Session&)) {
  return {"assumed." + name, text, std::move(source), Effort::once, body, {}};
}

}  // namespace

Promises choice_assumptions() {
  return {
      choice("error-shape", "errors have the assumed shape",
             assumed("assumed-errors", "{\"errors\": [{\"message\": \"…\", \"details\": \"…\"}]}",
                     "error_shape"),
             error_shape),
      choice("errors-say-why", "a refusal has a body",
             assumed("assumed-errors", "Each refusal has a body"), errors_say_why),
      choice("all-faults-named", "all offending parameters are named at once",
             assumed("assumed-errors", "All offending parameters are named at once"),
             names_every_fault),
      choice("lenient-types", "\"7\", 7.5 or true in place of an integer are refused",
             assumed("assumed-create", "a text, a fraction or true in place of an integer"),
             lenient_types_are_refused),
      choice("empty-story_ids", "story_ids [] makes a destination without subscriptions",
             assumed("assumed-create", "story_ids empty", "empty_story_ids"), empty_story_ids),
      choice("duplicate-story_ids", "the same story twice is one subscription",
             assumed("assumed-create", "the same story twice in story_ids", "duplicate_story_ids"),
             duplicate_story_ids),
      choice("blank-destination_key", "create and update refuse a key that is empty or blank",
             assumed("assumed-create", "a destination key that is empty or of blanks alone",
                     "blank_destination_key"),
             blank_destination_key),
      choice("subscription-order", "subscriptions stand in the assumed order",
             assumed("assumed-create", "order of subscriptions", "subscription_order"),
             subscription_order),
      choice(
          "undocumented-parameters", "parameters that nobody documented are ignored",
          assumed("assumed-create", "parameters that no document has", "undocumented_parameters"),
          undocumented_parameters),
      choice("trailing-slash", "a trailing slash of the URL comes back as assumed",
             assumed("assumed-create", "a trailing slash on destination_tenant_url",
                     "destination_url_trailing_slash"),
             trailing_slash),
      choice("same-target-twice", "several destinations may have the same target",
             assumed("assumed-create", "several destinations with the same target",
                     "same_target_twice"),
             same_target_twice),
      choice("create-answers", "create answers when it is assumed to",
             assumed("assumed-create", "when create answers", "create_answers"), create_answers),
      choice("unreachable-destination", "an unreachable destination tenant: 201, then failed",
             assumed("assumed-create", "destination tenant unknown or unreachable",
                     "unreachable_destination"),
             unreachable_destination),
      choice("refused-destination-key", "a refused destination key: 201, then failed",
             assumed("assumed-create", "destination key refused", "refused_destination_key"),
             refused_destination_key),
      choice("unknown-destination-team", "an unknown destination team: 201, then failed",
             assumed("assumed-create", "destination team unknown", "unknown_destination_team"),
             unknown_destination_team),
      choice("per_page-over-maximum", "per_page over 500 is cut",
             assumed("assumed-lists", "per_page over 500", "per_page_over_maximum"),
             per_page_over_maximum),
      choice("page-past-end", "a page past the end is empty",
             assumed("assumed-lists", "a page past the end", "page_past_end"), page_past_end),
      choice("meta-links", "links in meta start with the assumed base URL",
             assumed("assumed-lists", "links in meta", "meta_links"), meta_links),
      choice("ids-not-reused", "the id of a deleted sync destination is not given again",
             assumed("assumed-create", "the id of a deleted sync destination"), ids_are_not_reused),
      choice("get-body", "the body of a GET is ignored",
             observed("get-body", "what a GET body holds is ignored"), get_bodies_are_ignored),
  };
}

}  // namespace tines_mock::contract

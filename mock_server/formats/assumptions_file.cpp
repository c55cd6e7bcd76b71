#include "files/file.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <variant>

namespace tines_mock {
namespace {

// The values that a line of the table can have, and the member of Assumptions that holds it.
template <class E>
struct Choice {
  E Assumptions::*member;
  Names<E> names;
};

using Place = std::variant<int Assumptions::Status::*, Choice<Acceptance>, Choice<PageOverflow>,
                           Choice<PagePastEnd>, Choice<LinkBase>, Choice<ErrorShape>,
                           Choice<SubscriptionOrder>, Choice<TrailingSlash>, Choice<CreateAnswers>,
                           Choice<UnusableDestination>, Choice<StoryDeletion>,
                           Choice<CopiesAfterDeletion>, Choice<RetryAfter>>;

/// One assumption: its name in JSON, its case in words, and its member in Assumptions.
struct Line {
  std::string_view name;
  std::string_view meaning;
  Place place;
};

Choice<Acceptance> acceptance(Acceptance Assumptions::*member) {
  return {member, {{"accept", Acceptance::accept}, {"refuse", Acceptance::refuse}}};
}

Choice<UnusableDestination> unusable(UnusableDestination Assumptions::*member) {
  return {member,
          {{"created_failed", UnusableDestination::created_failed},
           {"refuse", UnusableDestination::refuse}}};
}

using A = Assumptions;
using S = Assumptions::Status;

const std::vector<Line>& table() {
  static const std::vector<Line> lines = {
      {"status.no_key", "no key", &S::no_key},
      {"status.unknown_key", "a key that the tenant does not know", &S::unknown_key},
      {"status.missing_right", "a known key without the right", &S::missing_right},
      {"status.body_not_json", "the body is not JSON", &S::body_not_json},
      {"status.body_not_object", "the body is JSON but not an object", &S::body_not_object},
      {"status.missing_parameter", "a required parameter is missing", &S::missing_parameter},
      {"status.wrong_type", "a parameter has the wrong type", &S::wrong_type},
      {"status.out_of_range", "a parameter is out of range", &S::out_of_range},
      {"status.invalid_url", "destination_tenant_url is not an absolute http(s) URL",
       &S::invalid_url},
      {"status.unknown_team", "team_id is a team that the tenant does not have", &S::unknown_team},
      {"status.unknown_story", "a story that the tenant does not have", &S::unknown_story},
      {"status.story_of_another_team", "a story of another team than team_id",
       &S::story_of_another_team},
      {"status.unknown_sync_destination", "a sync destination that the tenant does not have",
       &S::unknown_sync_destination},
      {"status.story_not_subscribed", "sync of one story that is not subscribed",
       &S::story_not_subscribed},
      {"status.unknown_path", "a path that nothing serves", &S::unknown_path},
      {"status.unserved_method", "a method that the path does not serve", &S::unserved_method},
      {"status.invalid_page", "page or per_page is not a positive integer", &S::invalid_page},
      {"status.invalid_parameter", "whatever else a tenant refuses", &S::invalid_parameter},
      {"status.rate_limited", "more requests than the rate limit allows", &S::rate_limited},
      {"error_shape", "the shape of an error's body",
       Choice<ErrorShape>{&A::error_shape,
                          {{"errors", ErrorShape::errors},
                           {"error", ErrorShape::error},
                           {"message", ErrorShape::message},
                           {"error_strings", ErrorShape::error_strings}}}},
      {"per_page_over_maximum", "per_page over 500",
       Choice<PageOverflow>{&A::per_page_over_maximum,
                            {{"cut", PageOverflow::cut}, {"refuse", PageOverflow::refuse}}}},
      {"page_past_end", "a page past the end of a list",
       Choice<PagePastEnd>{&A::page_past_end,
                           {{"empty", PagePastEnd::empty}, {"refuse", PagePastEnd::refuse}}}},
      {"meta_links",
       "links in meta start with the base URL of the request, or with the tenant's declared one",
       Choice<LinkBase>{&A::meta_links,
                        {{"request", LinkBase::request}, {"tenant", LinkBase::tenant}}}},
      {"empty_story_ids", "story_ids is an empty array", acceptance(&A::empty_story_ids)},
      {"duplicate_story_ids", "the same story twice in story_ids; accepted: one subscription",
       acceptance(&A::duplicate_story_ids)},
      {"blank_destination_key",
       "destination_tenant_api_key is empty or of blanks alone; accepted: as if there were no key",
       acceptance(&A::blank_destination_key)},
      {"subscription_order",
       "the order of subscriptions; request: of first appearance in story_ids",
       Choice<SubscriptionOrder>{&A::subscription_order,
                                 {{"request", SubscriptionOrder::request},
                                  {"id_ascending", SubscriptionOrder::id_ascending},
                                  {"id_descending", SubscriptionOrder::id_descending}}}},
      {"undocumented_parameters", "parameters that nobody documented; accepted: ignored",
       acceptance(&A::undocumented_parameters)},
      {"destination_url_trailing_slash", "a trailing slash on destination_tenant_url in the answer",
       Choice<TrailingSlash>{&A::destination_url_trailing_slash,
                             {{"kept", TrailingSlash::kept}, {"removed", TrailingSlash::removed}}}},
      {"same_target_twice", "several destinations with the same target",
       acceptance(&A::same_target_twice)},
      {"create_answers", "when create answers",
       Choice<CreateAnswers>{&A::create_answers,
                             {{"after_sync", CreateAnswers::after_sync},
                              {"before_sync", CreateAnswers::before_sync}}}},
      {"unreachable_destination", "the destination tenant is unknown or unreachable",
       unusable(&A::unreachable_destination)},
      {"refused_destination_key", "the destination tenant refuses the key",
       unusable(&A::refused_destination_key)},
      {"unknown_destination_team", "the destination tenant does not have the team",
       unusable(&A::unknown_destination_team)},
      {"story_deletion", "a subscribed story is deleted on the origin",
       Choice<StoryDeletion>{&A::story_deletion,
                             {{"subscription_removed", StoryDeletion::subscription_removed},
                              {"subscription_failed", StoryDeletion::subscription_failed}}}},
      {"copies_after_deletion", "copies in the destination when the sync destination is deleted",
       Choice<CopiesAfterDeletion>{
           &A::copies_after_deletion,
           {{"stay", CopiesAfterDeletion::stay}, {"removed", CopiesAfterDeletion::removed}}}},
      {"retry_after", "the Retry-After of a 429",
       Choice<RetryAfter>{&A::retry_after,
                          {{"seconds", RetryAfter::seconds},
                           {"date", RetryAfter::date},
                           {"absent", RetryAfter::absent}}}},
  };
  return lines;
}

void read_status(const ValueReader& value, int& to) {
  to = static_cast<int>(value.integer({400, 499}).value_or(to));
}

void read_line(const Line& line, const ValueReader& value, Assumptions& to) {
  std::visit(
      [&](const auto& place) {
        if constexpr (requires { place.names; })
          to.*place.member = value.choice(place.names).value_or(to.*place.member);
        else
          read_status(value, to.status.*place);
      },
      line.place);
}

/// Empty when neither member is there. One without the other is a problem.
std::optional<Sighting> read_sighting(ObjectReader& entry) {
  if (!entry.optional("verified_on") && !entry.optional("revision")) return std::nullopt;
  Sighting sighting;
  sighting.on = files::required_date(entry, "verified_on");
  entry.required_text("revision", sighting.revision);
  return sighting;
}

Json value_of(const Line& line, const Assumptions& from) {
  return std::visit(
      [&](const auto& place) -> Json {
        if constexpr (requires { place.names; }) {
          return name_of(place.names, from.*place.member);
        } else {
          return from.status.*place;
        }
      },
      line.place);
}

}  // namespace

AssumptionsFile parse_assumptions_file(std::string_view text, std::string_view name) {
  const Json json = files::parse(text, name);
  Problems problems;
  AssumptionsFile file;
  ObjectReader document(ValueReader(json, "", problems));
  files::pass_schema(document);
  if (const auto member = document.required("assumptions", "an object of assumptions")) {
    ObjectReader entries(*member);
    for (const Line& line : table()) {
      const auto entry = entries.optional(line.name);
      if (!entry) continue;
      ObjectReader object(*entry);
      std::string in_words;
      object.read("case", in_words);
      if (const auto value = object.required("value", "the value that is assumed"))
        read_line(line, *value, file.assumptions);
      if (auto sighting = read_sighting(object))
        file.sightings.emplace(line.name, std::move(*sighting));
      object.no_others();
    }
    entries.no_others();
  }
  document.no_others();
  files::throw_if_any(problems, name);
  return file;
}

Assumptions parse_assumptions(std::string_view text, std::string_view name) {
  return parse_assumptions_file(text, name).assumptions;
}

AssumptionsFile load_assumptions_file(const std::filesystem::path& file) {
  return parse_assumptions_file(files::read(file), file.string());
}

Assumptions load_assumptions(const std::filesystem::path& file) {
  return load_assumptions_file(file).assumptions;
}

std::string to_json(const AssumptionsFile& file) {
  Json entries = Json::object();
  for (const Line& line : table()) {
    Json entry{{"value", value_of(line, file.assumptions)}, {"case", line.meaning}};
    if (const auto seen = file.sightings.find(line.name); seen != file.sightings.end()) {
      entry["verified_on"] = seen->second.on;
      entry["revision"] = seen->second.revision;
    }
    entries[std::string(line.name)] = std::move(entry);
  }
  return dump(Json{{"assumptions", std::move(entries)}}, 2) + '\n';
}

std::string to_json(const Assumptions& assumptions) {
  return to_json(AssumptionsFile{assumptions, {}});
}

}  // namespace tines_mock

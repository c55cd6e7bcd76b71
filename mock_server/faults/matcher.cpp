#include "faults/matcher.hpp"

#include "faults/names.hpp"
#include "faults/patterns.hpp"
#include "http/headers.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

namespace tines_mock {

Matcher operation(std::string name) {
  return {.operation = std::move(name)};
}

Matcher any_request() {
  return {};
}

namespace faults {
namespace {

using MaybeDifference = std::optional<Difference>;

std::string number_or_none(const auto& id) {
  return id ? std::to_string(id->value) : "none";
}

bool lists_story(const Json* body, StoryId id) {
  if (!body || !body->is_object()) return false;
  const auto ids = body->find("story_ids");
  return ids != body->end() && ids->is_array() &&
         std::find(ids->begin(), ids->end(), id.value) != ids->end();
}

MaybeDifference compare_tenant(const Matcher& matcher, const Json*, const Subject& subject) {
  if (!matcher.tenant || *matcher.tenant == subject.tenant) return std::nullopt;
  return Difference{"tenant", in_quotes(*matcher.tenant), in_quotes(subject.tenant)};
}

MaybeDifference compare_operation(const Matcher& matcher, const Json*, const Subject& subject) {
  if (!matcher.operation || fits_operation(*matcher.operation, subject.operation))
    return std::nullopt;
  return Difference{"operation", in_quotes(*matcher.operation), in_quotes(subject.operation)};
}

MaybeDifference compare_method(const Matcher& matcher, const Json*, const Subject& subject) {
  if (!matcher.method) return std::nullopt;
  const std::string_view found = subject.request ? subject.request->method : std::string_view();
  if (found == *matcher.method) return std::nullopt;
  return Difference{"method", in_quotes(*matcher.method), in_quotes(found)};
}

MaybeDifference compare_path(const Matcher& matcher, const Json*, const Subject& subject) {
  if (!matcher.path || fits_path(*matcher.path, subject.path)) return std::nullopt;
  return Difference{"path", in_quotes(*matcher.path), in_quotes(subject.path)};
}

/// The values of all header lines of one name, as they are compared.
struct HeaderLines {
  std::vector<std::string> each;
  std::string joined;  ///< the same in one line (RFC 9110, section 5.3)

  bool have(std::string_view value) const {
    return !each.empty() && (joined == value || std::ranges::find(each, value) != each.end());
  }
};

HeaderLines lines_of(const Headers& headers, std::string_view wanted) {
  HeaderLines lines;
  for (const auto& [name, value] : headers) {
    if (!same_name(name, wanted)) continue;
    lines.each.push_back(compared_value(name, value));
    lines.joined.append(lines.each.size() == 1 ? "" : ", ").append(lines.each.back());
  }
  return lines;
}

MaybeDifference compare_headers(const Matcher& matcher, const Json*, const Subject& subject) {
  for (const auto& [name, value] : matcher.headers) {
    const auto lines = subject.request ? lines_of(subject.request->headers, name) : HeaderLines{};
    if (!lines.have(compared_value(name, value)))
      return Difference{"header " + name, in_quotes(value),
                        lines.each.empty() ? "none" : in_quotes(lines.joined)};
  }
  return std::nullopt;
}

MaybeDifference compare_story(const Matcher& matcher, const Json*, const Subject& subject) {
  if (!matcher.story_id || subject.story_id == matcher.story_id) return std::nullopt;
  if (subject.body && lists_story(subject.body->json(), *matcher.story_id)) return std::nullopt;
  return Difference{"story_id", number_or_none(matcher.story_id), number_or_none(subject.story_id)};
}

MaybeDifference compare_sync_destination(const Matcher& matcher, const Json*,
                                         const Subject& subject) {
  if (!matcher.sync_destination_id || subject.sync_destination_id == matcher.sync_destination_id)
    return std::nullopt;
  return Difference{"sync_destination_id", number_or_none(matcher.sync_destination_id),
                    number_or_none(subject.sync_destination_id)};
}

MaybeDifference compare_body(const Matcher& matcher, const Json* wanted, const Subject& subject) {
  if (!wanted) return std::nullopt;
  const Json* found = subject.body ? subject.body->json() : nullptr;
  if (!found) return Difference{"body", *matcher.body_json, "no JSON"};
  const auto difference = find_difference(*wanted, *found);
  if (!difference) return std::nullopt;
  return Difference{difference->pointer.empty() ? "body" : "body " + difference->pointer,
                    difference->expected, difference->found};
}

// The body last: it may have to be parsed.
constexpr std::array comparisons = {
    compare_tenant,  compare_operation, compare_method,           compare_path,
    compare_headers, compare_story,     compare_sync_destination, compare_body};

}  // namespace

const Json* LazyBody::json() const {
  if (!parsed_) {
    parsed_ = true;
    if (auto json = parse_json(text_)) json_ = std::make_shared<const Json>(std::move(*json));
  }
  return json_.get();
}

CompiledMatcher::CompiledMatcher(Matcher matcher) : matcher_(std::move(matcher)) {
  if (matcher_.path) matcher_.path = path_of(path_segments(*matcher_.path));
  if (!matcher_.body_json) return;
  auto json = parse_json(*matcher_.body_json);
  if (!json)
    throw std::logic_error("Matcher::body_json must be the text of a JSON value: " + json.error());
  body_ = std::make_shared<const Json>(std::move(*json));
}

bool CompiledMatcher::fits(const Subject& subject) const {
  return std::none_of(comparisons.begin(), comparisons.end(), [&](auto compare) {
    return compare(matcher_, body_.get(), subject).has_value();
  });
}

std::vector<Difference> CompiledMatcher::differences(const Subject& subject) const {
  std::vector<Difference> all;
  for (const auto compare : comparisons)
    if (auto one = compare(matcher_, body_.get(), subject)) all.push_back(std::move(*one));
  return all;
}

std::string describe(const Matcher& matcher) {
  std::string words;
  const auto add = [&](std::string_view part, const std::string& value) {
    if (!words.empty()) words += ", ";
    words.append(part).append(" ").append(value);
  };
  if (matcher.operation) add("operation", in_quotes(*matcher.operation));
  if (matcher.tenant) add("tenant", in_quotes(*matcher.tenant));
  if (matcher.method) add("method", in_quotes(*matcher.method));
  if (matcher.path) add("path", in_quotes(*matcher.path));
  for (const auto& [name, value] : matcher.headers) add("header " + name, in_quotes(value));
  if (matcher.body_json) add("body with", *matcher.body_json);
  if (matcher.story_id) add("story_id", number_or_none(matcher.story_id));
  if (matcher.sync_destination_id)
    add("sync_destination_id", number_or_none(matcher.sync_destination_id));
  if (matcher.nth) add("of those the one of number", std::to_string(*matcher.nth));
  return words.empty() ? "any request" : words;
}

}  // namespace faults
}  // namespace tines_mock

#include "control/query.hpp"

#include "support/limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

using Parameters = std::array<std::string_view, 6>;
constexpr Parameters number_parameters = {"after", "limit",    "within_ms",
                                          "nth",   "story_id", "sync_destination_id"};
constexpr std::array<std::string_view, 2> boolean_parameters = {"content", "newest"};

bool is_one_of(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Json value_of(std::string_view name, std::string_view text, Problems& problems) {
  if (name == "body") {
    auto body = parse_json(text);
    if (body) return std::move(*body);
    problems.push_back({Problem::Kind::invalid, "?/body", "JSON", body.error()});
  }
  if (is_one_of(boolean_parameters, name) && (text == "true" || text == "false"))
    return text == "true";
  const auto number = is_one_of(number_parameters, name) ? parse_number(text) : std::nullopt;
  return number ? Json(*number) : Json(text);
}

}  // namespace

Json query_json(const Target& target, Problems& problems) {
  Json query = Json::object();
  for (const auto& [name, text] : target.query) {
    if (query.contains(name))
      problems.push_back(
          {Problem::Kind::invalid, child("?", name), "each parameter once", "it again"});
    query[name] = value_of(name, text, problems);
  }
  return query;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const bool is_number =
      std::from_chars(text.data(), end, number) == std::from_chars_result{end, std::errc()};
  return is_number ? std::optional(number) : std::nullopt;
}

Milliseconds read_within(ObjectReader& reader) {
  std::int64_t within_ms = 0;
  reader.read("within_ms", within_ms, {0, limits::within.count()});
  return Milliseconds(within_ms);
}

}  // namespace tines_mock::control

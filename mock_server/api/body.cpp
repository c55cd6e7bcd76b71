#include "api/body.hpp"

#include "support/limits.hpp"

#include <charconv>

namespace tines_mock::api {
namespace {

std::optional<std::string> unless_placeholder(const ValueReader& value,
                                              std::optional<std::string> text) {
  if (!text || !is_placeholder(*text)) return text;
  value.problem(Problem::Kind::invalid,
                "your own value: replace the placeholder of the documentation", "the placeholder");
  return std::nullopt;
}

}  // namespace

bool is_placeholder(std::string_view text) {
  const auto start = text.find("<<");
  return start != std::string_view::npos && text.find(">>", start) != std::string_view::npos;
}

std::optional<std::string> own_text(const ValueReader& value) {
  return unless_placeholder(value, value.text());
}

std::optional<std::string> own_secret(const ValueReader& value) {
  return unless_placeholder(value, value.secret());
}

std::vector<StoryId> read_story_ids(const ValueReader& value) {
  std::vector<StoryId> ids;
  if (!value.is_array()) return ids;
  if (value.json().size() > limits::story_ids_per_request) {
    value.problem(Problem::Kind::out_of_range,
                  "at most " + std::to_string(limits::story_ids_per_request) + " stories",
                  std::to_string(value.json().size()));
    return ids;
  }
  value.each([&](const ValueReader& element) {
    if (const auto id = element.integer(positive)) ids.emplace_back(*id);
  });
  return ids;
}

std::int64_t parse_id(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() && id > 0 ? id : 0;
}

}  // namespace tines_mock::api

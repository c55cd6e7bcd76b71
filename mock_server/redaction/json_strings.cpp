#include "redaction/json_strings.hpp"

#include <algorithm>

namespace tines_mock::redaction {
namespace {

std::size_t closing_mark(std::string_view json, std::size_t at) {
  while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
  return std::min(at, json.size());
}

bool is_before_colon(std::string_view json, std::size_t at) {
  at = json.find_first_not_of(" \t\r\n", at);
  return at != std::string_view::npos && json[at] == ':';
}

}  // namespace

std::optional<JsonStrings::String> JsonStrings::around(std::size_t at) {
  while (latest_.end < at) {
    const auto after = latest_.end == 0 ? 0 : latest_.end + 1;
    const auto opening = json_.find('"', after);
    if (opening == std::string_view::npos) return std::nullopt;
    const auto end = closing_mark(json_, opening + 1);
    latest_ = {opening + 1, end, is_before_colon(json_, end + 1)};
  }
  return latest_.begin != 0 && latest_.begin <= at ? std::optional(latest_) : std::nullopt;
}

}  // namespace tines_mock::redaction

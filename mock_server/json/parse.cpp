#include "json/parse.hpp"

#include "support/limits.hpp"

#include <array>
#include <optional>

#include <nlohmann/json.hpp>

namespace tines_mock {
namespace {

constexpr std::size_t longest_described_text = 60;

std::string at_byte(std::size_t byte) {
  return " at byte " + std::to_string(byte);
}

// What is too much in the text for the library, which builds values of any depth before it could be
// asked, and looks through all members of an object for each new one.
std::optional<std::string> excess_in(std::string_view text) {
  std::array<std::size_t, limits::json_depth + 1> members{};  // of the object at each depth
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > limits::json_depth)
        return "nested deeper than " + std::to_string(limits::json_depth) + " levels" +
               at_byte(i + 1);
      members[depth] = 0;
    } else if (c == ']' || c == '}') {
      if (depth > 0) --depth;
    } else if (c == ':' && ++members[depth] > limits::json_members) {
      return "more than " + std::to_string(limits::json_members) + " members in one object" +
             at_byte(i + 1);
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Json, std::string> parse_json(std::string_view text) {
  if (auto excess = excess_in(text)) return Failure{std::move(*excess)};
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Failure{(text.empty() ? "no JSON: the text is empty" : "not JSON") +
                   at_byte(error.byte)};
  } catch (const Json::out_of_range&) {
    return Failure{std::string("not JSON: a number is too large")};
  }
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string describe(const Json& json) {
  if (!json.is_primitive()) return describe_kind(json);
  if (!json.is_string()) return dump(json);
  const auto& text = json.get_ref<const std::string&>();
  if (text.size() <= longest_described_text) return dump(json);
  return "a string of " + std::to_string(text.size()) + " bytes";
}

std::string describe_kind(const Json& json) {
  switch (json.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "an array";
    case Json::value_t::string:
      return "a string";
    case Json::value_t::boolean:
      return "a boolean";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return "a number";
    default:
      return "nothing";
  }
}

}  // namespace tines_mock

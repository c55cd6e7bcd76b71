#include "faults/headers_json.hpp"

#include "http/token.hpp"

#include <algorithm>

namespace tines_mock::faults {
namespace {

bool is_header_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
}

}  // namespace

Headers read_headers(const ValueReader& value) {
  Headers headers;
  if (!value.is_object()) return headers;
  for (const auto& [name, json] : value.json().items()) {
    // No error shows a value: it may be a key.
    const ValueReader line(json, child(value.pointer(), name), value.problems(), Texts::kind_alone);
    if (!is_token(name))
      line.problem(Problem::Kind::invalid, "the name of a header", "\"" + name + "\"");
    if (auto text = line.text()) {
      check_header_value(line);
      headers.add(name, std::move(*text));
    }
  }
  return headers;
}

Json write_headers(const Headers& headers) {
  Json json = Json::object();
  for (const auto& [name, value] : headers) json[name] = value;
  return json;
}

void check_header_value(const ValueReader& value) {
  if (value.json().is_string() && !is_header_value(value.json().get_ref<const std::string&>()))
    value.invalid("text without line breaks or other control characters");
}

bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
      return false;
  return true;
}

}  // namespace tines_mock::faults

#include "json/parse.hpp"

#include "json/number.hpp"
#include "support/limits.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>

namespace tines_mock {
namespace {

constexpr std::size_t longest_described_text = 60;

std::string at_byte(std::size_t byte) {
  return " at byte " + std::to_string(byte);
}

// Finds what exceeds a limit before the library parses the text. The library itself has no limit of
// depth, and its time grows with the square of an object's number of members.
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

/// Receives the events of the library's parser and builds a Json.
class Builder {
 public:
  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  // -0 is the only signed integer that nlohmann would not write as it was read.
  bool number_integer(Json::number_integer_t value) {
    return add(value == 0 ? number_as_text("-0") : Json(value));
  }
  bool number_unsigned(Json::number_unsigned_t value) { return add(value); }
  // Called for integers of more than 64 bits, too.
  bool number_float(Json::number_float_t value, const std::string& text) {
    Json number = value;
    return add(number.dump() == text ? std::move(number) : number_as_text(text));
  }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }  // JSON text cannot contain it
  bool start_object(std::size_t) { return enter(Json::object()); }
  bool key(std::string& name) {
    member_ = &(*open_.back())[name];
    return true;
  }
  bool end_object() { return leave(); }
  bool start_array(std::size_t) { return enter(Json::array()); }
  bool end_array() { return leave(); }
  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) {
    constexpr int number_overflow = 406;
    error_ = error.id == number_overflow ? "not JSON: a number is too large"
                                         : "not JSON" + at_byte(byte);
    return false;
  }

  Json& result() { return root_; }
  const std::string& error() const { return error_; }

 private:
  Json* place(Json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    if (open_.back()->is_object()) return &(*member_ = std::move(value));
    open_.back()->push_back(std::move(value));
    return &open_.back()->back();
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool enter(Json container) {
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool leave() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;
  Json* member_ = nullptr;  // the value that belongs to the last key
  std::string error_;
};

bool has_number_as_text(const Json& json) {
  if (!json.is_structured()) return is_number_as_text(json);
  return std::ranges::any_of(json, has_number_as_text);
}

std::string dump_plain(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// Writes JSON as the library does, and also the numbers that are kept as text.
class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}

  std::string text(const Json& json) {
    write(json);
    return std::move(text_);
  }

 private:
  void write(const Json& json) {
    if (is_number_as_text(json)) {
      text_ += number_text(json);
    } else if (json.is_structured() && !json.empty()) {
      write_container(json);
    } else {
      text_ += dump_plain(json, -1);
    }
  }

  void write_container(const Json& json) {
    text_ += json.is_object() ? '{' : '[';
    ++depth_;
    const char* separator = "";
    for (const auto& [name, value] : json.items()) {
      text_ += separator;
      separator = ",";
      new_line();
      if (json.is_object()) text_.append(dump_plain(name, -1)).append(indent_ < 0 ? ":" : ": ");
      write(value);
    }
    --depth_;
    new_line();
    text_ += json.is_object() ? '}' : ']';
  }

  void new_line() {
    if (indent_ < 0) return;
    text_.append("\n").append(static_cast<std::size_t>(indent_ * depth_), ' ');
  }

  const int indent_;
  int depth_ = 0;
  std::string text_;
};

}  // namespace

Result<Json, std::string> parse_json(std::string_view text) {
  if (auto excess = excess_in(text)) return Failure{std::move(*excess)};
  if (text.empty()) return Failure{"no JSON: the text is empty" + at_byte(1)};
  Builder builder;
  if (!Json::sax_parse(text, &builder)) return Failure{builder.error()};
  return std::move(builder.result());
}

Json parse_known_json(std::string_view text) {
  auto json = parse_json(text);
  if (!json) throw std::logic_error("expected JSON, found " + json.error());
  return std::move(*json);
}

std::string dump(const Json& json, int indent) {
  return has_number_as_text(json) ? Writer(indent).text(json) : dump_plain(json, indent);
}

std::string describe(const Json& json) {
  if (is_number(json)) {
    const auto text = number_text(json);
    return text.size() <= longest_described_text
               ? text
               : "a number of " + std::to_string(text.size()) + " characters";
  }
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
    case Json::value_t::binary:
      return "a number";
    default:
      return "nothing";
  }
}

}  // namespace tines_mock

#include "json/reader.hpp"

#include "json/number.hpp"

#include <algorithm>

namespace tines_mock {
namespace {

// A larger integer is kept as text, as a double, or as an unsigned value above the signed range.
bool is_whole_but_too_large(const Json& json) {
  if (json.is_number_unsigned())
    return json.get<std::uint64_t>() > static_cast<std::uint64_t>(any_integer.max);
  if (!json.is_number_float() && !is_number_as_text(json)) return false;
  const auto number = to_double(json);
  return number >= 0x1p63 || number <= -0x1p63;
}

std::string found_text(const Json& json, Texts texts) {
  const bool hides = texts == Texts::kind_alone || (texts == Texts::hidden && json.is_string());
  return hides ? describe_kind(json) : describe(json);
}

}  // namespace

std::string expected_integer(IntegerRange range) {
  if (range.min == any_integer.min && range.max == any_integer.max) return "an integer";
  if (range.max == any_integer.max)
    return "an integer of " + std::to_string(range.min) + " or more";
  return "an integer from " + std::to_string(range.min) + " to " + std::to_string(range.max);
}

std::string expected_number(double min, double max) {
  return "a number from " + dump(min) + " to " + dump(max);
}

std::string to_string(const Problem& problem) {
  return (problem.pointer.empty() ? "the document" : problem.pointer) + ": expected " +
         problem.expected + ", found " + problem.found;
}

std::string to_string(const Problems& problems, std::string_view prefix) {
  std::string lines;
  for (const auto& problem : problems) {
    if (!lines.empty()) lines += '\n';
    lines.append(prefix).append(": ").append(to_string(problem));
  }
  return lines;
}

std::string child(std::string_view pointer, std::string_view name) {
  std::string longer(pointer);
  longer += '/';
  for (const char c : name) {
    if (c == '~')
      longer += "~0";
    else if (c == '/')
      longer += "~1";
    else
      longer += c;
  }
  return longer;
}

std::string child(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + '/' + std::to_string(index);
}

void ValueReader::problem(Problem::Kind kind, std::string expected, std::string found) const {
  problems_->push_back({kind, pointer_, std::move(expected), std::move(found)});
}

void ValueReader::problem(Problem::Kind kind, std::string expected) const {
  problem(kind, std::move(expected), found_text(*json_, texts_));
}

void ValueReader::invalid(std::string expected) const {
  problem(Problem::Kind::invalid, std::move(expected));
}

std::optional<std::int64_t> ValueReader::integer(IntegerRange range) const {
  if (is_number_as_text(*json_) && number_text(*json_) == "-0") {
    const Json zero = 0;
    return ValueReader(zero, pointer_, *problems_, texts_).integer(range);
  }
  if (is_whole_but_too_large(*json_)) {
    problem(Problem::Kind::out_of_range, expected_integer(range));
    return std::nullopt;
  }
  if (!json_->is_number_integer()) {
    problem(Problem::Kind::wrong_type, expected_integer(range));
    return std::nullopt;
  }
  const auto number = json_->get<std::int64_t>();
  if (number >= range.min && number <= range.max) return number;
  problem(Problem::Kind::out_of_range, expected_integer(range));
  return std::nullopt;
}

std::optional<double> ValueReader::number(double min, double max) const {
  const auto expected = expected_number(min, max);
  if (!is_number(*json_)) {
    problem(Problem::Kind::wrong_type, expected);
    return std::nullopt;
  }
  const auto value = to_double(*json_);
  if (value >= min && value <= max) return value;
  problem(Problem::Kind::out_of_range, expected);
  return std::nullopt;
}

std::optional<bool> ValueReader::boolean() const {
  if (json_->is_boolean()) return json_->get<bool>();
  problem(Problem::Kind::wrong_type, "true or false");
  return std::nullopt;
}

std::optional<std::string> ValueReader::text() const {
  if (json_->is_string()) return json_->get<std::string>();
  problem(Problem::Kind::wrong_type, "a string");
  return std::nullopt;
}

std::optional<std::string> ValueReader::secret() const {
  if (json_->is_string()) return json_->get<std::string>();
  problem(Problem::Kind::wrong_type, "a string", describe_kind(*json_));
  return std::nullopt;
}

bool ValueReader::is_array() const {
  if (json_->is_array()) return true;
  problem(Problem::Kind::wrong_type, "an array");
  return false;
}

bool ValueReader::is_object() const {
  if (json_->is_object()) return true;
  problem(Problem::Kind::wrong_type, "an object");
  return false;
}

ObjectReader::ObjectReader(const ValueReader& value) : value_(value), object_(value.is_object()) {}

std::optional<ValueReader> ObjectReader::optional(std::string_view name) {
  asked_.emplace_back(name);
  if (!object_) return std::nullopt;
  const auto member = value_.json().find(name);
  if (member == value_.json().end()) return std::nullopt;
  return value_.at(name, *member);
}

std::optional<ValueReader> ObjectReader::required(std::string_view name,
                                                  std::string_view expected) {
  auto member = optional(name);
  if (!member && object_)
    problems().push_back(
        {Problem::Kind::missing, child(pointer(), name), std::string(expected), "nothing"});
  return member;
}

void ObjectReader::required_integer(std::string_view name, std::int64_t& to, IntegerRange range) {
  if (const auto member = required(name, expected_integer(range)))
    to = member->integer(range).value_or(to);
}

void ObjectReader::required_text(std::string_view name, std::string& to) {
  if (const auto member = required(name, "a string"))
    if (auto value = member->text()) to = std::move(*value);
}

void ObjectReader::read(std::string_view name, std::int64_t& to, IntegerRange range) {
  if (const auto member = optional(name)) to = member->integer(range).value_or(to);
}

void ObjectReader::read(std::string_view name, bool& to) {
  if (const auto member = optional(name)) to = member->boolean().value_or(to);
}

void ObjectReader::read(std::string_view name, std::string& to) {
  read_with(name, to, [](const ValueReader& value) { return value.text(); });
}

void ObjectReader::no_others() {
  if (!object_) return;
  for (const auto& [name, value] : value_.json().items()) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    std::string expected = "one of the members";
    for (const auto& known : asked_) expected += ' ' + known;
    problems().push_back({Problem::Kind::unknown,
                          value_.texts() == Texts::kind_alone ? pointer() : child(pointer(), name),
                          std::move(expected), "an unknown member"});
  }
}

void ObjectReader::invalid(std::string_view member, std::string expected, std::string found) const {
  problems().push_back(
      {Problem::Kind::invalid, child(pointer(), member), std::move(expected), std::move(found)});
}

}  // namespace tines_mock

#pragma once

#include "json/parse.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// Reads typed values from JSON and collects all mistakes, each with its JSON pointer, what was
/// expected and what was found. Request bodies, world files and fault rules are read with it.
namespace tines_mock {

struct Problem {
  enum class Kind { missing, wrong_type, out_of_range, unknown, invalid };
  Kind kind = Kind::invalid;
  std::string pointer;  ///< RFC 6901, "" for the whole document
  std::string expected;
  std::string found;
};
using Problems = std::vector<Problem>;

/// One line: `/tenants/0/url: expected a string, found 7`.
std::string to_string(const Problem& problem);

/// One line for each problem, each starting with `prefix` and ": ".
std::string to_string(const Problems& problems, std::string_view prefix);

/// The pointer to a member or an element of the value at `pointer`.
std::string child(std::string_view pointer, std::string_view name);
std::string child(std::string_view pointer, std::size_t index);

struct IntegerRange {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};
inline constexpr IntegerRange any_integer{};
inline constexpr IntegerRange positive{1};
inline constexpr IntegerRange not_negative{0};

/// What a problem says that it expected: "an integer from 1 to 7", "a number from 0 to 1".
std::string expected_integer(IntegerRange range);
std::string expected_number(double min, double max);

/// The names that an enumeration's values have in JSON.
template <class E>
using Names = std::vector<std::pair<std::string_view, E>>;

/// What a problem says that it expected: `one of "a", "b"`.
template <class E>
std::string expected_name(const Names<E>& names) {
  std::string expected = "one of";
  for (const auto& [name, value] : names)
    expected.append(expected.ends_with("of") ? " \"" : ", \"").append(name).append("\"");
  return expected;
}

/// What a problem shows of the value that it found. Texts of a request are `hidden`, because a
/// client may have put a key in the wrong place. `kind_alone` also hides numbers and the names of
/// unknown members; it is for places where a key belongs.
enum class Texts { shown, hidden, kind_alone };

/// One value and its pointer. A value that cannot be read adds a problem, and the result is empty.
class ValueReader {
 public:
  ValueReader(const Json& json, std::string pointer, Problems& problems, Texts texts = Texts::shown)
      : json_(&json), pointer_(std::move(pointer)), problems_(&problems), texts_(texts) {}

  const Json& json() const { return *json_; }
  const std::string& pointer() const { return pointer_; }
  Problems& problems() const { return *problems_; }

  std::optional<std::int64_t> integer(IntegerRange range = any_integer) const;
  std::optional<double> number(double min, double max) const;
  std::optional<bool> boolean() const;
  std::optional<std::string> text() const;
  /// A text that no problem shows.
  std::optional<std::string> secret() const;
  bool is_array() const;   ///< adds a problem when not
  bool is_object() const;  ///< adds a problem when not

  template <class E>
  std::optional<E> choice(const Names<E>& names) const;
  /// `read_element` is called for each element of an array: void(const ValueReader&).
  template <class Read>
  void each(Read read_element) const;

  /// The same value with another setting of `texts`.
  ValueReader showing(Texts texts) const { return {*json_, pointer_, *problems_, texts}; }
  Texts texts() const { return texts_; }
  /// A member or an element of the value, with the same setting of `texts`.
  template <class Step>
  ValueReader at(Step step, const Json& json) const {
    return {json, child(pointer_, step), *problems_, texts_};
  }

  void problem(Problem::Kind kind, std::string expected, std::string found) const;
  void problem(Problem::Kind kind, std::string expected) const;  ///< found: this value
  void invalid(std::string expected) const;

 private:
  const Json* json_;
  std::string pointer_;
  Problems* problems_;
  Texts texts_;
};

/// Reads the members of an object, and remembers which were read.
class ObjectReader {
 public:
  /// A value that is not an object adds one problem, and then reads like an object without members,
  /// with no further problems.
  explicit ObjectReader(const ValueReader& value);

  /// True when the value is an object.
  explicit operator bool() const { return object_; }
  const std::string& pointer() const { return value_.pointer(); }
  Problems& problems() const { return value_.problems(); }

  /// Empty when the member is absent.
  std::optional<ValueReader> optional(std::string_view name);
  /// When the member is absent, adds a problem that says what was `expected`.
  std::optional<ValueReader> required(std::string_view name, std::string_view expected);

  // Read a member into `to`, which keeps its value when the member is absent or not valid.
  void required_integer(std::string_view name, std::int64_t& to, IntegerRange range = any_integer);
  void required_text(std::string_view name, std::string& to);
  template <class Id>
  void required_id(std::string_view name, Id& to, IntegerRange range = positive);
  void read(std::string_view name, std::int64_t& to, IntegerRange range = any_integer);
  void read(std::string_view name, bool& to);
  void read(std::string_view name, std::string& to);
  template <class T, class Convert>
  void read_with(std::string_view name, T& to, Convert convert);
  /// `read_element` is called for each element: void(const ValueReader&).
  template <class Read>
  void each(std::string_view name, Read read_element);

  /// Adds a problem for every member that was not read.
  void no_others();

  void invalid(std::string_view member, std::string expected, std::string found) const;

 private:
  ValueReader value_;
  bool object_;
  std::vector<std::string> asked_;
};

template <class E>
std::optional<E> ValueReader::choice(const Names<E>& names) const {
  const auto given = json_->is_string() ? json_->get_ref<const std::string&>() : std::string();
  for (const auto& [name, value] : names)
    if (json_->is_string() && given == name) return value;
  problem(json_->is_string() ? Problem::Kind::invalid : Problem::Kind::wrong_type,
          expected_name(names));
  return std::nullopt;
}

template <class Read>
void ValueReader::each(Read read_element) const {
  if (!is_array()) return;
  std::size_t index = 0;
  for (const Json& element : json()) read_element(at(index++, element));
}

template <class Id>
void ObjectReader::required_id(std::string_view name, Id& to, IntegerRange range) {
  required_integer(name, to.value, range);
}

template <class T, class Convert>
void ObjectReader::read_with(std::string_view name, T& to, Convert convert) {
  if (const auto member = optional(name))
    if (auto value = convert(*member)) to = std::move(*value);
}

template <class Read>
void ObjectReader::each(std::string_view name, Read read_element) {
  if (const auto member = optional(name)) member->each(std::move(read_element));
}

/// The name that an enumeration's value has in JSON.
template <class E>
std::string_view name_of(const Names<E>& names, E value) {
  for (const auto& [name, candidate] : names)
    if (candidate == value) return name;
  return "?";
}

}  // namespace tines_mock

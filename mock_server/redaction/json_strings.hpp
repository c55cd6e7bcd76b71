#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tines_mock::redaction {

/// The strings of a text that is JSON, looked at from its begin to its end.
class JsonStrings {
 public:
  /// What stands between two quotation marks.
  struct String {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_name = false;  ///< of a member
  };

  /// REQUIRES: the text is JSON and outlives this.
  explicit JsonStrings(std::string_view json) : json_(json) {}

  /// The string in which that byte stands; nothing for a number, a literal, a bracket … .
  /// REQUIRES: `at` is not before that of the call before.
  std::optional<String> around(std::size_t at);

 private:
  std::string_view json_;
  String latest_;
};

}  // namespace tines_mock::redaction

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tines_mock::redaction {

/// Finds the strings of a JSON text, from its begin to its end.
class JsonStrings {
 public:
  /// The bytes between two quotation marks.
  struct String {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool is_name = false;  ///< the name of a member
  };

  /// REQUIRES: the text is JSON and outlives this.
  explicit JsonStrings(std::string_view json) : json_(json) {}

  /// The string that contains the byte at `at`. Empty where the byte is part of a number, a
  /// literal, a bracket … . REQUIRES: `at` is not less than in the call before.
  std::optional<String> around(std::size_t at);

 private:
  std::string_view json_;
  String latest_;
};

}  // namespace tines_mock::redaction

#pragma once

#include "contract_tests/checks/promise.hpp"

#include <string>
#include <vector>

/// Finds keys in answers, in any encoding.
namespace tines_mock::contract {

/// Keys that must be in no answer. A key shorter than `shortest_key` is not looked for: it may be
/// an ordinary word.
class Secrets {
 public:
  static constexpr std::size_t shortest_key = 6;
  /// Of keys of this length or more, parts are looked for as well.
  static constexpr std::size_t long_key = 16;
  /// This many characters from either end of a long key must not come back. Fewer may: services
  /// show the last four, so that people can tell their keys apart.
  static constexpr std::size_t telling_part = 8;

  /// A part of a key that also stands in `innocent` (URLs and names that a tenant may answer) is
  /// not looked for.
  Secrets(std::vector<std::string> keys, std::vector<std::string> innocent);
  void add(const std::string& key);

  /// Whether the text holds a key or a telling part of it: plain, escaped or encoded.
  bool are_in(const std::string& text) const;
  /// Looks for keys in headers and body.
  CheckResult leaked_in(const Answer& answer) const;

 private:
  struct Secret {
    std::string key;
    std::vector<std::string> forms;  ///< any of them in an answer is a leak
    std::vector<std::string> forms_in_any_case;
  };
  bool is_innocent(const std::string& text) const;
  void add_form(std::vector<std::string>& forms, const std::string& form) const;

  std::vector<Secret> secrets_;
  std::vector<std::string> innocent_;
};

}  // namespace tines_mock::contract

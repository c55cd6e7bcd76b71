#pragma once

#include "contract_tests/checks/promise.hpp"

#include <string>
#include <vector>

/// Keys must not come back, in whatever clothes.
namespace tines_mock::contract {

/// Texts that must be in no answer. Keys shorter than `shortest_key` cannot be told from words.
class Secrets {
 public:
  static constexpr std::size_t shortest_key = 6;
  /// From this length on, parts of a key are looked for as well.
  static constexpr std::size_t long_key = 16;
  /// So much from either end of a long key is a part that must not come back. Fewer characters may:
  /// services show the last four of a key so that people can tell their keys apart, and nobody can
  /// use the key with that.
  static constexpr std::size_t telling_part = 8;

  /// Parts of `innocent` (URLs and names that come back by right) are not held against a tenant.
  Secrets(std::vector<std::string> keys, std::vector<std::string> innocent);
  void add(const std::string& key);

  /// Whether the text holds a key: plain, escaped, in an encoding, or a telling part of it.
  bool are_in(const std::string& text) const;
  /// No key in headers or body.
  Verdict leaked_in(const Answer& answer) const;

 private:
  struct Secret {
    std::string key;
    std::vector<std::string> forms;  ///< one in the answer is a leak
    std::vector<std::string> forms_in_any_case;
  };
  bool is_innocent(const std::string& text) const;
  void add_form(std::vector<std::string>& forms, const std::string& form) const;

  std::vector<Secret> secrets_;
  std::vector<std::string> innocent_;
};

}  // namespace tines_mock::contract

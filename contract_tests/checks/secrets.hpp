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

  /// Parts of `innocent` (URLs and names that come back by right) are not held against a tenant.
  Secrets(std::vector<std::string> keys, std::vector<std::string> innocent);
  void add(const std::string& key);

  /// No key in headers or body: plain, escaped, percent-encoded, base64, hexadecimal, or most of
  /// it.
  Verdict leaked_in(const Answer& answer) const;

 private:
  struct Secret {
    std::string key;
    std::vector<std::string> disguises;  ///< encodings of the whole key
  };
  std::vector<Secret> secrets_;
  std::vector<std::string> innocent_;
};

std::string base64(const std::string& bytes);

/// The key in encodings in which it can be read: base64, hexadecimal, reversed.
std::vector<std::string> disguises_of(const std::string& key);

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/target/settings.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tines_mock::contract {

/// Puts the name of its environment variable where a key stands. Everything that leaves the program
/// goes through it.
class Redactor {
 public:
  explicit Redactor(const Settings& settings);

  /// "$TINES_API_KEY" in place of the key.
  std::string operator()(std::string text) const;
  /// The same inside single quotes of a shell: '…'"$TINES_API_KEY"'…'.
  std::string in_single_quotes(const std::string& text) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;  ///< key, variable
};

}  // namespace tines_mock::contract

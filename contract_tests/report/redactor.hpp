#pragma once

#include "contract_tests/target/settings.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::contract {

/// Makes a text fit to leave the program: the name of its environment variable where a key stands,
/// and nothing that is not `printable`.
class Redactor {
 public:
  explicit Redactor(const Settings& settings);

  /// "$TINES_API_KEY" in place of the key.
  std::string operator()(std::string text) const;
  /// The whole text as a word of a shell: '…'"$TINES_API_KEY"'…'.
  std::string quoted(std::string_view text) const;

 private:
  std::vector<std::pair<std::string, std::string>> names_;  ///< key, variable
};

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/checks/secrets.hpp"
#include "contract_tests/target/settings.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::contract {

/// Makes a text fit to leave the program: the name of its environment variable where a key stands,
/// and nothing that is not `printable`. A text that holds a key in another form is not shown.
class Redactor {
 public:
  explicit Redactor(const Settings& settings);

  /// "$TINES_API_KEY" in place of the key, and of it in other encodings.
  std::string operator()(std::string text) const;
  /// The same, and whatever else is in the text stays as it is.
  std::string without_keys(std::string text) const;
  /// The whole text as a word of a shell: '…'"$TINES_API_KEY"'…'.
  std::string quoted(std::string_view text) const;

 private:
  using Names = std::vector<std::pair<std::string, std::string>>;  ///< key, variable
  Names names_;
  Names disguises_;  ///< encodings of the keys
  Secrets secrets_;
};

}  // namespace tines_mock::contract

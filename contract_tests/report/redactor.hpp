#pragma once

#include "contract_tests/checks/secrets.hpp"
#include "contract_tests/target/settings.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::contract {

/// Makes a text safe to print and to write to files: replaces each key by the name of its
/// environment variable, and escapes what is not `printable`. Replaces the whole text when it holds
/// a key in a form that cannot be replaced.
class ReportRedactor {
 public:
  explicit ReportRedactor(const Settings& settings);

  /// With "$TINES_API_KEY" in place of the key, and of the key in other encodings.
  std::string operator()(std::string text) const;
  /// The same without escaping what is not printable.
  std::string without_keys(std::string text) const;
  /// The text as one word for bash: '…'"$TINES_API_KEY"'…'. Bash reads the key from the
  /// environment.
  std::string quoted(std::string_view text) const;

 private:
  using Names = std::vector<std::pair<std::string, std::string>>;  ///< key, name of its variable
  Names names_;
  Names disguises_;  ///< encodings of the keys, name of the variable
  Secrets secrets_;
};

}  // namespace tines_mock::contract

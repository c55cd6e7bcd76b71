#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock {

/// Names and values, percent-decoded, in the order of the query; a name may occur more than once.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;

/// The parts of a request target (RFC 9112, section 3.2). Routes, fault rules, the journal and
/// verifications all use this reading of it.
struct Target {
  std::vector<std::string> segments;  ///< of the path, percent-decoded; empty ones left out
  QueryParameters query;

  /// The first value of that name.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Accepts every text; escapes that are not valid stay as they are.
Target parse_target(std::string_view target);

/// The parameters of a query, the text after the '?'. `plus_is_space`: '+' stands for a space.
QueryParameters parse_query(std::string_view query, bool plus_is_space);

}  // namespace tines_mock

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock {

/// A request target (RFC 9112, section 3.2) taken apart.
struct Target {
  std::string path;                   ///< as it came, from the first slash to the query
  std::vector<std::string> segments;  ///< of the path, percent-decoded; empty ones left out
  std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in order

  /// The first value of that name.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Takes every text: what cannot be decoded stays as it is.
Target parse_target(std::string_view target);

/// The path as it came from its segment number `first` on: "/api/v1/…".
std::string_view path_from(const Target& target, std::size_t first);

/// With '+' for a space when `plus_is_space`.
std::string percent_decode(std::string_view text, bool plus_is_space);
/// Everything but unreserved characters (RFC 3986) is encoded.
std::string percent_encode(std::string_view text);

}  // namespace tines_mock

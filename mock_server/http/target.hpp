#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock {

/// Names and values, percent-decoded, in their order; a name may stand there several times.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;

/// A request target (RFC 9112, section 3.2) taken apart: the one reading of it that router, rules,
/// journal and verifications use.
struct Target {
  std::vector<std::string> segments;  ///< of the path, percent-decoded; empty ones left out
  QueryParameters query;

  /// The first value of that name.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Takes every text: what cannot be decoded stays as it is.
Target parse_target(std::string_view target);

/// The segments of a path, percent-decoded; empty ones are left out, so that slashes at the end and
/// repeated ones make no difference.
std::vector<std::string> path_segments(std::string_view path);

/// The path of these segments from number `first` on, in its one spelling: "/api/v1/…", without a
/// slash at the end, percent-encoded only where a segment must be (RFC 3986, pchar, and brackets).
/// "/" for none.
std::string path_of(const std::vector<std::string>& segments, std::size_t first = 0);

/// The parameters of a query, which is the text behind the '?'. With '+' for a space when
/// `plus_is_space`.
QueryParameters parse_query(std::string_view query, bool plus_is_space);

/// With '+' for a space when `plus_is_space`.
std::string percent_decode(std::string_view text, bool plus_is_space);
/// Everything but unreserved characters (RFC 3986) is encoded.
std::string percent_encode(std::string_view text);

}  // namespace tines_mock

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock {

/// An absolute http or https URL (RFC 3986) in a normal form, so that two spellings of one URL are
/// equal: scheme and host in lower case, no default port, no dot at the end of the host, no slash
/// at the end of the path.
struct BaseUrl {
  std::string scheme;  ///< "http" or "https"
  std::string host;    ///< with its port, unless that is the scheme's default
  std::string path;    ///< "" or "/…", without a trailing slash

  std::string text() const { return scheme + "://" + host + path; }
  friend bool operator==(const BaseUrl&, const BaseUrl&) = default;
};

/// Empty when the text is not an absolute http(s) URL, or has user info, a query or a fragment: a
/// base URL cannot have these.
std::optional<BaseUrl> parse_base_url(std::string_view text);

/// The percent-decoded segments of a path. Empty segments are left out, so that repeated slashes
/// and a slash at the end make no difference.
std::vector<std::string> path_segments(std::string_view path);

/// The inverse of path_segments, from segment number `first` on: "/api/v1/…" without a slash at the
/// end, "/" when there are no segments. A segment's characters are percent-encoded only where RFC
/// 3986 demands it.
std::string path_of(const std::vector<std::string>& segments, std::size_t first = 0);

/// Escapes that are not valid stay as they are. `plus_is_space`: as in a query.
std::string percent_decode(std::string_view text, bool plus_is_space);
/// Encodes everything but the unreserved characters of RFC 3986.
std::string percent_encode(std::string_view text);

}  // namespace tines_mock

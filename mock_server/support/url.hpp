#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tines_mock {

/// An absolute http or https URL (RFC 3986), in the form in which two of them are compared: scheme
/// and host in lower case, no default port, no dot at the end of the host, no trailing slash.
struct BaseUrl {
  std::string scheme;  ///< "http" or "https"
  std::string host;    ///< with its port when that is not the scheme's own
  std::string path;    ///< "" or "/…", without a trailing slash

  std::string text() const { return scheme + "://" + host + path; }
  friend bool operator==(const BaseUrl&, const BaseUrl&) = default;
};

/// Nothing when it is not an absolute http(s) URL, or has user info, a query or a fragment, which a
/// base URL cannot have.
std::optional<BaseUrl> parse_base_url(std::string_view text);

}  // namespace tines_mock

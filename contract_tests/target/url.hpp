#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::contract {

/// An absolute http or https URL of a tenant.
struct Url {
  std::string scheme;  ///< "http" or "https"
  std::string host;    ///< an IPv6 address stands in brackets
  int port = 0;
  std::string path;   ///< without a trailing slash: "" for the root
  std::string query;  ///< without the '?'

  std::string origin() const;  ///< scheme, host and port
  std::string text() const;    ///< origin and path
};

std::optional<Url> parse_url(std::string_view text);

/// https, or plain http to this machine itself.
bool may_carry_keys(const Url& url);
bool is_loopback(const Url& url);

std::map<std::string, std::string> query_parameters(std::string_view query);
std::string percent_decoded(std::string_view text);

}  // namespace tines_mock::contract

#pragma once

#include "support/url.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::contract {

/// A URL as a tenant gives it: unlike a base URL it may have a query.
struct Link {
  BaseUrl url;
  std::string query;  ///< without the '?'; "" when there is none
};

/// Empty when it is no absolute http(s) URL. A fragment is left out.
std::optional<Link> parse_link(std::string_view text);

/// The host alone, as a resolver takes it: an IPv6 address without its brackets.
std::string host_of(const BaseUrl& url);
/// The port, given or the scheme's own.
std::string port_of(const BaseUrl& url);

/// https, or plain http to this machine itself.
bool may_carry_keys(const BaseUrl& url);

std::map<std::string, std::string> query_parameters(std::string_view query);
std::string percent_decoded(std::string_view text);
/// Leaves letters, digits and "-._~" as they are.
std::string percent_encoded(std::string_view text);
/// "%2F" for '/'.
std::string percent_encoded(char c);

}  // namespace tines_mock::contract

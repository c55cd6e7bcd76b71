#pragma once

#include "support/url.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::contract {

/// A URL in an answer of a tenant. Unlike a base URL it may have a query.
struct Link {
  BaseUrl url;
  std::string query;  ///< without the '?'; "" when there is none
};

/// Empty when the text is no absolute http(s) URL. Leaves out a fragment.
std::optional<Link> parse_link(std::string_view text);

/// The host without its port, as a resolver takes it: an IPv6 address without its brackets.
std::string host_of(const BaseUrl& url);
/// The port in the URL, or the default of its scheme.
std::string port_of(const BaseUrl& url);

/// Whether it is https, or plain http to this machine.
bool may_carry_keys(const BaseUrl& url);

/// The parameters of a query, percent-decoded; '+' stays '+'. Of a repeated name, the last value.
std::map<std::string, std::string> query_parameters(std::string_view query);
/// "%2F" for '/'.
std::string percent_encoded(char c);

}  // namespace tines_mock::contract

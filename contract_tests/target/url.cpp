#include "contract_tests/target/url.hpp"

#include "http/host.hpp"
#include "http/target.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::contract {

std::optional<Link> parse_link(std::string_view text) {
  text = text.substr(0, text.find('#'));
  const auto question = std::min(text.find('?'), text.size());
  auto url = parse_base_url(text.substr(0, question));
  if (!url) return std::nullopt;
  return Link{*std::move(url), std::string(text.substr(std::min(question + 1, text.size())))};
}

std::string host_of(const BaseUrl& url) {
  const auto host = without_port(url.host);
  return std::string(host.starts_with('[') ? host.substr(1, host.size() - 2) : host);
}

std::string port_of(const BaseUrl& url) {
  const auto host = without_port(url.host);
  if (host.size() < url.host.size()) return url.host.substr(host.size() + 1);
  return url.scheme == "https" ? "443" : "80";
}

bool may_carry_keys(const BaseUrl& url) {
  return url.scheme == "https" || is_loopback_host(without_port(url.host));
}

std::map<std::string, std::string> query_parameters(std::string_view query) {
  std::map<std::string, std::string> parameters;
  for (auto& [name, value] : parse_query(query, false)) parameters[name] = std::move(value);
  return parameters;
}

std::string percent_encoded(char c) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'%', digits[byte >> 4], digits[byte & 15]};
}

}  // namespace tines_mock::contract

#include "contract_tests/target/url.hpp"

#include "http/host.hpp"

#include <algorithm>
#include <charconv>

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
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = equals == pair.size() ? std::string_view{} : pair.substr(equals + 1);
    parameters[percent_decoded(pair.substr(0, equals))] = percent_decoded(value);
  }
  return parameters;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const auto digits = text.substr(i, 3);
    if (text[i] == '%' && digits.size() == 3 &&
        std::from_chars(digits.data() + 1, digits.data() + 3, value, 16).ptr == digits.data() + 3) {
      decoded += static_cast<char>(value);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool unreserved = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                            (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    encoded += unreserved ? std::string(1, c) : percent_encoded(c);
  }
  return encoded;
}

std::string percent_encoded(char c) {
  static constexpr char digits[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'%', digits[byte >> 4], digits[byte & 15]};
}

}  // namespace tines_mock::contract

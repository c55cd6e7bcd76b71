#include "contract_tests/target/url.hpp"

#include <charconv>

namespace tines_mock::contract {

namespace {

std::optional<int> port_number(std::string_view text) {
  int port = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool whole = error == std::errc{} && rest == text.data() + text.size();
  return whole && port > 0 && port < 65536 ? std::optional(port) : std::nullopt;
}

bool split_authority(std::string_view authority, Url& url) {
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  url.host = authority.substr(0, colon);
  url.port = url.scheme == "https" ? 443 : 80;
  if (colon != std::string_view::npos) {
    const auto port = port_number(authority.substr(colon + 1));
    if (!port) return false;
    url.port = *port;
  }
  return !url.host.empty() && url.host.find_first_of("@ <>\"") == std::string::npos;
}

}  // namespace

std::string Url::origin() const {
  return scheme + "://" + host + ":" + std::to_string(port);
}

std::string Url::text() const {
  const bool usual = port == (scheme == "https" ? 443 : 80);
  return (usual ? scheme + "://" + host : origin()) + path;
}

std::optional<Url> parse_url(std::string_view text) {
  Url url;
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  url.scheme = text.substr(0, scheme_end);
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  auto rest = text.substr(scheme_end + 3);
  rest = rest.substr(0, rest.find('#'));
  if (const auto question = rest.find('?'); question != std::string_view::npos) {
    url.query = rest.substr(question + 1);
    rest = rest.substr(0, question);
  }
  const auto slash = rest.find('/');
  if (slash != std::string_view::npos) url.path = rest.substr(slash);
  while (!url.path.empty() && url.path.back() == '/') url.path.pop_back();
  if (!split_authority(rest.substr(0, slash), url)) return std::nullopt;
  return url;
}

bool is_loopback(const Url& url) {
  return url.host == "localhost" || url.host.starts_with("127.") || url.host == "[::1]";
}

bool may_carry_keys(const Url& url) {
  return url.scheme == "https" || is_loopback(url);
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

}  // namespace tines_mock::contract

#include "domain/mock_urls.hpp"

#include <algorithm>
#include <array>

namespace tines_mock::domain {
namespace {

bool same_origin(const BaseUrl& a, const BaseUrl& b) {
  return a.scheme == b.scheme && a.host == b.host;
}

// ":8080", or "" for the scheme's default port.
std::string_view port_of(std::string_view host) {
  const auto colon = host.rfind(':');
  return colon == std::string_view::npos || host.ends_with(']') ? "" : host.substr(colon);
}

}  // namespace

bool MockOrigins::contain(const BaseUrl& url) const {
  const auto request = parse_base_url(of_request);
  if (request && same_origin(*request, url)) return true;
  const auto server = parse_base_url(of_server);
  if (!server || server->scheme != url.scheme) return false;
  constexpr std::array loopback{"localhost", "127.0.0.1", "[::1]"};
  return server->host == url.host || std::ranges::any_of(loopback, [&](std::string host) {
           return host.append(port_of(server->host)) == url.host;
         });
}

std::string mock_path(std::string_view world_path, std::string_view tenant) {
  return std::string(world_path).append("/t/").append(tenant);
}

}  // namespace tines_mock::domain

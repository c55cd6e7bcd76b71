#include "exchange/addressing.hpp"

namespace tines_mock::exchange {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

NoAddress no_tenant(const std::shared_ptr<HostedWorld>& world, std::string found) {
  return {world,
          "a tenant of the world " + world->name() + " (" + joined(world->tenant_names()) + ")",
          std::move(found)};
}

// The tenant of a request whose path names none.
std::optional<std::string> tenant_without_prefix(HostedWorld& world, const Request& request) {
  if (const auto host = request.headers.find("Host"))
    if (auto tenant = world.tenant_with_host(*host)) return tenant;
  const auto names = world.tenant_names();
  return names.empty() ? std::nullopt : std::optional(names.front());
}

// Whether the URL's authority is this server's: as the request came, or as the server listens, by
// any of the names that a loopback address has.
bool is_here(const Hosting& hosting, const Request& request, const BaseUrl& url) {
  const auto same = [&](const std::string& base) {
    const auto parsed = parse_base_url(base);
    return parsed && parsed->scheme == url.scheme && parsed->host == url.host;
  };
  const auto base = hosting.base_url();
  if (url.scheme != request.scheme && !base.starts_with(url.scheme + ':')) return false;
  if (same(base_of(hosting, request))) return true;
  const auto port = base.rfind(':') > base.find("://") ? base.substr(base.rfind(':')) : "";
  const auto scheme = base.substr(0, base.find("://") + 3);
  return same(base) || same(scheme + "localhost" + port) || same(scheme + "127.0.0.1" + port) ||
         same(scheme + "[::1]" + port);
}

}  // namespace

std::string base_of(const Hosting& hosting, const Request& request) {
  const auto host = request.headers.find("Host");
  return host && !host->empty() ? request.scheme + "://" + std::string(*host) : hosting.base_url();
}

Result<Address, NoAddress> find_address(const Hosting& hosting, const Target& target,
                                        const Request& request) {
  const auto& segments = target.segments;
  Address address{hosting.default_world(), {}, {}, 0};
  const auto follows = [&](std::string_view what) {
    return segments.size() > address.segments + 1 && segments[address.segments] == what;
  };
  const auto take = [&]() -> const std::string& {
    const auto& name = segments[address.segments + 1];
    address.prefix += '/' + segments[address.segments] + '/' + name;
    address.segments += 2;
    return name;
  };
  if (follows("w")) {
    const auto& name = take();
    address.world = hosting.find(name);
    if (!address.world)
      return Failure{NoAddress{hosting.default_world(), "a world of this server", name}};
  }
  if (follows("t")) {
    address.tenant = take();
    if (address.world->has_tenant(address.tenant)) return address;
    return Failure{no_tenant(address.world, address.tenant)};
  }
  auto tenant = tenant_without_prefix(*address.world, request);
  if (!tenant) return Failure{no_tenant(address.world, "none")};
  address.tenant = std::move(*tenant);
  return address;
}

std::optional<std::string> tenant_at(const Hosting& hosting, HostedWorld& world,
                                     const Request& request, const BaseUrl& url) {
  if (!is_here(hosting, request, url)) return std::nullopt;
  const auto target = parse_target(url.path);
  const auto address = find_address(hosting, target, Request{});
  const bool whole = address && address->segments == target.segments.size();
  if (!whole || address->world.get() != &world) return std::nullopt;
  return address->tenant;
}

}  // namespace tines_mock::exchange

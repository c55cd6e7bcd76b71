#pragma once

#include "exchange/hosting.hpp"
#include "http/target.hpp"
#include "support/result.hpp"
#include "support/url.hpp"

#include <memory>
#include <optional>
#include <string>

/// Which tenant of which world is meant (design.md, section 4): path prefix, then Host, then the
/// world's first tenant.
namespace tines_mock::exchange {

struct Address {
  std::shared_ptr<HostedWorld> world;
  std::string tenant;
  std::string prefix;        ///< of the path, as it came: "", "/t/origin", "/w/other/t/origin"
  std::size_t segments = 0;  ///< how many of the target's belong to the prefix
};

/// Of a request that meant nobody: the world in whose journal it stands, and what was found.
struct NoAddress {
  std::shared_ptr<HostedWorld> world;
  std::string expected;
  std::string found;
};

Result<Address, NoAddress> find_address(const Hosting& hosting, const Target& target,
                                        const Request& request);

/// Scheme and authority through which the request came.
std::string base_of(const Hosting& hosting, const Request& request);

/// The tenant of `world` that a URL in the mock means; nothing when it means none of this world.
std::optional<std::string> tenant_at(const Hosting& hosting, HostedWorld& world,
                                     const Request& request, const BaseUrl& url);

}  // namespace tines_mock::exchange

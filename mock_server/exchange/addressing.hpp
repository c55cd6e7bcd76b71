#pragma once

#include "exchange/hosting.hpp"
#include "http/target.hpp"
#include "support/result.hpp"

#include <tines_mock/http.hpp>

#include <memory>
#include <string>

/// Finds the tenant that a request goes to: by the prefix of its path, else by its header Host,
/// else the first tenant of the world.
namespace tines_mock::exchange {

struct Address {
  std::shared_ptr<HostedWorld> world;
  NamedTenant tenant;
  std::string prefix;        ///< of the path, as it was sent: "", "/t/origin", "/w/other/t/origin"
  std::size_t segments = 0;  ///< how many segments of the target belong to the prefix
};

/// Why no tenant was found.
struct NoAddress {
  std::shared_ptr<HostedWorld> world;  ///< in whose journal the request is recorded
  std::string expected;
  std::string found;
};

Result<Address, NoAddress> find_address(const Hosting& hosting, const Target& target,
                                        const Request& request);

/// The origin through which the request came: its scheme and header Host.
std::string origin_of(const Hosting& hosting, const Request& request);

}  // namespace tines_mock::exchange

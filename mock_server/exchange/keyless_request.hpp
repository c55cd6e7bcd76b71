#pragma once

#include "exchange/hosted_world.hpp"

#include <tines_mock/http.hpp>

#include <string>

namespace tines_mock::exchange {

/// A request to a tenant, written by someone who need not know a key.
struct KeylessRequest {
  std::string tenant = {};
  std::string method = "GET";
  std::string path = {};  ///< below the tenant's base URL, with its query: "/api/v1/stories?page=2"
  /// JSON, or empty. `{key of NAME}` in it stands for a key that may publish to the tenant NAME.
  std::string body = {};
};

/// The request as a client with keys sends it: with a key of the tenant that may do everything.
/// What the world has no key for stays as it is.
Request with_keys(HostedWorld& world, const KeylessRequest& request);

}  // namespace tines_mock::exchange

#pragma once

#include "support/url.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The URLs that tenants have in the mock, beside the URL that each of them declares.
namespace tines_mock::domain {

/// The origins (scheme, host and port) at which the mock is reached.
struct MockOrigins {
  std::string of_request = {};  ///< through which the request came: "http://mock.example:81"
  std::string of_server = {};   ///< at which the server listens

  /// Whether the URL is below one of them. The names of a loopback address are interchangeable.
  bool contain(const BaseUrl& url) const;
};

/// The path of a tenant whose world has that path: "/w/other" gives "/w/other/t/origin".
std::string mock_path(std::string_view world_path, std::string_view tenant);

}  // namespace tines_mock::domain

#pragma once

#include "exchange/hosting.hpp"

#include <tines_mock/mock_server.hpp>

#include <memory>
#include <string>

/// What the handles of the public API refer to.
namespace tines_mock {

struct WorldHandle::Hosted {
  std::shared_ptr<exchange::Hosting> hosting;
  std::shared_ptr<exchange::HostedWorld> world;
  Milliseconds within{0};
};

struct TenantHandle::Hosted {
  std::shared_ptr<exchange::HostedWorld> world;
  std::string name;
};

}  // namespace tines_mock

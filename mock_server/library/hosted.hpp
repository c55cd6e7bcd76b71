#pragma once

#include "exchange/hosting.hpp"
#include "journal/report.hpp"

#include <tines_mock/mock_server.hpp>

#include <functional>
#include <memory>
#include <string>

/// What the handles of the public API refer to.
namespace tines_mock {

struct WorldHandle::Hosted {
  std::shared_ptr<exchange::Hosting> hosting;
  std::shared_ptr<exchange::HostedWorld> world;
  Milliseconds within{0};

  exchange::WaitEnd wait_until(const std::function<bool()>& condition) const {
    return world->wait_until(condition, within, hosting->stop_token());
  }
  /// Calls `look(Verification&)` until it returns true, or the wait ends.
  Verification wait_for(const std::function<bool(Verification&)>& look) const {
    Verification found;
    const auto end = wait_until([&] { return look(found); });
    journal::note_cut_short(found, exchange::why_cut_short(end));
    return found;
  }
};

struct TenantHandle::Hosted {
  std::shared_ptr<exchange::HostedWorld> world;
  std::string name;
};

}  // namespace tines_mock

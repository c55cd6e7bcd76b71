#pragma once

#include "exchange/hosting.hpp"
#include "exchange/service.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace tines_mock::exchange {

/// The way that every request goes: address, fault rules, operation, journal
/// (mock_server/README.md). Thread-safe.
class Exchange final : public Service {
 public:
  /// Responds to requests to /__admin, which are neither recorded nor faulted. The token ends its
  /// waits.
  using Control = std::function<Response(const Request&, std::stop_token)>;
  /// Called with the entry of each request to a tenant when nothing more of its response will be
  /// sent.
  using Observer = std::function<void(const JournalEntry&)>;

  /// `hosting` must outlive the exchange. `observer` may be empty.
  Exchange(Hosting& hosting, Control control, Observer observer);

  std::optional<Delivery> connected(const std::string& remote_address) override;
  std::unique_ptr<PendingRequest> begin(Request head, std::stop_token stop) override;

  /// Handles a request without a socket and returns what a client would have received. There is no
  /// connection, so no rule at Phase::connect acts. Blocks as long as a client would wait, except
  /// for an endless stall: the response then has Ending::stalled.
  Response handle(const Request& request, std::stop_token stop = {});

 private:
  Hosting& hosting_;
  const Control control_;
  const Observer observer_;
};

}  // namespace tines_mock::exchange

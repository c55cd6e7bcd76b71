#pragma once

#include "exchange/hosting.hpp"
#include "exchange/service.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace tines_mock::exchange {

/// The one path that every request takes (design.md, section 3). Thread-safe.
class Exchange final : public Service {
 public:
  /// Answers what comes to /__admin; stands outside of journal and faults.
  using Control = std::function<Response(const Request&)>;
  /// Told of each request when all is sent that will be.
  using Listener = std::function<void(const JournalEntry&)>;

  /// `hosting` must outlive the exchange. `listener` may be empty.
  Exchange(Hosting& hosting, Control control, Listener listener);

  std::optional<Delivery> connected(const std::string& remote_address) override;
  std::unique_ptr<PendingRequest> begin(Request head, std::stop_token stop) override;

  /// The same without a socket, from Phase::request on: what a client would have got. There is no
  /// connection, so no rule at Phase::connect acts. Waits where a client would wait; a stall
  /// without end is told by the answer's `ending`.
  Response handle(const Request& request, std::stop_token stop = {});

 private:
  Hosting& hosting_;
  const Control control_;
  const Listener listener_;
};

}  // namespace tines_mock::exchange

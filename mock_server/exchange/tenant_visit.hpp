#pragma once

#include "api/routes.hpp"
#include "exchange/addressing.hpp"
#include "exchange/exchange.hpp"
#include "faults/lazy_body.hpp"
#include "faults/plan.hpp"

#include <optional>
#include <stop_token>
#include <string>

namespace tines_mock::exchange {

/// A request to a tenant on its way: faults asked at each phase, the operation carried out, the
/// journal kept.
class TenantVisit final : public Visit {
 public:
  TenantVisit(Hosting& hosting, Request head, Target target, std::stop_token stop,
              const Exchange::Listener& listener);

  std::optional<Delivery> head() override;
  Delivery body(std::string body) override;
  Delivery refuse(int status, std::string message) override;
  void sent(std::uint64_t bytes, Ending ending) override;

 private:
  void find_out_what_is_meant();
  void take_ids_from_the_path();
  faults::Subject subject() const;
  /// Asks the rules at a phase. A delivery when the request ends there.
  std::optional<Delivery> meet(Phase phase, const Response& answer);
  std::optional<Delivery> act(Phase phase, const faults::Decision& decision,
                              const Response& answer);
  std::optional<Response> over_the_limit();
  Response answer();
  api::Call call();
  Delivery deliver(Response response);
  Delivery cut(const faults::Decision& decision, Response response, bool nothing_sent);
  /// The journal knows the request from here on, whatever it still waits for.
  void note();
  const Assumptions& assumptions() const { return world_->options().assumptions; }

  Hosting& hosting_;
  Request request_;
  const Target target_;
  const std::stop_token stop_;
  const Exchange::Listener& listener_;

  std::shared_ptr<HostedWorld> world_;
  std::optional<Address> address_;  ///< nothing when no tenant was meant
  std::optional<NoAddress> nobody_;
  std::string path_;  ///< without the prefix
  RouteTable<api::Route>::Match match_;
  std::optional<faults::LazyBody> lazy_body_;
  Milliseconds read_lag_{0};
  /// No rule looks at it: a rule for an id is about requests that name it.
  std::optional<SyncDestinationId> created_;
  JournalEntry entry_;
};

}  // namespace tines_mock::exchange

#pragma once

#include "api/routes.hpp"
#include "exchange/addressing.hpp"
#include "exchange/exchange.hpp"
#include "faults/matcher.hpp"
#include "faults/plan.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tines_mock::exchange {

/// A request to a tenant on its way: faults asked at each phase, the operation carried out, the
/// journal kept. It belongs to the world as it was when it came (Admission): when that was replaced
/// meanwhile, it is answered 409 and changes nothing.
class TenantRequest final : public PendingRequest, private api::OperationHooks {
 public:
  TenantRequest(Hosting& hosting, Request head, Target target, std::stop_token stop,
                const Exchange::Listener& listener);

  std::optional<Delivery> head() override;
  Delivery body(std::string body) override;
  Delivery reject(int status, std::string message) override;
  void sending(std::uint64_t bytes, Ending ending) override;
  void sent(std::uint64_t bytes, Ending ending) override;

 private:
  /// A decision that was taken, and where it stands in the entry.
  struct Taken {
    faults::Decision decision;
    std::size_t fault = 0;
  };

  void find_address_and_route();
  void take_ids_from_the_path();
  faults::Subject subject() const;
  Delivery carry_out();
  /// Asks the rules at a phase. A delivery when the request ends there.
  std::optional<Delivery> ask_rules(Phase phase, const Response& answer);
  std::optional<Delivery> apply(Phase phase, const Taken& taken, const Response& answer);
  std::optional<Delivery> wait(const Taken& taken);
  Delivery replace_answer(const Taken& taken, const Response& answer);
  Delivery send_faulty(Phase phase, const Taken& taken, const Response& answer);
  void note_result(const Taken& taken, std::string_view why_not);
  std::optional<Response> over_the_limit();
  Response answer();
  api::Context context();
  Delivery deliver(Response response);
  Delivery outdated();
  /// The mock itself failed.
  Delivery failed(std::string what);
  void set_error(std::string what);
  /// Brings the entry in the journal up to date.
  void note();
  const Assumptions& assumptions() const { return world_->options().assumptions; }

  void on_locked() override;
  void on_settled() override;
  void on_worked(const api::Outcome& outcome) override;
  void on_wait() override { note(); }

  Hosting& hosting_;
  Request request_;
  const Target target_;
  const std::stop_token stop_;
  const Exchange::Listener& listener_;

  std::shared_ptr<HostedWorld> world_;
  std::optional<Address> address_;  ///< empty when the request names no tenant that is there
  std::optional<NoAddress> no_address_;
  RouteTable<api::Route>::Match match_;
  Admission admission_;
  std::optional<faults::LazyBody> lazy_body_;
  std::optional<Taken> stale_read_;
  /// Not part of what rules look at: a rule for an id is about requests that name it.
  std::optional<SyncDestinationId> created_;
  JournalEntry entry_;  ///< as far as it is known; `request` stands in request_
};

}  // namespace tines_mock::exchange

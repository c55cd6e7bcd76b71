#pragma once

#include "api/routes.hpp"
#include "exchange/addressing.hpp"
#include "exchange/exchange.hpp"
#include "exchange/faulty_response.hpp"
#include "faults/matcher.hpp"
#include "faults/plan.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tines_mock::exchange {

/// A request to a tenant: asks the fault rules at each phase, carries out the operation and keeps
/// the journal entry. It belongs to the state that the world had when it arrived (Admission): when
/// that state was replaced since, the response is 409 and nothing is changed.
class TenantRequest final : public PendingRequest, private api::OperationHooks {
 public:
  TenantRequest(Hosting& hosting, Request head, Target target, std::stop_token stop,
                const Exchange::Observer& observer);

  std::optional<Delivery> head() override;
  Delivery body(std::string body, bool keep_alive) override;
  Delivery reject(int status, std::string message) override;
  void sending(std::uint64_t bytes, Ending ending) override;
  void sent(std::uint64_t bytes, Ending ending) override;

 private:
  /// A decision in which a rule acts, and the place of that rule among the entry's faults.
  struct Taken {
    faults::Decision decision;
    std::size_t fault = 0;
  };

  void find_address_and_route();
  void read_ids_in_path();
  faults::Subject subject() const;
  Delivery carry_out();
  /// Asks the fault rules at a phase. A delivery when a rule ends the request there.
  std::optional<Delivery> ask_rules(Phase phase, const Response& response);
  std::optional<Delivery> apply(Phase phase, const Taken& taken, const Response& response);
  std::optional<Delivery> wait(const Taken& taken);
  std::optional<Delivery> hold(const Taken& taken);
  Delivery replace_response(Phase phase, const Taken& taken, const Response& response);
  /// Sends nothing of the response.
  Delivery cut(Phase phase, const Taken& taken, const Response& response);
  Delivery send_faulty(const Taken& taken, Response response);
  void note_result(const Taken& taken, std::string_view why_not);
  void note_sent(std::uint64_t bytes, Ending ending, std::optional<Time> answered_at);
  /// The error is the response to a request over the rate limit.
  Result<void, Response> check_rate_limit();
  Response respond();
  api::Context context();
  /// `kept_back`: what the tenant had responded, when a rule sends something else.
  Delivery deliver(Response response, std::optional<Response> kept_back = std::nullopt);
  Delivery delivery_of(Response response) const;
  /// Both without secrets.
  void record(Response seen, std::optional<Response> kept_back);
  /// What the client sees when these first bytes of the faulty response are sent.
  void record_faulty(std::uint64_t bytes);
  Delivery reject_outdated();
  /// The response when the mock itself failed.
  Delivery mock_failed(std::string what);
  void set_error(std::string what);
  /// Updates the entry in the journal, but for the response.
  void update_entry();
  void write_to(JournalEntry& entry, faults::Asked& asked) const;
  const Assumptions& assumptions() const { return world_->options().assumptions; }

  void on_locked() override;
  void on_settled() override;
  void on_worked(const api::Outcome& outcome) override;
  void on_wait() override { update_entry(); }

  Hosting& hosting_;
  Request request_;
  const Target target_;
  const std::stop_token stop_;
  const Exchange::Observer& observer_;

  std::shared_ptr<HostedWorld> world_;
  std::optional<Address> address_;  ///< empty when no tenant was found
  std::optional<NoAddress> no_address_;
  RouteTable<api::Route>::Match match_;
  Admission admission_;
  std::optional<faults::LazyBody> lazy_body_;
  std::optional<Taken> stale_read_;
  std::optional<FaultyResponse> faulty_;  ///< when a rule acts on the bytes of the response
  bool keep_alive_ = false;
  /// Separate from entry_, because a matcher with an id fits only requests that name the id.
  std::optional<SyncDestinationId> created_;
  faults::Asked asked_;
  JournalEntry entry_;  ///< what is known so far, without the request, which is request_, and
                        ///< without the response
};

}  // namespace tines_mock::exchange

#include "exchange/exchange.hpp"

#include "exchange/control_request.hpp"
#include "exchange/loopback.hpp"
#include "exchange/tenant_request.hpp"

namespace tines_mock::exchange {

Exchange::Exchange(Hosting& hosting, Control control, Observer observer)
    : hosting_(hosting), control_(std::move(control)), observer_(std::move(observer)) {}

std::optional<Delivery> Exchange::connected(const std::string&) {
  HostedWorld& world = *hosting_.default_world();
  auto decision = world.faults().decide(Phase::connect, {}, world.clock().now());
  if (!decision) return std::nullopt;
  const bool no_delay = faults::action_of(*decision.effect) == faults::Action::wait &&
                        faults::delay_of(*decision.effect, decision.draws) == Milliseconds{0};
  faults::note_result(decision, decision.fired.front(), no_delay ? "the delay was 0 ms" : "");
  Delivery delivery;
  delivery.cut = faults::action_of(*decision.effect) != faults::Action::wait;
  delivery.fault = faults::WireFault{*decision.effect, decision.draws};
  const auto epoch = world.epoch();
  delivery.clock = epoch;
  delivery.over = epoch->end_token();
  return delivery;
}

std::unique_ptr<PendingRequest> Exchange::begin(Request head, std::stop_token stop) {
  Target target = parse_target(head.target);
  if (!target.segments.empty() && target.segments.front() == control_prefix)
    return std::make_unique<ControlRequest>(std::move(head), control_, std::move(stop));
  return std::make_unique<TenantRequest>(hosting_, std::move(head), std::move(target),
                                         std::move(stop), observer_);
}

Response Exchange::handle(const Request& request, std::stop_token stop) {
  Request head = request;
  std::string body = std::move(head.body);
  head.body.clear();
  const auto pending = begin(std::move(head), stop);
  auto delivery = pending->head();
  if (!delivery) delivery = pending->body(std::move(body), true);
  auto received = receive(*delivery, request.method, stop);
  pending->sent(received.bytes, received.response.ending);
  return std::move(received.response);
}

}  // namespace tines_mock::exchange

#include "wire/connection.hpp"

#include "faults/wire_fault.hpp"
#include "http/message.hpp"
#include "wire/body.hpp"

#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool begins_no_request(std::string_view bytes) {
  return !bytes.empty() && bytes.front() != '\r' && (bytes.front() < 'A' || bytes.front() > 'Z');
}

bool brings_a_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

Connection::Connection(exchange::Service& service, ByteStream& stream, Socket& socket,
                       Client client, LiveConnections::Entry& entry, Listener& listener,
                       const WireLimits& limits)
    : service_(service),
      stream_(stream),
      socket_(socket),
      client_(std::move(client)),
      entry_(entry),
      listener_(listener),
      limits_(limits),
      input_(stream, socket, limits.request_deadline) {}

std::optional<PortRefusal> Connection::serve() {
  while (!entry_.stop().stop_requested() && serve_request() == Next::request) {
  }
  if (!ended_by_fault_) stream_.finish();
  return port_refusal_;
}

Connection::Next Connection::serve_request() {
  auto head = read_head();
  if (!head) return Next::end;
  if (!*head) return refuse(head->error());
  try {
    is_answered_ = false;
    return answer(std::move(**head));
  } catch (...) {
    // Behind an answer, or a part of one, another would be taken for that to the next request.
    if (is_answered_) return Next::end;
    return refuse({500, "the mock failed; this is a mistake in the mock, not in the request"});
  }
}

std::optional<Result<Head, Refusal>> Connection::read_head() {
  input_.begin_request();
  HeadMeasure measure(limits_);
  for (;;) {
    while (input_.unread().starts_with("\r\n")) input_.consume(2);
    const auto found = measure.look_at(input_.unread());
    if (const auto* refusal = std::get_if<Refusal>(&found)) return Failure{*refusal};
    if (const auto* size = std::get_if<std::size_t>(&found)) {
      auto head = parse_head(input_.unread().substr(0, *size));
      input_.consume(*size);
      return head;
    }
    if (input_.receive_more()) continue;
    if (input_.unread().empty()) return std::nullopt;
    if (socket_.was_late()) return Failure{Refusal{408, "the head did not come in time"}};
    return Failure{Refusal{400, "the head ended early"}};
  }
}

Connection::Next Connection::answer(Head head) {
  const auto framing = framing_of(head, limits_);
  const bool keep_alive = keeps_alive(head) && !entry_.is_needed();
  const Answering last{head.request.method, false};
  head.request.remote_address = client_.remote_address;
  head.request.scheme = client_.scheme;

  const auto visit = service_.visit(std::move(head.request), entry_.stop());
  if (auto early = visit->head()) {
    const bool nothing_unread = framing && !framing->has_body();
    return deliver(*visit, *std::move(early), {last.method, keep_alive && nothing_unread});
  }
  if (!framing)
    return deliver(*visit, visit->refuse(framing.error().status, framing.error().message), last);
  return answer_with_body(*visit, {last.method, keep_alive}, *framing);
}

Connection::Next Connection::answer_with_body(exchange::Visit& visit, const Answering& answering,
                                              const Framing& framing) {
  const Answering last{answering.method, false};
  if (!framing.has_length && brings_a_body(answering.method) && begins_no_request(input_.unread()))
    return deliver(visit, visit.refuse(411, "a body needs a Content-Length, or chunks"), last);
  if (framing.awaits_continue && framing.has_body() && input_.unread().empty()) stream_.send(go_on);
  auto body = read_body(input_, socket_, framing, limits_);
  if (!body) return deliver(visit, visit.refuse(body.error().status, body.error().message), last);
  return deliver(visit, visit.body(*std::move(body)), answering);
}

Connection::Next Connection::deliver(exchange::Visit& visit, exchange::Delivery delivery,
                                     const Answering& answering) {
  std::string bytes;
  if (!delivery.cut) bytes = serialise(delivery.response, {answering.method, answering.keep_alive});
  SocketTransmission transmission(
      stream_, socket_, entry_, listener_, delivery, bytes.size(),
      [&](std::uint64_t sent, Ending ending) { visit.sending(sent, ending); });
  is_answered_ = true;
  if (delivery.fault) {
    faults::transmit(*delivery.fault, bytes, transmission);
  } else {
    transmission.send(bytes);
  }
  if (delivery.cut) transmission.close();
  visit.sent(transmission.bytes_sent(), transmission.ending().value_or(Ending::complete));
  port_refusal_ = transmission.port_refusal();
  ended_by_fault_ = transmission.ending().has_value();
  return answering.keep_alive && !ended_by_fault_ && !port_refusal_ ? Next::request : Next::end;
}

Connection::Next Connection::refuse(const Refusal& refusal) {
  stream_.send(serialise(response_to(refusal), {.keep_alive = false}));
  return Next::end;
}

}  // namespace tines_mock::wire

#include "wire/connection.hpp"

#include "faults/wire_fault.hpp"
#include "http/message.hpp"

#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::string_view continue_response = "HTTP/1.1 100 Continue\r\n\r\n";

bool cannot_begin_a_request(std::string_view bytes) {
  return !bytes.empty() && bytes.front() != '\r' && (bytes.front() < 'A' || bytes.front() > 'Z');
}

bool usually_has_a_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

// In the shape of the API's errors. `message` needs no escaping: it is one of our own texts.
Response response_to(const Rejection& rejection) {
  return {.status = rejection.status,
          .headers = {{"Content-Type", "application/json"}},
          .body = R"({"errors":[{"message":"the request was not answered","details":")" +
                  rejection.message + R"("}]})"};
}

}  // namespace

Connection::Connection(exchange::Service& service, const Channel& channel, std::string scheme,
                       const WireLimits& limits)
    : service_(service),
      channel_(channel),
      scheme_(std::move(scheme)),
      limits_(limits),
      buffer_(channel.stream, channel.socket, limits.request_deadline) {}

void Connection::serve() {
  while (!channel_.member.stop_token().stop_requested() && wait_for_request() &&
         serve_request() == Next::request) {
  }
  if (!ended_) channel_.stream.finish();
}

// Some clients send an empty line before a request; a server should ignore it (RFC 9112,
// section 2.2).
bool Connection::wait_for_request() {
  buffer_.begin_request();
  for (;;) {
    while (buffer_.unread().starts_with("\r\n")) buffer_.consume(2);
    if (!buffer_.unread().empty() && buffer_.unread() != "\r") return true;
    if (!buffer_.receive_more()) return !buffer_.unread().empty();
  }
}

Connection::Next Connection::serve_request() {
  auto head = read_head();
  if (!head) return send_rejection(head.error());
  try {
    response_begun_ = false;
    return respond(std::move(*head));
  } catch (...) {
    // After bytes of a response, the client would take a second one for the response to its next
    // request.
    if (response_begun_) return Next::end;
    return send_rejection(
        {500, "the mock failed; this is an error in the mock, not in the request"});
  }
}

Result<Head, Rejection> Connection::read_head() {
  HeadScanner scanner(limits_);
  for (;;) {
    const auto end = scanner.find_end(buffer_.unread());
    if (!end) return Failure{end.error()};
    if (const auto size = *end) {
      auto head = parse_head(buffer_.unread().substr(0, *size));
      buffer_.consume(*size);
      return head;
    }
    if (buffer_.receive_more()) continue;
    if (channel_.socket.was_late()) return reject(408, "the head did not arrive in time");
    return reject(400, "the client closed the connection before the end of the head");
  }
}

Connection::Next Connection::respond(Head head) {
  const auto framing = parse_framing(head, limits_);
  const bool keep_alive = keeps_alive(head) && !channel_.member.is_place_wanted();
  const RequestFacts last{head.request.method, false};
  head.request.remote_address = channel_.remote_address;
  head.request.scheme = scheme_;

  const auto pending = service_.begin(std::move(head.request), channel_.member.stop_token());
  if (auto early = pending->head()) {
    const bool body_is_read = framing && !framing->has_body();
    return deliver(*pending, *std::move(early), {last.method, keep_alive && body_is_read});
  }
  if (!framing)
    return deliver(*pending, pending->reject(framing.error().status, framing.error().message),
                   last);
  return respond_to_body(*pending, {last.method, keep_alive}, *framing);
}

Connection::Next Connection::respond_to_body(exchange::PendingRequest& pending,
                                             const RequestFacts& facts, const Framing& framing) {
  const RequestFacts last{facts.method, false};
  if (!framing.has_length && usually_has_a_body(facts.method) &&
      cannot_begin_a_request(buffer_.unread()))
    return deliver(pending, pending.reject(411, "a body needs a Content-Length, or chunks"), last);
  if (framing.awaits_continue && framing.has_body() && buffer_.unread().empty())
    channel_.stream.send(continue_response);
  auto body = read_body(buffer_, channel_.socket, framing, limits_);
  if (!body)
    return deliver(pending, pending.reject(body.error().status, body.error().message), last);
  return deliver(pending, pending.body(std::move(*body), facts.keep_alive), facts);
}

Connection::Next Connection::deliver(exchange::PendingRequest& pending, exchange::Delivery delivery,
                                     const RequestFacts& facts) {
  std::string bytes;
  if (!delivery.cut) bytes = serialise(delivery.response, {facts.method, facts.keep_alive});
  SocketTransmission transmission(
      channel_, delivery, bytes.size(),
      [&](std::uint64_t sent, Ending ending) { pending.sending(sent, ending); });
  response_begun_ = true;
  if (delivery.fault) {
    faults::transmit(*delivery.fault, bytes, transmission);
  } else {
    transmission.send(bytes);
  }
  if (delivery.cut) transmission.close();
  pending.sent(transmission.bytes_sent(), transmission.ending().value_or(Ending::complete));
  ended_ = transmission.ending().has_value();
  return facts.keep_alive && !ended_ ? Next::request : Next::end;
}

Connection::Next Connection::send_rejection(const Rejection& rejection) {
  channel_.stream.send(serialise(response_to(rejection), {.keep_alive = false}));
  return Next::end;
}

}  // namespace tines_mock::wire

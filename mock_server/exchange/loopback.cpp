#include "exchange/loopback.hpp"

#include "http/message.hpp"

namespace tines_mock::exchange {
namespace {

Response read(std::string_view bytes, Ending ending, std::string_view method) {
  auto response = parse_response(bytes, ending, method);
  remove_lines_of_sending(response);
  return response;
}

// Records what a client would receive.
class Recording final : public faults::Transmission {
 public:
  Recording(Clock& clock, std::stop_token stop) : clock_(clock), stop_(std::move(stop)) {}

  void send(std::string_view bytes) override {
    if (!over_) sent_ += bytes;
  }
  void wait(Milliseconds duration) override {
    if (!over_ && !clock_.wait_for(duration, stop_)) end(Ending::closed);
  }
  void stall() override { end(Ending::stalled); }
  void close() override { end(Ending::closed); }
  void reset() override { end(Ending::reset); }
  void refuse_connections(Milliseconds) override { end(Ending::reset); }

  Received received(std::string_view method) const {
    return {read(sent_, ending_, method), sent_.size()};
  }

 private:
  void end(Ending ending) {
    if (!over_) ending_ = ending;
    over_ = true;
  }

  Clock& clock_;
  std::stop_token stop_;
  std::string sent_;
  Ending ending_ = Ending::complete;
  bool over_ = false;
};

}  // namespace

Received receive(const Delivery& delivery, std::string_view method, std::stop_token stop) {
  const auto bytes = delivery.cut ? std::string() : serialise(delivery.response, {method});
  if (!delivery.fault) {
    if (method == "HEAD") return {read(bytes, Ending::complete, method), bytes.size()};
    return {delivery.response, bytes.size()};
  }
  Recording recording(*delivery.clock, std::move(stop));
  faults::transmit(*delivery.fault, bytes, recording);
  return recording.received(method);
}

}  // namespace tines_mock::exchange

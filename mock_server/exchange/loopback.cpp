#include "exchange/loopback.hpp"

#include "http/message.hpp"

namespace tines_mock::exchange {
namespace {

// Keeps what a client would get.
class Recording final : public faults::Transmission {
 public:
  Recording(Clock& clock, std::stop_token stop) : clock_(clock), stop_(std::move(stop)) {}

  void send(std::string_view bytes) override {
    if (!over_) sent_ += bytes;
  }
  void wait(Milliseconds duration) override {
    if (!over_ && !clock_.wait_for(duration, stop_)) end(Ending::closed);
  }
  void hold() override { end(Ending::stalled); }
  void close() override { end(Ending::closed); }
  void reset() override { end(Ending::reset); }
  void refuse_connections(Milliseconds) override { end(Ending::reset); }

  Received received() const { return {parse_response(sent_, ending_), sent_.size()}; }

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
    auto response = delivery.response;
    if (method == "HEAD") response.body.clear();
    return {std::move(response), bytes.size()};
  }
  Recording recording(*delivery.clock, std::move(stop));
  faults::transmit(*delivery.fault, bytes, recording);
  return recording.received();
}

}  // namespace tines_mock::exchange

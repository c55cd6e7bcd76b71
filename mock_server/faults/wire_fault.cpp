#include "faults/wire_fault.hpp"

#include <string>
#include <utility>

namespace tines_mock::faults {
namespace {

/// A connection without a client, which shows whether one would notice the effect.
class Rehearsal final : public Transmission {
 public:
  void send(std::string_view bytes) override {
    if (over_ || bytes.empty()) return;
    noticed_ |= waited_;
    sent_ += bytes;
  }
  void wait(Milliseconds duration) override { waited_ |= duration > Milliseconds{0}; }
  void stall() override { over_ = true; }
  void close() override { over_ = true; }
  void reset() override { over_ = true; }
  void refuse_connections(Milliseconds) override { noticed_ = true; }

  Rehearsed result(std::string_view response) && {
    noticed_ |= sent_ != response;
    return {std::move(sent_), noticed_};
  }

 private:
  std::string sent_;
  bool waited_ = false;
  bool noticed_ = false;
  bool over_ = false;
};

}  // namespace

Rehearsed rehearse(const WireFault& fault, std::string_view response) {
  Rehearsal rehearsal;
  transmit(fault, response, rehearsal);
  return std::move(rehearsal).result(response);
}

}  // namespace tines_mock::faults

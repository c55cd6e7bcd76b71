#pragma once

#include "contract_tests/target/target.hpp"

#include <utility>
#include <vector>

namespace tines_mock::contract::testing {

/// A target in this process, for several requests at a time: it answers them in their order.
class AtOnceTarget final : public Target {
 public:
  explicit AtOnceTarget(HandlerTarget::Handler handler) : handler_(std::move(handler)) {}

  Response send(const Request& request) override { return handler_(request); }
  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    std::vector<Response> answers;
    for (const auto& request : requests) answers.push_back(handler_(request));
    return answers;
  }

 private:
  HandlerTarget::Handler handler_;
};

}  // namespace tines_mock::contract::testing

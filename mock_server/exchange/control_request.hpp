#pragma once

#include "api/responses.hpp"
#include "exchange/exchange.hpp"
#include "support/exceptions.hpp"

#include <string_view>
#include <utility>

namespace tines_mock::exchange {

/// The first segment of the control API's paths.
inline constexpr std::string_view control_prefix = "__admin";

/// A request to the control API: never journaled, never faulted.
class ControlRequest final : public PendingRequest {
 public:
  ControlRequest(Request request, const Exchange::Control& control, std::stop_token stop)
      : request_(std::move(request)), control_(control), stop_(std::move(stop)) {}

  std::optional<Delivery> head() override { return std::nullopt; }

  Delivery body(std::string body, bool) override {
    request_.body = std::move(body);
    Delivery delivery;
    try {
      delivery.response = control_(request_, stop_);
    } catch (...) {
      return reject(500, "the mock failed: " + words_of(std::current_exception()));
    }
    return delivery;
  }

  Delivery reject(int status, std::string message) override {
    Delivery delivery;
    delivery.response = api::error_response(ErrorShape::errors, status, {{std::move(message), ""}});
    return delivery;
  }

  void sending(std::uint64_t, Ending) override {}
  void sent(std::uint64_t, Ending) override {}

 private:
  Request request_;
  const Exchange::Control& control_;
  const std::stop_token stop_;
};

}  // namespace tines_mock::exchange

#pragma once

#include "exchange/service.hpp"

#include <cstdint>
#include <stop_token>
#include <string_view>

namespace tines_mock::exchange {

struct Received {
  Response response;
  std::uint64_t bytes = 0;
};

/// What a client that sent `method` would receive of a delivery, without a socket.
Received receive(const Delivery& delivery, std::string_view method, std::stop_token stop);

}  // namespace tines_mock::exchange

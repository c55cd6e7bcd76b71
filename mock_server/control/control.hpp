#pragma once

#include "exchange/hosting.hpp"

#include <tines_mock/http.hpp>

#include <optional>
#include <string>

namespace tines_mock::control {

/// The control API, /__admin (fixtures/control-openapi.json): what the C++ API does, over HTTP.
/// Thread-safe. No response contains a key, except the export of a world.
class Control {
 public:
  /// `hosting` must outlive it. Without a token, only clients on this machine are served.
  Control(exchange::Hosting& hosting, std::optional<std::string> token);

  Response answer(const Request& request) const;

 private:
  exchange::Hosting& hosting_;
  const std::optional<std::string> token_;
};

}  // namespace tines_mock::control

#pragma once

#include "exchange/hosting.hpp"

#include <tines_mock/http.hpp>

#include <optional>
#include <string>

namespace tines_mock::control {

/// The control API, /__admin (fixtures/control-openapi.json): what the C++ API does, over HTTP.
/// Thread-safe. Nothing that it answers holds a key, but for the export of a world.
class Control {
 public:
  /// `hosting` must outlive it. Without a token, only this machine is let in.
  Control(exchange::Hosting& hosting, std::optional<std::string> token);

  Response answer(const Request& request) const;

 private:
  exchange::Hosting& hosting_;
  const std::optional<std::string> token_;
};

}  // namespace tines_mock::control

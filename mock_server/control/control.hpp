#pragma once

#include "exchange/hosting.hpp"

#include <tines_mock/http.hpp>

#include <optional>
#include <string>

namespace tines_mock::control {

/// The API below /__admin (design.md, section 6). Thread-safe.
class Control {
 public:
  /// `hosting` must outlive it. With a token, every request must bring it.
  Control(exchange::Hosting& hosting, std::optional<std::string> token)
      : hosting_(hosting), token_(std::move(token)) {}

  Response answer(const Request& request);

 private:
  exchange::Hosting& hosting_;
  std::optional<std::string> token_;
};

}  // namespace tines_mock::control

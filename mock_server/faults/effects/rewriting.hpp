#pragma once

#include "support/random.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace tines_mock::faults {

/// The body of an error in the shape that the world's assumptions say.
using ErrorBody = std::function<std::string(std::string_view message)>;

/// What an effect on the answer can need beside itself and the tenant's own answer.
struct Rewriting {
  Draws draws;
  Time now;
  Milliseconds retry_after;  ///< until the window of RateLimited ends
  const ErrorBody& error_body;
};

/// `{status, Content-Type, body}`.
inline Response answer_of(int status, std::string content_type, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", std::move(content_type)}},
          .body = std::move(body)};
}

}  // namespace tines_mock::faults

#pragma once

#include "faults/effects/durations.hpp"
#include "faults/effects/rewriting.hpp"
#include "http/message.hpp"

#include <optional>

namespace tines_mock::faults {

inline Names<effects::RetryAfterForm> names_of(effects::RetryAfterForm) {
  return {{"seconds", effects::RetryAfterForm::seconds},
          {"date", effects::RetryAfterForm::date},
          {"absent", effects::RetryAfterForm::absent},
          {"malformed", effects::RetryAfterForm::malformed}};
}

template <>
struct About<effects::RateLimited> {
  static constexpr std::string_view kind = "rate_limited";
  static constexpr std::string_view does = "429 for what comes over a quota";
  static constexpr PhaseSet phases = {Phase::request, Phase::before_commit};

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"quota", "requests that a window lets through", not_negative}, effect.quota);
    visit(Attribute{"window_ms", "ms that a window lasts", {1, a_delay.max}}, effect.window);
    visit(Attribute{"retry_after", "how the header Retry-After says when it ends"},
          effect.retry_after);
  }

  static Response rewrite(const effects::RateLimited& effect, Response, const Rewriting& with) {
    auto response = response_with(429, "application/json",
                                  with.error_body("Too many requests, try again later"));
    if (const auto value = retry_after(effect.retry_after, with))
      response.headers.add("Retry-After", *value);
    return response;
  }

 private:
  static std::optional<std::string> retry_after(effects::RetryAfterForm form,
                                                const Rewriting& with) {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(with.retry_after);
    switch (form) {
      case effects::RetryAfterForm::seconds:
        return std::to_string(wait.count());
      case effects::RetryAfterForm::date:
        return http_date(std::chrono::ceil<std::chrono::seconds>(with.now + with.retry_after));
      case effects::RetryAfterForm::malformed:
        return "in " + std::to_string(wait.count()) + " s, please";
      case effects::RetryAfterForm::absent:
        break;
    }
    return std::nullopt;
  }
};

}  // namespace tines_mock::faults

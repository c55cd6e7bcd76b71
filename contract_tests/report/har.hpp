#pragma once

#include "contract_tests/report/redactor.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <string>

/// Exchanges as other tools read them: HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
namespace tines_mock::contract {

/// One request and what came back, as it happened.
struct Exchange {
  std::string url;  ///< the tenant's base URL and the request's target
  const Request& request;
  const Response& response;
  Time started_at;
  Milliseconds duration{0};
};

// Of a longer text, the rest is left out and told.
inline constexpr std::size_t most_har_body_bytes = 256 * 1024;

/// An element of `log.entries`, on one line. It holds no key, nor a cookie's value.
std::string har_entry(const Exchange& exchange, const Redactor& redact);

}  // namespace tines_mock::contract

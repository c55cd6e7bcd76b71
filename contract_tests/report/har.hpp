#pragma once

#include "contract_tests/report/har_file.hpp"
#include "contract_tests/report/redactor.hpp"
#include "contract_tests/target/target.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <memory>
#include <string>

/// Exchanges for other tools: HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
namespace tines_mock::contract {

/// One request and its answer.
struct Exchange {
  std::string url;  ///< the tenant's base URL and the request's target
  const Request& request;
  const Response& response;
  Time started_at;
  Milliseconds duration{0};
};

// A longer body is cut, and a comment says so.
inline constexpr std::size_t most_har_body_bytes = 256 * 1024;

/// An element of `log.entries`, on one line. It holds no key and no cookie's value.
std::string har_entry(const Exchange& exchange, const ReportRedactor& redact);

/// Passes requests on to another target, and adds each exchange to the file.
class RecordingTarget final : public Target {
 public:
  RecordingTarget(std::shared_ptr<Target> target, std::string base_url,
                  std::shared_ptr<HarFile> file, ReportRedactor redact, Clock& clock);
  Response send(const Request& request) override;
  std::vector<Response> send_together(const std::vector<Request>& requests) override;

 private:
  void record(const Request& request, const Response& response, Time started_at);

  std::shared_ptr<Target> target_;
  std::string base_url_;
  std::shared_ptr<HarFile> file_;
  ReportRedactor redact_;
  Clock& clock_;
};

}  // namespace tines_mock::contract

#include "contract_tests/bench.hpp"

#include "contract_tests/target/http_target.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::contract {

namespace {

constexpr std::size_t mock_requests_per_minute = 1'000'000;  // as good as no limit

HttpOptions http_options(const Options& options) {
  HttpOptions http{.ca_cert_file = options.ca_cert_file};
  http.answer_timeout = std::chrono::seconds{options.timeout_s};
  http.connect_timeout = std::min(http.connect_timeout, http.answer_timeout);
  return http;
}

class BenchBuilder {
 public:
  BenchBuilder(const Options& options, Clock& clock, std::stop_token stop)
      : options_(options), clock_(clock), stop_(std::move(stop)) {
    pace_.request_budget = options.request_budget;
    if (!options.har_file.empty()) bench_.har = std::make_shared<HarFile>(options.har_file);
  }

  Bench with_tenants(const Settings& settings) {
    bench_.settings = settings;
    const auto http = http_options(options_);
    const auto& url = settings.tenant_url;
    bench_.origin = wrap(http_target(*parse_base_url(url), http), url, url);
    const auto& destination_url = settings.destination_url;
    const auto destination = *parse_base_url(destination_url);
    if (may_carry_keys(destination)) {
      bench_.destination = wrap(http_target(destination, http), destination_url, destination_url);
    }
    return std::move(bench_);
  }

  Bench with_mock(const Assumptions& assumptions) {
    bench_.mock = std::make_unique<MockTarget>(MockOptions{.assumptions = assumptions});
    bench_.settings = bench_.mock->settings();
    pace_.requests_per_minute = mock_requests_per_minute;
    const auto tenants = bench_.mock->tenants();
    bench_.controls = tenants.mock;
    bench_.origin = wrap(tenants.origin, bench_.settings.tenant_url, "the mock");
    bench_.destination = wrap(tenants.destination, bench_.settings.destination_url, "the mock");
    return std::move(bench_);
  }

 private:
  /// The target, recorded, watched and paced. `name` stands for it in errors.
  std::shared_ptr<PacedTarget> wrap(std::shared_ptr<Target> target, const std::string& url,
                                    const std::string& name) {
    if (bench_.har) {
      target = std::make_shared<RecordingTarget>(std::move(target), url, bench_.har,
                                                 ReportRedactor(bench_.settings), clock_);
    }
    bench_.lifelines.push_back(std::make_shared<Lifeline>(std::move(target), name, clock_, stop_));
    return std::make_shared<PacedTarget>(bench_.lifelines.back(), pace_, clock_, stop_);
  }

  const Options& options_;
  Clock& clock_;
  std::stop_token stop_;
  Pace pace_;
  Bench bench_;
};

}  // namespace

std::string Bench::names_of_tenants() const {
  if (mock) return "the in-process mock (no TINES_… setting is in the environment)";
  return settings.tenant_url + ", which syncs to " +
         (settings.destination_url == settings.tenant_url ? "another team of itself"
                                                          : settings.destination_url);
}

void Bench::only_clean_up_now() const {
  for (const auto& lifeline : lifelines) lifeline->only_clean_up_now();
  origin->only_clean_up_now();
  if (destination) destination->only_clean_up_now();
}

Bench set_up(const Options& options, const Assumptions& expected, Clock& clock,
             std::stop_token stop) {
  BenchBuilder builder(options, clock, std::move(stop));
  const auto settings = read_settings(process_environment);
  return settings ? builder.with_tenants(*settings) : builder.with_mock(expected);
}

}  // namespace tines_mock::contract

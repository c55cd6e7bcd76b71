#include "contract_tests/bench.hpp"

#include "contract_tests/target/http_target.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

HttpOptions http_options(const Options& options) {
  HttpOptions http{.ca_cert_file = options.ca_cert_file};
  http.answer_timeout = std::chrono::seconds{options.timeout_s};
  http.connect_timeout = std::min(http.connect_timeout, http.answer_timeout);
  return http;
}

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
  Bench bench;
  Pace pace{.request_budget = options.request_budget};
  if (!options.har_file.empty()) bench.har = std::make_shared<HarFile>(options.har_file);
  const auto paced = [&](std::shared_ptr<Target> target, const std::string& url,
                         const std::string& name) {
    if (bench.har) {
      target = std::make_shared<RecordingTarget>(std::move(target), url, bench.har,
                                                 Redactor(bench.settings), clock);
    }
    bench.lifelines.push_back(std::make_shared<Lifeline>(std::move(target), name, clock, stop));
    return std::make_shared<PacedTarget>(bench.lifelines.back(), pace, clock, stop);
  };
  if (auto settings = settings_from(process_environment)) {
    bench.settings = *settings;
    const auto http = http_options(options);
    const auto& origin_url = settings->tenant_url;
    bench.origin = paced(http_target(*parse_base_url(origin_url), http), origin_url, origin_url);
    const auto destination = *parse_base_url(settings->destination_url);
    if (may_carry_keys(destination)) {
      const auto& url = settings->destination_url;
      bench.destination = paced(http_target(destination, http), url, url);
    }
    return bench;
  }
  bench.mock = std::make_unique<MockTarget>(MockOptions{.assumptions = expected});
  bench.settings = bench.mock->settings();
  const auto tenants = bench.mock->tenants();
  bench.controls = tenants.mock;
  pace.requests_per_minute = 1'000'000;
  bench.origin = paced(tenants.origin, bench.settings.tenant_url, "the mock");
  bench.destination = paced(tenants.destination, bench.settings.destination_url, "the mock");
  return bench;
}

}  // namespace tines_mock::contract

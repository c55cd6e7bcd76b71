#include "contract_tests/bench.hpp"

#include "contract_tests/target/http_target.hpp"
#include "contract_tests/target/lifeline.hpp"

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
  origin->only_clean_up_now();
  if (destination) destination->only_clean_up_now();
}

Bench set_up(const Options& options, const Assumptions& expected, Clock& clock,
             std::stop_token stop) {
  Bench bench;
  Pace pace{.request_budget = options.request_budget};
  const auto paced = [&](std::shared_ptr<Target> target, const std::string& url) {
    auto watched = std::make_shared<Lifeline>(std::move(target), url, clock, stop);
    return std::make_shared<PacedTarget>(std::move(watched), pace, clock, stop);
  };
  if (auto settings = settings_from(process_environment)) {
    bench.settings = *settings;
    const auto http = http_options(options);
    bench.origin =
        paced(http_target(*parse_base_url(settings->tenant_url), http), settings->tenant_url);
    const auto destination = *parse_base_url(settings->destination_url);
    if (may_carry_keys(destination)) {
      bench.destination = paced(http_target(destination, http), settings->destination_url);
    }
    return bench;
  }
  bench.mock = std::make_unique<MockTarget>(MockOptions{.assumptions = expected});
  bench.settings = bench.mock->settings();
  const auto tenants = bench.mock->tenants();
  bench.controls = tenants.mock;
  pace.requests_per_minute = 1'000'000;
  bench.origin = paced(tenants.origin, "the mock");
  bench.destination = paced(tenants.destination, "the mock");
  return bench;
}

}  // namespace tines_mock::contract

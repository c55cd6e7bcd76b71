#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/properties/run.hpp"
#include "contract_tests/target/mock_target.hpp"
#include "support/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

std::string report(const RunResult& run) {
  std::string text;
  for (const auto& result : run.promises) {
    if (result.outcome == Outcome::kept) continue;
    text += name_of(result.outcome) + " " + result.promise.id + ": expected " +
            result.finding.expected + ", got " + result.finding.got + result.reason + "\n";
  }
  return text;
}

RunResult judge_mock(const MockOptions& options) {
  MockTarget mock(options);
  const auto settings = mock.settings();
  const auto tenants = mock.tenants();
  const auto ledger = std::make_shared<Ledger>("");
  Tenant origin({tenants.origin, settings.api_key, true}, ledger);
  Tenant destination({tenants.destination, settings.destination_api_key, true}, ledger);
  SystemClock clock;
  Session session({origin, &destination, tenants.mock, settings, options.assumptions, clock, 1});
  session.facts = discover(session);
  return run(all_promises(), session, {.seed = 1, .max_success = 25, .only = {}, .progress = {}});
}

}  // namespace

TEST_CASE("the mock keeps every promise, and everything can be checked") {
  const auto run = judge_mock({});
  INFO(report(run));
  for (const auto& result : run.promises) {
    if (result.outcome != Outcome::kept) FAIL_CHECK(result.promise.id);
  }
}

TEST_CASE("the mock breaks no promise when it syncs later, or is of the older revision") {
  MockOptions older;
  older.revision = Revision::r2025_05;
  MockOptions later;
  later.sync_mode = SyncMode::deferred;
  for (const auto& options : {older, later}) {
    const auto run = judge_mock(options);
    INFO(report(run));
    for (const auto& result : run.promises) {
      if (result.outcome == Outcome::broken) FAIL_CHECK(result.promise.id);
    }
  }
}

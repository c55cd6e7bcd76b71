#pragma once

#include "contract_tests/defects/decorate.hpp"
#include "contract_tests/properties/run.hpp"

/// Running the suite against tenants in this process.
namespace tines_mock::contract {

struct Judged {
  RunResult run;
  Assumptions seen;

  /// Ids of the promises with that outcome.
  std::vector<std::string> with(Outcome outcome) const;
  bool has(Outcome outcome, const std::string& promise) const;
  /// One line for each promise that is not kept, for a test's message.
  std::string report() const;
};

struct JudgeOptions {
  std::uint64_t seed = 1;
  int max_success = 10;
  std::vector<std::string> only = {};
  Assumptions expected = {};
  Milliseconds longest_wait{200};  ///< for a sync to come to its end
};

/// The tenants of `settings`.
Judged judge(const Settings& settings, const Tenants& tenants, const JudgeOptions& options = {});

/// The conforming tenant, or what a decorator makes of it.
Judged judge(ReferenceWorld& world, const JudgeOptions& options = {});
Judged judge(ReferenceWorld& world, const Decorate& decorate, const JudgeOptions& options = {});

}  // namespace tines_mock::contract

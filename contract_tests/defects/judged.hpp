#pragma once

#include "contract_tests/defects/decorate.hpp"
#include "contract_tests/properties/run.hpp"
#include "testing/build_kind.hpp"

#include <string>
#include <vector>

/// Runs the suite against tenants in this process.
namespace tines_mock::contract {

/// The tenants of the list that this build judges: all of them, or under a sanitizer, where each
/// takes twenty times as long and runs the same code, a few.
template <class Entry>
std::vector<Entry> some_of(const std::vector<Entry>& all) {
  constexpr std::size_t one_of = times(1, 12);
  std::vector<Entry> chosen;
  for (std::size_t i = 0; i < all.size(); i += one_of) chosen.push_back(all[i]);
  return chosen;
}

struct Judged {
  RunResult run;
  Assumptions seen;

  /// Ids of the promises with that judgement.
  std::vector<std::string> with(Judgement judgement) const;
  bool has(Judgement judgement, const std::string& promise) const;
  /// One line for each promise that is not kept.
  std::string report() const;
};

struct JudgeOptions {
  std::uint64_t seed = 1;
  int max_success = 10;
  std::vector<std::string> only = {};
  Assumptions expected = {};
  Milliseconds longest_wait{200};  ///< for a sync to end
  bool may_write = true;
};

/// The tenants of `settings`.
Judged judge(const Settings& settings, const Tenants& tenants, const JudgeOptions& options = {});

/// The reference tenant, changed by the decorator.
Judged judge(ReferenceWorld& world, const JudgeOptions& options = {});
Judged judge(ReferenceWorld& world, const Decorate& decorate, const JudgeOptions& options = {});

}  // namespace tines_mock::contract

#include "contract_tests/report/verified.hpp"

namespace tines_mock::contract {

namespace {

Json entries_of(const Assumptions& assumptions) {
  return Json::parse(to_json(assumptions)).at("assumptions");
}

}  // namespace

Sightings verified(Sightings before, const RunResult& run, const Assumptions& expected,
                   const Assumptions& seen, const Sighting& now) {
  const auto entries_expected = entries_of(expected), entries_seen = entries_of(seen);
  for (const auto& result : run.promises) {
    const auto& entry = result.promise.source.entry;
    if (entry.empty()) continue;
    const bool kept = result.outcome == Outcome::kept && result.cases > 0;
    const bool other_value =
        result.outcome == Outcome::differs && entries_expected.at(entry) != entries_seen.at(entry);
    if (kept || other_value) before.insert_or_assign(entry, now);
  }
  return before;
}

}  // namespace tines_mock::contract

#include "faults/choice.hpp"

namespace tines_mock::faults {

Choice choose(const FaultRule& rule, std::int64_t n, double drawn) {
  if (rule.when.nth && n != *rule.when.nth) return Choice::other_nth;
  if (n <= rule.skip) return Choice::skipped;
  if ((n - rule.skip) % rule.every != 0) return Choice::between;
  return drawn < rule.probability ? Choice::acts : Choice::not_drawn;
}

}  // namespace tines_mock::faults

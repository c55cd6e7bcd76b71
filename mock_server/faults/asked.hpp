#pragma once

#include "domain/push.hpp"
#include "support/limits.hpp"

#include <tines_mock/fault.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tines_mock::faults {

/// What the rules were asked about one request, in numbers: enough to say later why each of them
/// did or did not act (journal/explanation.hpp).
struct Asked {
  /// A rule that fitted, and was neither expired nor used up.
  struct Match {
    std::uint64_t rule = 0;  ///< LiveRule::serial
    std::int64_t n = 0;      ///< which match of that rule it was, from 1
    std::size_t push = 0;    ///< at Phase::push: its place in `pushes`
  };

  std::uint64_t additions = 0;            ///< Plan::additions when the request arrived
  unsigned phases = 0;                    ///< a bit for each phase at which they were asked
  std::vector<Match> matches = {};        ///< at most limits::explained_matches
  std::vector<domain::Push> pushes = {};  ///< at most limits::explained_pushes

  void note(Phase phase, std::vector<Match> matched, std::size_t push = 0) {
    phases |= bit(phase);
    for (Match& match : matched) {
      if (matches.size() == limits::explained_matches) return;
      match.push = push;
      matches.push_back(match);
    }
  }
  bool has(Phase phase) const { return (phases & bit(phase)) != 0; }

 private:
  static unsigned bit(Phase phase) { return 1U << static_cast<unsigned>(phase); }
};

}  // namespace tines_mock::faults

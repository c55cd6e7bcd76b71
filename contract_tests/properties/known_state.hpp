#pragma once

#include "contract_tests/target/tenant.hpp"

#include <map>
#include <optional>
#include <vector>

namespace tines_mock::contract {

/// What the tenant's own answers say that a list of its sync destinations must hold. A list may lag
/// behind them for a while.
class KnownState {
 public:
  /// Learns from a create, an update, a delete, and forgets what a changed story may have changed.
  void note(const Answer& answer);
  bool agrees_with(const std::vector<Json>& listed);
  /// What a list goes on to say is believed.
  void accept(const std::vector<Json>& listed);

 private:
  struct State {
    bool is_there = true;
    std::optional<Json> lasting = {};  ///< empty: not known
  };
  void note(const Call& call, const PathId& id, State state);

  std::map<PathId, State> known_;
};

}  // namespace tines_mock::contract

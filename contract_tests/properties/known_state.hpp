#pragma once

#include "contract_tests/target/tenant.hpp"

#include <map>
#include <optional>
#include <vector>

namespace tines_mock::contract {

/// What a list must hold according to the tenant's earlier answers. A list may lag behind them.
class KnownState {
 public:
  /// Learns from a create, an update or a delete. Any other write may change every sync
  /// destination, so their contents are forgotten.
  void note(const Answer& answer);
  bool agrees_with(const std::vector<Json>& listed);
  /// Believes a list that still differs after a wait.
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

#pragma once

#include "contract_tests/target/call.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What the documents say a tenant holds after a sequence of requests. It shares nothing with the
/// mock's own domain: else the mock would agree with itself.
namespace tines_mock::contract {

struct ModelDestination {
  std::string url;
  std::int64_t destination_team_id = 0;
  std::int64_t origin_team_id = 0;
  std::set<std::int64_t> story_ids;
  bool manual_sync_only = false;
};

class Model {
 public:
  void created(const PathId& id, const Json& request);
  void updated(const PathId& id, const Json& request);
  void removed(const PathId& id) { destinations_.erase(id); }

  const std::map<PathId, ModelDestination>& destinations() const { return destinations_; }
  /// The nth of them, counted around; nothing when there is none.
  const PathId* nth(std::size_t n) const;

  /// How the tenant's object differs from the model, in words; empty when it does not.
  std::string difference(const PathId& id, const Json& object) const;

 private:
  std::map<PathId, ModelDestination> destinations_;
};

}  // namespace tines_mock::contract

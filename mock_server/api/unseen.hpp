#pragma once

#include "api/call.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tines_mock::api {

/// Collects an error for each thing that a call names and that its key does not see, as if it were
/// not there. Every operation that names one asks here before it asks the domain, which knows
/// nothing of keys.
class Unseen {
 public:
  explicit Unseen(const Scene& scene) : scene_(scene) {}

  Unseen& team(TeamId id, std::string parameter = {});
  Unseen& story(StoryId id, std::string parameter = {});
  Unseen& stories(const std::vector<StoryId>& ids, const std::string& parameter = {});
  Unseen& sync_destination(SyncDestinationId id);
  /// A story that is subscribed, but moved to a team that the key does not see.
  Unseen& subscription(StoryId id);

  /// Empty optional: the key sees everything that was named.
  std::optional<domain::Errors> errors() const;

 private:
  template <class Id>
  Unseen& need(bool seen, domain::ErrorKind kind, std::string parameter, const char* expected,
               Id id);

  const Scene& scene_;
  domain::Errors errors_;
};

}  // namespace tines_mock::api

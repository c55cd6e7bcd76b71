#pragma once

#include <tines_mock/entities.hpp>

#include <optional>
#include <string>

/// The seam at which the outcome of a push is decided from outside: the domain does not know why.
namespace tines_mock::domain {

/// One story on its way to its destination.
struct Push {
  std::string origin_tenant = {};
  SyncDestinationId sync_destination_id = {};
  StoryId story_id = {};
};

/// What becomes of it, when the destination's own rules do not decide alone.
struct PushVerdict {
  Milliseconds duration{0};                 ///< the push has its result after that long
  bool stuck = false;                       ///< it never has one
  std::optional<PushFailure> failure = {};  ///< it fails, whatever the destination would say
  std::string message = {};  ///< error_message of the failure; empty: the domain's words

  /// Whether it differs from no verdict at all.
  bool changes() const { return duration > Milliseconds{0} || stuck || failure.has_value(); }
};

/// Called with the world locked: must be quick and must not call back.
class PushDecider {
 public:
  virtual ~PushDecider() = default;
  virtual PushVerdict decide(const Push& push, Time now) = 0;
};

}  // namespace tines_mock::domain

#pragma once

#include <tines_mock/entities.hpp>

#include <optional>
#include <string>

/// The interface through which faults decide the result of a push. The domain knows no faults.
namespace tines_mock::domain {

/// The push of one story to one destination.
struct Push {
  std::string origin_tenant = {};
  SyncDestinationId sync_destination_id = {};
  StoryId story_id = {};
};

/// The decision about one push. By default only the destination's own rules decide.
struct PushVerdict {
  Milliseconds duration{0};  ///< until the push has its result
  bool stuck = false;        ///< the push never has a result
  std::optional<PushFailure> failure =
      {};                    ///< the push fails, whatever the destination's rules say
  std::string message = {};  ///< the failure's error_message; empty: the domain's own message
  std::string rule = {};     ///< what the push remembers as PastPush::rule

  /// Whether it differs from the default.
  bool changes() const { return duration > Milliseconds{0} || stuck || failure.has_value(); }
};

/// Called while the world is locked: it must be fast and must not use the world.
class PushDecider {
 public:
  virtual ~PushDecider() = default;
  virtual PushVerdict decide(const Push& push, Time now) = 0;
};

}  // namespace tines_mock::domain

#pragma once

#include <tines_mock/entities.hpp>

#include <memory>
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

/// Keeps a push back. Thread-safe.
class PushHold {
 public:
  virtual ~PushHold() = default;
  virtual bool is_over(Time now) const = 0;
  /// When it is over at the latest; empty: it may never be.
  virtual std::optional<Time> until() const = 0;
};

/// The decision about one push. By default only the destination's own rules decide.
struct PushDecision {
  Milliseconds duration{0};  ///< until the push has its result
  bool stuck = false;        ///< the push never has a result
  std::optional<PushFailure> failure =
      {};                    ///< the push fails, whatever the destination's rules say
  std::string message = {};  ///< the failure's error_message; empty: the domain's own message
  std::string rule = {};     ///< what the push remembers as PastPush::rule

  /// The push has its result when this is over; null: it is not held.
  std::shared_ptr<const PushHold> hold = {};

  /// Whether it differs from the default.
  bool changes() const { return duration > Milliseconds{0} || stuck || failure || hold; }
};

/// Called while the world is locked: it must be fast and must not use the world.
class PushDecider {
 public:
  virtual ~PushDecider() = default;
  virtual PushDecision decide(const Push& push, Time now) = 0;
};

}  // namespace tines_mock::domain

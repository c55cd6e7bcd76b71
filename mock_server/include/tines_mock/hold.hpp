#pragma once

#include <tines_mock/clock.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tines_mock {

/// A rule that holds requests or pushes at a phase until the test lets them go on
/// (`WorldHandle::hold`). With it a test decides in which order things happen:
///
///     std::jthread other;  // before the hold, so that the hold ends first, even if the test fails
///     auto held = server.hold(operation("sync_destination.create"), Phase::before_commit);
///     other = std::jthread([&] { their_client.create(); });
///     held.wait_until_reached();  // their create was read, and has not changed anything
///     our_client.create();
///     held.release();
///
/// It ends with the object: its rule is removed, and what waits goes on. Keeps its world alive.
/// Thread-safe, except for moving it.
class [[nodiscard]] Hold {
 public:
  Hold(Hold&& other) noexcept;
  Hold& operator=(Hold&& other) noexcept;
  ~Hold();

  /// Of its rule: "hold 1", "hold 2", …
  const std::string& name() const;

  /// How many requests or pushes it has held; 0 when its rule was removed, as by a reset.
  std::int64_t reached() const;

  /// Blocks until it has held `count` of them, for at most `within` in real time. Throws
  /// VerificationError, which says what came meanwhile and why it was not held, when it has not, or
  /// when the state of the world was replaced.
  void wait_until_reached(std::int64_t count = 1,
                          Milliseconds within = std::chrono::seconds(10)) const;

  /// Lets go on what waits now, and returns how many those were. Its rule holds what comes later,
  /// up to its `times`.
  std::size_t release();

 private:
  friend class WorldHandle;
  struct Rule;
  explicit Hold(std::unique_ptr<Rule> rule);
  std::unique_ptr<Rule> rule_;
};

}  // namespace tines_mock

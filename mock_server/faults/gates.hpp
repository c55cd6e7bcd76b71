#pragma once

#include "domain/push.hpp"
#include "support/changes.hpp"
#include "support/limits.hpp"
#include "support/stop.hpp"

#include <tines_mock/fault.hpp>

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tines_mock::faults {

class LiveRule;

/// A request, by its number in the journal, or a push.
using Holdable = std::variant<std::uint64_t, domain::Push>;

/// The gates of one world: each rule with the effect hold has one, before which requests and pushes
/// wait. At most limits::held_requests wait; one more lets the first go on. Thread-safe.
class Gates {
 public:
  /// `changes` may be null; else it gets a note of each change, and must outlive the gates.
  explicit Gates(Changes* changes = nullptr) : changes_(changes) {}

  /// One request or push that waits, for as long as the object lives. The gates must outlive it.
  class Held final : public domain::PushHold {
   public:
    Held(Gates& gates, std::shared_ptr<LiveRule> rule, Holdable what, Time since);
    ~Held() override;
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    bool is_over(Time now) const override;
    std::optional<Time> until() const override { return until_; }
    /// Stop is requested when it is released.
    std::stop_token released() const { return place_.token(); }
    void release() { place_.end(); }

   private:
    friend Gates;
    bool is_released() const { return released().stop_requested(); }

    Gates& gates_;
    const std::shared_ptr<LiveRule> rule_;
    const Holdable what_;
    const Time since_;
    const std::optional<Time> until_;
    BoundedWaits::Place place_;
  };

  /// A gate, and what waits before it.
  struct Status {
    std::string rule;
    Phase phase = Phase::request;
    std::int64_t reached = 0;  ///< how many have waited there or wait now
    struct Waiting {
      Time since;
      Holdable what;
    };
    std::vector<Waiting> waiting;  ///< who came first is the first
  };

  /// From now on these rules have gates. What waits before the gate of another rule goes on.
  void keep(const std::vector<std::shared_ptr<LiveRule>>& rules);

  /// Begins to hold what a rule acts on. It is released already when the rule has no gate any more.
  std::shared_ptr<Held> hold(const std::shared_ptr<LiveRule>& rule, Holdable what, Time now);

  /// Lets go on what waits before the gate of that rule. Returns how many; empty when there is no
  /// such gate.
  std::optional<std::size_t> release(std::string_view rule);

  /// In the order of the rules.
  std::vector<Status> list() const;
  /// Empty when no rule of that name has a gate.
  std::optional<Status> find(std::string_view rule) const;

 private:
  struct Gate {
    std::shared_ptr<LiveRule> rule;
    std::int64_t reached = 0;
  };

  // All REQUIRE: mutex_ is held.
  const Gate* find_gate(std::string_view rule) const;
  Status status_of(const Gate& gate) const;
  std::size_t release_all(const LiveRule& rule);

  void leave(Held& held);
  void note_change();

  Changes* const changes_;
  BoundedWaits places_{limits::held_requests};
  mutable std::mutex mutex_;
  std::vector<Gate> gates_;
  std::list<Held*> waiting_;
};

}  // namespace tines_mock::faults

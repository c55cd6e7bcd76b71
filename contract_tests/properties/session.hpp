#pragma once

#include "contract_tests/checks/promise.hpp"
#include "contract_tests/checks/reading.hpp"
#include "contract_tests/checks/secrets.hpp"
#include "contract_tests/properties/known_state.hpp"
#include "contract_tests/target/pacing.hpp"
#include "contract_tests/target/settings.hpp"

#include <tines_mock/assumptions.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tines_mock::contract {

/// What was found out about a tenant before it is judged.
struct Facts {
  bool revision_2026 = false;  ///< Show, Update and Sync-one-story are served
  /// The object has it (revision 2026-06); elsewhere it is a parameter that nobody documented.
  bool has_manual_sync_only = false;
  /// So many sync destinations of ours may be there at once: a quota, or a tenant that takes none
  /// with the target of another. Empty: no limit was met.
  std::optional<std::size_t> room;
  /// How long a sync is given when nothing tells its end.
  Milliseconds time_to_settle{300};
  /// What is deleted is gone; where it is not, as little as possible is made.
  bool removal_works = true;
  bool syncs_arrive = false;    ///< a destination made from the settings gets to `synced`
  bool stories_served = false;  ///< GET /stories/{id} answers
  bool destination_seen = false;
  std::map<PathId, std::string> story_names;
  bool creates_work = false;                   ///< the first proper create made a sync destination
  std::optional<Answer> first_create_refused;  ///< the refusal of the first proper create
  std::string first_sync_error;  ///< the error_message of the first sync, when it failed

  /// Of the API, as the documents name it.
  std::string revision() const { return revision_2026 ? "2026-06" : "2025-05"; }
};

/// One run against one tenant: what a property has at hand.
class Session {
 public:
  struct Parts {
    Tenant& tenant;
    Tenant* destination;  ///< null: the destination tenant cannot be seen
    MockControls* mock;   ///< null: not our mock
    Settings settings;
    Assumptions expected;
    Clock& clock;
    std::uint64_t seed;
    Milliseconds longest_wait{10'000};  ///< for a sync to come to its end
  };
  explicit Session(Parts parts);

  Tenant& tenant;
  Tenant* const destination;
  MockControls* const mock;
  const Settings settings;
  const Assumptions expected;
  Assumptions seen;  ///< starts as expected; what a tenant shows replaces it
  Facts facts;
  Secrets secrets;

  Answer send(const Call& call) { return tenant.send(call); }
  /// All are in flight at once. Throws CouldNotCheck where the target does not let them.
  std::vector<Answer> send_together(const std::vector<Call>& calls) {
    return tenant.send_together(calls);
  }

  /// Creates from a proper body. Throws CouldNotCheck when the tenant gives no id: that a create
  /// works is a promise of its own.
  struct Made {
    Answer answer;
    Json object;
    PathId id;
  };
  Made create(const Json& body);
  /// What the answer to a create made. Throws as `create` does.
  static Made made_by(Answer answer);
  bool is_ours(const PathId& id) const { return ours_.contains(id); }
  /// How many sync destinations of ours are there.
  std::size_t alive() const { return alive_.size(); }
  /// How many of `wanted` there is room for beside those.
  std::size_t room_for(std::size_t wanted) const;
  /// Beside how many of ours a create worked, at most; empty: none did.
  std::optional<std::size_t> most_beside_a_create() const { return most_beside_a_create_; }

  /// A proper create that was refused though there seemed to be room.
  struct Refusal {
    Answer answer;
    std::size_t alive;  ///< so many of ours were there
  };
  /// The first since the last time.
  std::optional<Refusal> take_refusal() { return std::exchange(refusal_, std::nullopt); }

  /// The destination as Show, or else List, has it now; nothing when it is not there.
  std::optional<Json> current(const PathId& id);
  /// The same once no subscription waits for its sync, or as it is after the longest wait.
  std::optional<Json> settled(const PathId& id, std::optional<Milliseconds> longest = {});
  /// True as soon as `done`; false after the longest wait. After two waits in vain only a part of
  /// it is waited for, unless `longest` says how long.
  bool eventually(const std::function<bool()>& done, std::optional<Milliseconds> longest = {});
  void pause(Milliseconds duration);
  Time now() const { return clock_.now(); }
  Milliseconds longest_wait() const { return longest_wait_; }

  /// Every destination, over all pages. A list that lags behind what we wrote is given time.
  std::vector<Json> list_all();

  /// Throws Violation of the promise that is being checked, or of `promise`.
  void require(bool good, const std::string& expected, const Answer& got);
  void require(bool good, const std::string& expected, const std::string& got);
  void require(const Verdict& verdict, const Answer& answer);
  /// The sync destination is there, and but for statuses as it was.
  void require_same(const Json& before, const std::optional<Json>& now,
                    const std::string& expected);
  [[noreturn]] void violated(const std::string& promise, Finding finding);

  /// A few keys that nobody has, in turn, the same with the same seed: each is looked for in every
  /// answer.
  std::string unknown_key();
  /// Ids that nothing has.
  std::int64_t unknown_id();

  // For who runs the promises.
  void begin(const std::string& promise);
  void watch(const Answer& answer);
  const std::vector<Answer>& trail() const { return trail_; }

 private:
  bool eventually_on_the_mock(const std::function<bool()>& done);
  void note_create(const Answer& answer);

  Clock& clock_;
  std::uint64_t seed_;
  Milliseconds longest_wait_;
  std::uint64_t ids_drawn_ = 0;
  std::uint64_t keys_drawn_ = 0;
  int waited_in_vain_ = 0;
  std::string promise_;
  std::set<PathId> ours_;   ///< made in this run
  std::set<PathId> alive_;  ///< of those, not deleted yet
  std::optional<std::size_t> most_beside_a_create_;
  std::optional<Refusal> refusal_;
  KnownState known_;
  int lists_in_vain_ = 0;      ///< that did not come to agree with what is known
  std::vector<Answer> trail_;  ///< the latest exchanges of this case
};

/// Finds out the facts; creates and removes one destination when writes are allowed.
Facts discover(Session& session);

}  // namespace tines_mock::contract

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

/// What the run finds out about a tenant before it judges it.
struct Facts {
  bool revision_2026 = false;  ///< Show, Update and Sync-one-story are served
  /// The object has manual_sync_only (revision 2026-06); before, no document names it.
  bool has_manual_sync_only = false;
  /// How many sync destinations of ours may exist at once, because of a quota, or because the
  /// tenant refuses a second one with the same target. Empty: no limit was met.
  std::optional<std::size_t> room;
  /// How long to wait for a sync whose end does not show.
  Milliseconds time_to_settle{300};
  /// Delete works; where it does not, the run makes as little as possible.
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

/// One run against one tenant: what a check uses to send requests and to judge answers.
class Session {
 public:
  struct Parts {
    TenantUnderTest& tenant;
    TenantUnderTest* destination;  ///< null: the destination tenant cannot be seen
    MockControls* mock;            ///< null: the tenant is not the in-process mock
    Settings settings;
    Assumptions expected;
    Clock& clock;
    std::uint64_t seed;
    Milliseconds longest_wait{10'000};  ///< for a sync to end
  };
  explicit Session(Parts parts);

  TenantUnderTest& tenant;
  TenantUnderTest* const destination;
  MockControls* const mock;
  const Settings settings;
  const Assumptions expected;
  Assumptions seen;  ///< starts as expected; what a tenant shows replaces it
  Facts facts;
  Secrets secrets;

  Answer send(const Call& call) { return tenant.send(call); }
  /// All are in flight at once. Throws CouldNotCheck where the target cannot do that.
  std::vector<Answer> send_together(const std::vector<Call>& calls) {
    return tenant.send_together(calls);
  }

  /// Creates from a proper body. Throws CouldNotCheck when that fails: whether a create works is a
  /// promise of its own.
  struct Made {
    Answer answer;
    Json object;
    PathId id;
  };
  Made create(const Json& body);
  /// Reads the answer to a create. Throws as `create` does.
  static Made made_by(Answer answer);
  bool is_ours(const PathId& id) const { return ours_.contains(id); }
  /// How many sync destinations of ours exist.
  std::size_t alive() const { return alive_.size(); }
  /// How many of `wanted` there is room for beside those.
  std::size_t room_for(std::size_t wanted) const;
  /// The most sync destinations of ours that existed when a create worked; empty: none worked.
  std::optional<std::size_t> most_beside_a_create() const { return most_beside_a_create_; }

  /// A proper create that was refused while room was known to be left.
  struct Refusal {
    Answer answer;
    std::size_t alive;  ///< how many of ours existed
  };
  /// The first refusal since the last call; empty: none.
  std::optional<Refusal> take_refusal() { return std::exchange(refusal_, std::nullopt); }

  /// The sync destination as show, or else list, answers it now; empty when it is not there.
  std::optional<Json> current(const PathId& id);
  /// The same, as soon as no subscription is `requires_sync`, or after the longest wait.
  std::optional<Json> settled(const PathId& id, std::optional<Milliseconds> longest = {});
  /// Asks `done` again and again: true as soon as it is true, false after the longest wait. Once
  /// two waits have failed, later ones are shorter, unless `longest` is given.
  bool eventually(const std::function<bool()>& done, std::optional<Milliseconds> longest = {});
  void pause(Milliseconds duration);
  Time now() const { return clock_.now(); }
  Milliseconds longest_wait() const { return longest_wait_; }

  /// Every sync destination, over all pages. Waits a while for a list that lags behind our writes.
  std::vector<Json> list_all();

  // These throw Violation of the promise that is being checked, or of `promise`.
  void require(bool good, const std::string& expected, const Answer& got);
  void require(bool good, const std::string& expected, const std::string& got);
  void require(const CheckResult& result, const Answer& answer);
  /// The sync destination exists and is as before, except for statuses and messages.
  void require_same(const Json& before, const std::optional<Json>& now,
                    const std::string& expected);
  [[noreturn]] void violated(const std::string& promise, Finding finding);

  /// A key that no tenant knows. There are only a few, given in turn, because every answer is
  /// searched for each of them. The seed decides them.
  std::string unknown_key();
  /// An id that nothing on the tenant has.
  std::int64_t unknown_id();

  // For `run`.
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
  int lists_in_vain_ = 0;      ///< never came to agree with `known_`
  std::vector<Answer> trail_;  ///< the latest exchanges of this case
};

/// Finds out the facts. Creates and removes a sync destination where writes are allowed.
Facts discover(Session& session);

}  // namespace tines_mock::contract

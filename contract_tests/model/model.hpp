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

/// What has become of the latest sync of a story to a destination.
enum class Standing {
  synced,
  failed,
  waiting,  ///< for a manual trigger
  open      ///< the documents do not say
};

struct ModelSubscription {
  Standing standing = Standing::open;
  std::string message;  ///< the error_message that is due; empty: any
};

struct ModelDestination {
  std::string url;
  std::int64_t destination_team_id = 0;
  std::int64_t origin_team_id = 0;
  bool manual_sync_only = false;
  bool key_is_good = true;
  std::map<std::int64_t, ModelSubscription> subscriptions;
};

/// Ids of stories are the keys of subscriptions; the destination's key is `good_key` or another.
class Model {
 public:
  explicit Model(std::string good_key) : good_key_(std::move(good_key)) {}

  void knows(std::int64_t story, const std::string& name) { names_[story] = name; }
  void created(const PathId& id, const Json& request);
  void updated(const PathId& id, const Json& request);
  void removed(const PathId& id) { destinations_.erase(id); }

  /// A trigger: of one story, or of all.
  void synced(const PathId& id);
  void synced(const PathId& id, std::int64_t story);
  /// The sync of one story was made to fail.
  void failed(const PathId& id, std::int64_t story, const std::string& message);

  void story_edited(std::int64_t story, const std::string& name);
  /// The story is gone: its subscriptions too, or else they are `failed`.
  void story_deleted(std::int64_t story, bool subscriptions_stay);

  const std::map<PathId, ModelDestination>& destinations() const { return destinations_; }
  /// The nth of them, counted around; nothing when there is none.
  const PathId* nth(std::size_t n) const;
  /// Names under which stories must be found in the destination team.
  std::set<std::string> published_names() const;

  /// How the tenant's object differs from what it must hold, in words; empty when it does not.
  std::string difference(const PathId& id, const Json& object) const;
  /// How its subscriptions differ from the outcome of their syncs; empty when they do not.
  std::string difference_of_syncs(const PathId& id, const Json& object) const;

 private:
  void subscribe(ModelDestination& destination, const std::set<std::int64_t>& stories);
  void push(ModelDestination& destination, std::int64_t story);
  void leave_open(ModelSubscription& subscription, std::int64_t story);

  std::string good_key_;
  std::map<PathId, ModelDestination> destinations_;
  std::map<std::int64_t, std::string> names_;  ///< of stories, as the origin has them
  std::set<std::int64_t> deleted_;
  std::map<std::int64_t, std::string> published_;  ///< and as the destination must have them
};

}  // namespace tines_mock::contract

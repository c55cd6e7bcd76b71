#pragma once

#include "contract_tests/target/call.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What a tenant holds after a sequence of requests, according to the documents. It shares no code
/// with the mock's own domain, or the mock would be compared with itself.
namespace tines_mock::contract {

/// The result of the latest sync of a story to a destination.
enum class Standing {
  synced,
  failed,
  waiting,  ///< a manual trigger is needed
  open      ///< the documents do not say
};

struct ModelSubscription {
  Standing standing = Standing::open;
  std::string message;  ///< the expected error_message; empty: any
};

struct ModelDestination {
  std::string url;
  std::int64_t destination_team_id = 0;
  std::int64_t origin_team_id = 0;
  bool manual_sync_only = false;
  bool key_is_good = true;
  std::map<std::int64_t, ModelSubscription> subscriptions;
};

/// Subscriptions are stored by the ids of their stories. Syncs work with `good_key` alone.
class Model {
 public:
  explicit Model(std::string good_key) : good_key_(std::move(good_key)) {}

  void knows(std::int64_t story, const std::string& name) { names_[story] = name; }
  void created(const PathId& id, const Json& request);
  void updated(const PathId& id, const Json& request);
  void removed(const PathId& id) { destinations_.erase(id); }

  /// A sync was triggered: of one story, or of all.
  void synced(const PathId& id);
  void synced(const PathId& id, std::int64_t story);
  /// The sync of one story has failed.
  void failed(const PathId& id, std::int64_t story, const std::string& message);

  void story_edited(std::int64_t story, const std::string& name);
  /// The story was deleted: its subscriptions disappear, or become `failed`.
  void story_deleted(std::int64_t story, bool subscriptions_stay);

  const std::map<PathId, ModelDestination>& destinations() const { return destinations_; }
  /// The sync destination with that index, modulo their number; null when there is none.
  const PathId* nth(std::size_t n) const;
  /// Names that stories of the destination team must have.
  std::set<std::string> published_names() const;

  /// How the tenant's object differs from the model, in words; empty when it does not.
  std::string difference(const PathId& id, const Json& object) const;
  /// How the statuses of its subscriptions differ from the model; empty when they do not.
  std::string difference_of_syncs(const PathId& id, const Json& object) const;

 private:
  void subscribe(ModelDestination& destination, const std::set<std::int64_t>& stories);
  void push(ModelDestination& destination, std::int64_t story);
  void leave_open(ModelSubscription& subscription, std::int64_t story);

  std::string good_key_;
  std::map<PathId, ModelDestination> destinations_;
  std::map<std::int64_t, std::string> names_;  ///< of stories on the origin
  std::set<std::int64_t> deleted_;
  std::map<std::int64_t, std::string> published_;  ///< of their copies
};

}  // namespace tines_mock::contract

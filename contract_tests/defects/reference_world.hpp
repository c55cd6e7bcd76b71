#pragma once

#include "contract_tests/target/call.hpp"
#include "contract_tests/target/settings.hpp"
#include "contract_tests/target/target.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// A small conforming implementation of tines-api.md, written for the proof of the contract suite
/// alone: it shares no code with the mock. Defects decorate it or reach into its state.
namespace tines_mock::contract {

struct ReferenceDestination {
  Json object;  ///< as it is answered
  std::string key;
};

struct ReferenceTenant {
  std::string url;
  std::string key;
  std::string limited_key;  ///< known, but without the right to administer syncs
  std::map<std::int64_t, Json> teams;
  std::map<std::int64_t, Json> stories;
  std::map<std::int64_t, ReferenceDestination> destinations;
  std::int64_t next_id = 1;

  std::int64_t new_id() { return next_id++; }
};

struct ReferenceOptions {
  bool revision_2026 = true;
  /// A push runs when a tenant has answered that many more requests; 0: at once.
  int requests_until_sync = 0;
  /// Of requests in flight together the last is answered first.
  bool last_first = false;
};

/// The requests that are in flight together with the one that is answered.
struct Company {
  std::size_t size = 1;      ///< it among them
  std::size_t position = 0;  ///< so many of them have been answered
};

/// An origin and a destination tenant. Not thread-safe.
class ReferenceWorld {
 public:
  explicit ReferenceWorld(ReferenceOptions options = {});

  Response handle(ReferenceTenant& tenant, const Request& request);
  Settings settings() const;

  ReferenceTenant origin, destination;
  const ReferenceOptions options;
  Company company;

  // The sync, for defects that disturb it.
  virtual ~ReferenceWorld() = default;
  /// Publishes one story; empty: it worked, else the error message.
  virtual std::string push(const ReferenceDestination& to, const Json& story);
  /// Syncs every subscription of the destination, or that of one story.
  virtual void sync(ReferenceDestination& destination, std::int64_t story_id = 0);
  virtual void story_changed(std::int64_t story_id);

 private:
  void sync_now(ReferenceDestination& destination, std::int64_t story_id);
  void run_due_syncs();

  struct Due {
    int requests_left;
    std::int64_t destination_id;
    std::int64_t story_id;
  };
  std::vector<Due> due_;
};

Response json_response(int status, const Json& body);
/// 204, an empty body.
Response no_content();
Response refusal(int status, const std::string& message);

}  // namespace tines_mock::contract

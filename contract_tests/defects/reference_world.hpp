#pragma once

#include "contract_tests/target/call.hpp"
#include "contract_tests/target/settings.hpp"
#include "contract_tests/target/target.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

/// A small conforming implementation of tines-api.md, only to prove the contract suite: it shares
/// no code with the mock. Defects decorate it or change its state.
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
  /// A push runs when the tenants have answered that many more requests; 0: at once.
  int requests_until_sync = 0;
  /// Requests in flight together are answered last to first.
  bool last_first = false;
};

/// The place of the request that is answered among those in flight together.
struct Company {
  std::size_t size = 1;      ///< itself included
  std::size_t position = 0;  ///< how many of them were answered before
};

/// An origin and a destination tenant. Not thread-safe.
class ReferenceWorld {
 public:
  explicit ReferenceWorld(ReferenceOptions with = {});

  Response handle(ReferenceTenant& tenant, const Request& request);
  Settings settings() const;

  ReferenceTenant origin, destination;
  const ReferenceOptions options;
  Company company;

  // Syncs, for defects that disturb them.
  virtual ~ReferenceWorld() = default;
  /// Publishes one story. Returns the error message; empty: it worked.
  virtual std::string push(const ReferenceDestination& to, const Json& story);
  /// Syncs every subscription of that destination, or one story.
  virtual void sync(ReferenceDestination& to, std::int64_t story_id = 0);
  virtual void story_changed(std::int64_t story_id);

 private:
  void sync_now(ReferenceDestination& to, std::int64_t story_id);
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

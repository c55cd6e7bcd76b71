#pragma once

#include "contract_tests/target/call.hpp"
#include "contract_tests/target/ledger.hpp"
#include "contract_tests/target/target.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// A call, what was sent for it, and what came back.
struct Answer {
  Call call;
  Request request;
  Response response;
  std::optional<Json> json;  ///< nothing when the body is not JSON
  /// False: a proxy's answer, or that of a tenant which is too busy. No promise is about it.
  bool decides = true;

  int status() const { return response.status; }
  bool ok() const { return status() >= 200 && status() < 300; }
  bool refused() const { return status() >= 400 && status() < 500; }
};

/// The sync destination in an answer; tolerant of a missing envelope, so that one broken promise
/// does not hide the others. Nothing when there is none.
std::optional<Json> destination_in(const Answer& answer);
/// Its id as it stands in a path; tolerant of an id that is not an integer.
std::optional<PathId> id_of(const Json& object);
std::optional<PathId> id_in(const Answer& answer);

/// What proxies answer when they do not get through to the tenant, or have waited for it too long;
/// or no answer at all. A 503 that says when to come again has been waited for already.
bool is_trouble(const Response& response);

struct TenantAccess {
  std::shared_ptr<Target> target;
  std::string api_key;
  bool allow_writes = false;
};

/// Sends calls, keeps the ledger, shows every answer to who watches. A call without an answer is
/// sent again when that cannot make anything twice.
class Tenant {
 public:
  using Watcher = std::function<void(const Answer&)>;

  Tenant(TenantAccess access, std::shared_ptr<Ledger> ledger);

  /// Throws CouldNotCheck for a call that writes when writes are not allowed, and when no answer
  /// came that decides. Where it does no harm, such a call is sent again first.
  Answer send(const Call& call);
  /// The same, without showing the answer to the watcher.
  Answer look(const Call& call);
  /// Sends them so that all are in flight at once. The answers are shown when all have come.
  std::vector<Answer> send_together(const std::vector<Call>& calls);
  void watch(Watcher watcher) { watcher_ = std::move(watcher); }
  bool may_write() const { return access_.allow_writes; }

  /// What has that name from now on is ours, on the destination too.
  void note_name(const std::string& name) { ledger_->note_name(name); }

  /// A sync of ours may copy what has that name.
  void note_copied_name(const std::string& name) { ledger_->note_copied_name(name); }

  /// Something of ours that the tenant did not admit to: it is removed with the rest.
  void adopt(const Call& made_by, const PathId& id);

  /// Removes what was created since the last time, and says what would not go.
  std::vector<std::string> remove_created();

 private:
  /// What is on its way: a call, its request, and its intent in the ledger.
  struct Sent {
    Answer answer;
    IntentId intent = 0;
  };
  Sent prepare(const Call& call);
  void arrived(Sent& sent, Response response);
  Answer send(const Call& call, const Watcher& watcher);
  Answer send_once(const Call& call);
  /// `answer` is that to the first time.
  Answer send_until_it_decides(Answer answer);
  bool decides(const Answer& answer, bool is_first);
  Request request_for(const Call& call) const;
  void note_removed(const Call& call);
  void note_in_ledger(const Answer& answer, IntentId intent);

  TenantAccess access_;
  std::shared_ptr<Ledger> ledger_;
  Watcher watcher_;
  std::set<std::string> stuck_;          ///< what would not go
  std::map<std::string, int> troubles_;  ///< of creates, in a row, by collection
  int in_vain_ = 0;                      ///< so many calls were sent again and again in vain
};

}  // namespace tines_mock::contract

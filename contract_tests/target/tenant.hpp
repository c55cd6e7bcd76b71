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

/// A call, the request that was sent for it, and the answer.
struct Answer {
  Call call;
  Request request;
  Response response;
  std::optional<Json> json;  ///< empty when the body is not JSON
  /// False: it says nothing about the tenant's promises, because a proxy gave it, or the tenant was
  /// too busy.
  bool decides = true;

  int status() const { return response.status; }
  bool ok() const { return status() >= 200 && status() < 300; }
  bool refused() const { return status() >= 400 && status() < 500; }
};

/// The sync destination in an answer; empty when there is none. Accepts a missing envelope, so that
/// this broken promise does not hide others.
std::optional<Json> destination_in(const Answer& answer);
/// Its id as it stands in a path. Accepts an id that is a string.
std::optional<PathId> id_of(const Json& object);
std::optional<PathId> id_in(const Answer& answer);

/// No answer, or one that proxies give when they cannot reach the tenant or it takes too long. A
/// 503 with `Retry-After` is none: PacedTarget has sent such a request again already.
bool is_trouble(const Response& response);

struct TenantAccess {
  std::shared_ptr<Target> target;
  std::string api_key;
  bool allow_writes = false;
};

/// Sends calls to a tenant, keeps the ledger, and shows every answer to a watcher. A call without
/// an answer is sent again when that cannot create anything twice.
class TenantUnderTest {
 public:
  using Watcher = std::function<void(const Answer&)>;

  TenantUnderTest(TenantAccess access, std::shared_ptr<Ledger> ledger);

  /// Throws CouldNotCheck for a call that writes when writes are not allowed, and when no answer
  /// decides, after the call was sent again where that is safe.
  Answer send(const Call& call);
  /// The same without the watcher.
  Answer look(const Call& call);
  /// Sends the calls so that all are in flight at the same time. The watcher gets the answers when
  /// all have arrived.
  std::vector<Answer> send_together(const std::vector<Call>& calls);
  void watch(Watcher watcher) { watcher_ = std::move(watcher); }
  bool may_write() const { return access_.allow_writes; }

  /// From now on, what has that name is ours, also on the destination.
  void note_name(const std::string& name) { ledger_->note_name(name); }

  /// From now on, a sync of ours may copy what has that name.
  void note_copied_name(const std::string& name) { ledger_->note_copied_name(name); }

  /// Adds to the ledger what a call created although its answer did not say so.
  void adopt(const Call& made_by, const PathId& id);

  /// Removes what was created since the last time, and returns the paths that could not be removed.
  std::vector<std::string> remove_created();

 private:
  /// A call that is being sent, and its intent in the ledger.
  struct Sent {
    Answer answer;
    IntentId intent = 0;
  };
  Sent prepare(const Call& call);
  void take_response(Sent& sent, Response response);
  Answer send(const Call& call, const Watcher& watcher);
  Answer send_once(const Call& call);
  /// `answer` is the first one.
  Answer resend_while_in_trouble(Answer answer);
  bool decides(const Answer& answer, bool is_first);
  Request request_for(const Call& call) const;
  void note_removed(const Call& call);
  void note_in_ledger(const Answer& answer, IntentId intent);

  TenantAccess access_;
  std::shared_ptr<Ledger> ledger_;
  Watcher watcher_;
  std::set<std::string> not_removable_;  ///< paths
  /// By collection: how many creates in a row got no answer from the tenant.
  std::map<std::string, int> creates_in_trouble_;
  int calls_in_vain_ = 0;  ///< calls that were sent again without ever getting an answer
};

}  // namespace tines_mock::contract

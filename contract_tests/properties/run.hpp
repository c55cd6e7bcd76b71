#pragma once

#include "contract_tests/properties/session.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tines_mock::contract {

enum class Judgement { kept, broken, differs, could_not_check };
std::string name_of(Judgement judgement);

/// What a run says about one promise.
struct PromiseResult {
  Promise promise;
  Judgement judgement = Judgement::kept;
  std::string reason = {};            ///< why it could not be checked
  Finding finding = {};               ///< of a broken promise or a differing assumption
  std::vector<Answer> evidence = {};  ///< the decisive exchange last
  int cases = 0;
};

/// Is called while a run goes on, in its thread.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  /// The check of a promise begins: the number-th, from 1, of those that are to be checked.
  virtual void begins(const Promise& promise, std::size_t number, std::size_t of) = 0;
  /// The tenant has answered one more request.
  virtual void answered() = 0;
};

struct RunOptions {
  std::uint64_t seed = 0;
  int max_success = 20;
  std::vector<std::string> only;      ///< ids of the promises to check; empty: all
  RunObserver* observer = nullptr;    ///< null: none
  std::optional<RunEnds> ended = {};  ///< what ended the run before its first promise
};

struct RunResult {
  std::vector<PromiseResult> promises;
  std::vector<std::string> additive_drift;  ///< members that no document names
  std::vector<std::string> remarks;
  std::optional<RunEnds> ended;  ///< why the run ended before its end; empty: it did not
};

/// Every promise, in the order in which they are checked.
Promises all_promises();

/// Checks them one after the other. Throws CannotRun when the tenant cannot be judged at all.
RunResult run(const Promises& promises, Session& session, const RunOptions& options);

}  // namespace tines_mock::contract

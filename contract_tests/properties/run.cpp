#include "contract_tests/properties/run.hpp"

#include "contract_tests/checks/object_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/quota.hpp"
#include "support/random.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <rapidcheck.h>

namespace tines_mock::contract {

namespace {

// A smaller example is worth so many requests to a tenant, and no more.
constexpr int most_shrinks = 120;
constexpr std::int64_t most_requests_to_shrink = 1000;
constexpr int few_cases = 3;

/// The tour of a promise that names none.
void make_ordinary_requests(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(list_call());
  if (!session.facts.revision_2026) return;
  session.send(show_call(made.id));
  session.send(update_call(made.id, {{"story_ids", *any_or_no_stories(session.settings)}}));
}

Tour tour_of(const Promise& promise) {
  return promise.tour == nullptr ? make_ordinary_requests : promise.tour;
}

/// How large the values of a case are, for RapidCheck: from 0 in the first to 100 in the last.
int size_of_case(int number, int cases) {
  constexpr int sizes = 101;
  const int first_of_round = number - number % sizes;
  const int in_this_round = std::min(sizes, cases - first_of_round);
  return in_this_round == 1 ? 0 : (number - first_of_round) * (sizes - 1) / (in_this_round - 1);
}

int cases_of(const Promise& promise, const Session& session, const RunOptions& options) {
  if (promise.effort == Effort::once || !session.facts.removal_works) return 1;
  const auto many = options.max_success;
  return promise.effort == Effort::few ? std::min(std::max(few_cases, many / 4), many) : many;
}

/// Checks promises, and notes what any of them finds about any other.
class Run {
 public:
  Run(const Promises& promises, Session& session, const RunOptions& options)
      : session_(session), options_(options) {
    for (const auto& promise : promises) result_.promises.push_back({.promise = promise});
    result_.ended = options.ended;
  }

  RunResult run_all() {
    session_.tenant.watch([this](const Answer& answer) { watch(answer); });
    std::size_t number = 0;
    const auto total = static_cast<std::size_t>(std::ranges::count_if(
        result_.promises, [this](const auto& result) { return is_wanted(result.promise.id); }));
    for (auto& result : result_.promises) {
      if (!is_wanted(result.promise.id)) continue;
      if (options_.observer) options_.observer->begins(result.promise, ++number, total);
      check(result);
    }
    std::erase_if(result_.promises, [this](const auto& result) {
      return !is_wanted(result.promise.id) && result.judgement == Judgement::kept;
    });
    result_.additive_drift = {drift_.begin(), drift_.end()};
    return std::move(result_);
  }

 private:
  bool is_wanted(const std::string& id) const {
    return options_.only.empty() || std::ranges::find(options_.only, id) != options_.only.end();
  }

  PromiseResult* find(const std::string& id) {
    const auto found = std::ranges::find_if(
        result_.promises, [&](const auto& result) { return result.promise.id == id; });
    return found == result_.promises.end() ? nullptr : &*found;
  }

  void watch(const Answer& answer) {
    ++requests_;
    if (options_.observer) options_.observer->answered();
    session_.watch(answer);
    if (answer.call.disturbed || !answer.decides) return;
    note_drift(answer);
    for (const auto& result : result_.promises) {
      const bool is_checked = result.promise.id == checking_;
      if (!result.promise.always || (result.judgement != Judgement::kept && !is_checked)) continue;
      auto finding = result.promise.always(session_, answer);
      if (!finding) continue;
      if (is_checked) session_.violated(checking_, *finding);
      note(result.promise.id, *finding, {answer});
    }
  }

  void note_drift(const Answer& answer) {
    const auto object = destination_in(answer);
    if (!answer.ok() || !is_sync(answer.call.operation) || !object) return;
    for (auto& name : undocumented_members(*object)) drift_.insert(std::move(name));
  }

  /// The first finding about a promise stays, unless this one comes from its own check, `shrunk`.
  void note(const std::string& id, Finding finding, std::vector<Answer> evidence,
            bool shrunk = false) {
    auto* result = find(id);
    if (result == nullptr || (result->judgement != Judgement::kept && !shrunk)) return;
    result->judgement = kind_of(result->promise.source) == Kind::documented ? Judgement::broken
                                                                            : Judgement::differs;
    result->finding = std::move(finding);
    result->evidence = std::move(evidence);
  }

  /// Throws Violation when the promise is broken in it.
  void run_case(PromiseResult& result) {
    const auto& promise = result.promise;
    session_.begin(promise.id);
    try {
      promise.check ? promise.check(session_) : tour_of(promise)(session_);
      ++result.cases;
    } catch (const Violation& violation) {
      note(violation.promise, violation.finding, violation.evidence, true);
      clean_up();
      throw;
    } catch (const RunEnds&) {
      throw;
    } catch (const std::exception& reason) {
      // CouldNotCheck, or an answer of a shape for which the check is not prepared.
      result.reason = reason.what();
    }
    clean_up();
    explain_refusals(promise);
  }

  void explain_refusals(const Promise& promise) {
    try {
      explain_refusal(session_);
    } catch (const CouldNotCheck&) {
      // The next refusal will be looked into.
    } catch (const Violation& violation) {
      note(violation.promise, violation.finding, violation.evidence, true);
      clean_up();
      if (violation.promise == promise.id) throw;
    }
    clean_up();
  }

  void clean_up() {
    checking_.clear();
    try {
      session_.tenant.remove_created();
    } catch (const CouldNotCheck&) {
      // The sweep at the end of the run removes what is left.
    }
  }

  /// Every promise judges every answer, so a tour that was made for one promise need not be made
  /// for another. It is made again for a promise that is broken, to shrink the evidence.
  bool toured_before(PromiseResult& result) const {
    if (result.promise.check || result.judgement != Judgement::kept) return false;
    const auto before = toured_.find(tour_of(result.promise));
    const auto needed = cases_of(result.promise, session_, options_);
    if (before == toured_.end() || before->second.asked_for < needed) return false;
    result.cases = before->second.cases;
    result.reason = before->second.reason;
    return true;
  }

  void check(PromiseResult& result) {
    if (!result_.ended && !toured_before(result)) check_cases(result);
    if (result_.ended && result.reason.empty()) {
      result.reason = std::string("not reached: ") + result_.ended->what();
    }
    if (result.judgement == Judgement::kept && result.cases == 0) {
      result.judgement = Judgement::could_not_check;
    }
  }

  void check_cases(PromiseResult& result) {
    const auto& promise = result.promise;
    const auto a_case = rc::gen::exec([&] { return is_kept_in_a_case(result); });
    const auto cases = cases_of(promise, session_, options_);
    rc::Random random(Draws(options_.seed, promise.id, 0).next());
    for (int number = 0; number < cases && !result_.ended; ++number) {
      const auto is_kept = a_case(random.split(), size_of_case(number, cases));
      if (is_kept.value()) continue;
      shrink(is_kept);
      break;
    }
    if (!promise.check && result.judgement == Judgement::kept) {
      toured_[tour_of(promise)] = {cases, result.cases, result.reason};
    }
  }

  /// True also when the run has ended.
  bool is_kept_in_a_case(PromiseResult& result) {
    checking_ = result.promise.id;
    try {
      run_case(result);
    } catch (const RunEnds& why) {
      result_.ended = why;
    } catch (const Violation&) {
      checking_.clear();
      return false;
    }
    checking_.clear();
    return true;
  }

  /// Looks for smaller cases in which the promise is broken too: their evidence replaces the first.
  void shrink(const rc::Shrinkable<bool>& broken_case) {
    const auto last_request = requests_ + most_requests_to_shrink;
    auto smaller_cases = broken_case.shrinks();
    for (int tries = 0; tries < most_shrinks && requests_ <= last_request && !result_.ended;
         ++tries) {
      const auto smaller = smaller_cases.next();
      if (!smaller) return;
      if (!smaller->value()) smaller_cases = smaller->shrinks();
    }
  }

  Session& session_;
  const RunOptions& options_;
  RunResult result_;
  struct Toured {
    int asked_for = 0;   ///< so many cases
    int cases = 0;       ///< so many of them could be made
    std::string reason;  ///< why the others could not
  };
  std::map<Tour, Toured> toured_;
  std::set<std::string> drift_;
  std::string checking_;
  std::int64_t requests_ = 0;
};

}  // namespace

std::string name_of(Judgement judgement) {
  switch (judgement) {
    case Judgement::kept:
      return "kept";
    case Judgement::broken:
      return "BROKEN";
    case Judgement::differs:
      return "differs";
    case Judgement::could_not_check:
      return "could not check";
  }
  return "";
}

RunResult run(const Promises& promises, Session& session, const RunOptions& options) {
  return Run(promises, session, options).run_all();
}

}  // namespace tines_mock::contract

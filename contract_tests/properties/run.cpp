#include "contract_tests/properties/run.hpp"

#include "contract_tests/checks/object_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/room.hpp"
#include "support/random.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <rapidcheck.h>

namespace tines_mock::contract {

namespace {

// A smaller example is worth so much of somebody's tenant, and no more.
constexpr int most_shrinks = 120;
constexpr std::int64_t most_requests_to_shrink = 1000;
constexpr int few_cases = 3;

/// RapidCheck tells a listener what it does; we need its verdict only.
class Silence final : public rc::detail::TestListener {
  void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
  void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
  void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

/// Ordinary requests of every kind, for promises that hold of any answer.
void tour(Session& session) {
  const auto made = session.create(*any_draft(session.settings));
  session.send(list_call());
  if (!session.facts.revision_2026) return;
  session.send(show_call(made.id));
  session.send(update_call(made.id, {{"story_ids", *any_or_no_stories(session.settings)}}));
}

int cases_of(const Promise& promise, const Session& session, const RunOptions& options) {
  if (promise.effort == Effort::once || !session.facts.removal_works) return 1;
  const auto many = options.max_success;
  return promise.effort == Effort::few ? std::min(std::max(few_cases, many / 4), many) : many;
}

/// A property that is a plain function, or the tour; nothing for any other, which is like no other.
using Provocation = void (*)(Session&);
std::optional<Provocation> provocation_of(const Promise& promise) {
  if (!promise.provoke) return &tour;
  const auto* function = promise.provoke.target<Provocation>();
  return function == nullptr ? std::nullopt : std::optional(*function);
}

/// Runs promises and keeps what is found, whoever finds it.
class Run {
 public:
  Run(const Promises& promises, Session& session, const RunOptions& options)
      : session_(session), options_(options) {
    for (const auto& promise : promises) result_.promises.push_back({.promise = promise});
    result_.ended = options.ended;
  }

  RunResult all() {
    session_.tenant.watch([this](const Answer& answer) { watch(answer); });
    std::size_t number = 0;
    const auto of = static_cast<std::size_t>(std::ranges::count_if(
        result_.promises, [this](const auto& result) { return wanted(result.promise.id); }));
    for (auto& result : result_.promises) {
      if (!wanted(result.promise.id)) continue;
      if (options_.observer) options_.observer->begins(result.promise, ++number, of);
      check(result);
    }
    std::erase_if(result_.promises, [this](const auto& result) {
      return !wanted(result.promise.id) && result.outcome == Outcome::kept;
    });
    result_.additive_drift = {drift_.begin(), drift_.end()};
    return std::move(result_);
  }

 private:
  bool wanted(const std::string& id) const {
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
      if (!result.promise.always || (result.outcome != Outcome::kept && !is_checked)) continue;
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

  /// The first evidence stays, but what RapidCheck has shrunk replaces what was met by chance.
  void note(const std::string& id, Finding finding, std::vector<Answer> evidence,
            bool shrunk = false) {
    auto* result = find(id);
    if (result == nullptr || (result->outcome != Outcome::kept && !shrunk)) return;
    result->outcome =
        kind_of(result->promise.source) == Kind::documented ? Outcome::broken : Outcome::differs;
    result->finding = std::move(finding);
    result->evidence = std::move(evidence);
  }

  void one_case(const Promise& promise, PromiseResult& result) {
    session_.begin(promise.id);
    try {
      promise.provoke ? promise.provoke(session_) : tour(session_);
      ++result.cases;
    } catch (const CouldNotCheck& reason) {
      result.reason = reason.what();
    } catch (const Violation& violation) {
      note(violation.promise, violation.finding, violation.evidence, true);
      clean_up();
      throw;
    }
    clean_up();
    look_into(promise);
  }

  void look_into(const Promise& promise) {
    try {
      look_into_refusal(session_);
    } catch (const CouldNotCheck&) {
      // The next refusal is looked into.
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
      // What is left, the sweep at the end of the run removes.
    }
  }

  /// Every answer is judged by every promise. What was provoked for one promise is not provoked
  /// again for another that looks at answers alone, unless its breach is to be shrunk.
  bool judged_before(PromiseResult& result) const {
    const auto provocation = provocation_of(result.promise);
    if (!provocation || !result.promise.always || result.outcome != Outcome::kept) return false;
    const auto before = provoked_.find(*provocation);
    const auto needed = cases_of(result.promise, session_, options_);
    if (before == provoked_.end() || before->second.asked_for < needed) return false;
    result.cases = before->second.cases;
    result.reason = before->second.reason;
    return true;
  }

  void check(PromiseResult& result) {
    if (!result_.ended && !judged_before(result)) provoke(result);
    if (result_.ended && result.reason.empty()) {
      result.reason = std::string("not reached: ") + result_.ended->what();
    }
    if (result.outcome == Outcome::kept && result.cases == 0) {
      result.outcome = Outcome::could_not_check;
    }
  }

  void provoke(PromiseResult& result) {
    const auto promise = result.promise;
    rc::detail::TestParams params;
    params.seed = Draws(options_.seed, promise.id, 0).next();
    params.maxSuccess = cases_of(promise, session_, options_);
    int shrinks_left = most_shrinks;
    std::int64_t last_request = 0;
    bool failed = false;
    Silence silence;
    rc::detail::checkTestable(
        [&] {
          if (result_.ended) return;
          if (failed && (--shrinks_left < 0 || requests_ > last_request)) return;
          checking_ = promise.id;
          try {
            one_case(promise, result);
          } catch (const RunEnds& why) {
            result_.ended = why;
          } catch (const Violation&) {
            if (!failed) last_request = requests_ + most_requests_to_shrink;
            failed = true;
            throw;
          }
        },
        rc::detail::TestMetadata{promise.id, promise.text}, params, silence,
        std::unordered_map<std::string, rc::detail::Reproduce>{});
    checking_.clear();
    if (const auto provocation = provocation_of(promise);
        provocation && result.outcome == Outcome::kept) {
      provoked_[*provocation] = {params.maxSuccess, result.cases, result.reason};
    }
  }

  Session& session_;
  const RunOptions& options_;
  RunResult result_;
  struct Provoked {
    int asked_for = 0;  ///< so many cases
    int cases = 0;      ///< of which so many could be made
    std::string reason;
  };
  std::map<Provocation, Provoked> provoked_;
  std::set<std::string> drift_;
  std::string checking_;
  std::int64_t requests_ = 0;
};

}  // namespace

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kept:
      return "kept";
    case Outcome::broken:
      return "BROKEN";
    case Outcome::differs:
      return "differs";
    case Outcome::could_not_check:
      return "could not check";
  }
  return "";
}

RunResult run(const Promises& promises, Session& session, const RunOptions& options) {
  return Run(promises, session, options).all();
}

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/checks/source.hpp"
#include "contract_tests/target/tenant.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What a tenant promises: one sentence, and the check of it.
namespace tines_mock::contract {

/// In how many cases a promise is checked.
enum class Effort {
  once,  ///< no part of the requests can vary
  few,   ///< a quarter of `many`, three at least: a case costs many requests, or waits
  many   ///< RunOptions::max_success
};

/// What was seen instead of what a promise says.
struct Finding {
  std::string expected;
  std::string got;
};
using CheckResult = std::optional<Finding>;  ///< empty: the promise is kept
inline constexpr std::nullopt_t holds = std::nullopt;

class Session;

/// Judges one answer; holds of answers that it does not concern.
using AnswerCheck = std::function<CheckResult(const Session&, const Answer&)>;

/// Sends requests whose answers are worth a look, and judges nothing itself. A plain function: the
/// promises that name the same one share it, and a run makes its requests once for all of them.
using Tour = void (*)(Session&);

/// A function in contract_tests/properties/ makes each promise; the list at the end of its file
/// names the function:
///
///   Promise delete_refuses_an_unknown_id() {
///     return {.id = "delete.unknown",
///             .text = "delete refuses an id that no sync destination has",
///             .source = vendor_pages("delete", "answers 204 with an empty body"),
///             .effort = Effort::few,
///             .check = [](Session& session) { … }};
///   }
struct Promise {
  std::string id;    ///< "create.status": the subject, a dot, and a name for the promise
  std::string text;  ///< one sentence, in the words of the API
  Source source;
  Effort effort = Effort::many;
  /// Sends requests and throws Violation when the promise is not kept. Empty: `tour` is made.
  std::function<void(Session&)> check = {};
  /// Judges every answer of the whole run. Empty: `check` alone decides.
  AnswerCheck always = {};
  /// Brings about answers for `always`. Null: ordinary requests of every kind.
  Tour tour = nullptr;
};

/// In the order in which they are checked.
using Promises = std::vector<Promise>;

/// A promise is not kept (or an assumption differs).
class Violation : public std::runtime_error {
 public:
  Violation(std::string promise_id, Finding found, std::vector<Answer> trail)
      : std::runtime_error(promise_id + ": expected " + found.expected + ", got " + found.got),
        promise(std::move(promise_id)),
        finding(std::move(found)),
        evidence(std::move(trail)) {}

  std::string promise;
  Finding finding;
  std::vector<Answer> evidence;  ///< the exchanges that show it, the decisive one last
};

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/checks/source.hpp"
#include "contract_tests/target/tenant.hpp"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What a tenant promises, as one checkable sentence each.
namespace tines_mock::contract {

/// How many different requests it takes to believe it.
enum class Effort {
  once,  ///< there is nothing to vary
  few,   ///< each case costs many requests or waits: a quarter of many, or three
  many   ///< as many as the run is told to
};

/// What was seen instead of what a promise says.
struct Finding {
  std::string expected;
  std::string got;
};
using Verdict = std::optional<Finding>;  ///< nothing: the promise is kept
inline constexpr std::nullopt_t holds = std::nullopt;

class Session;

/// Looks at one answer, whatever it is an answer to.
using AnswerCheck = std::function<Verdict(const Session&, const Answer&)>;

struct Promise {
  std::string id;  ///< "create.status": what it is about, then what it says
  std::string text;
  Source source;
  Effort effort = Effort::many;
  /// Provokes the promise; throws Violation. Empty: a tour of ordinary requests.
  std::function<void(Session&)> provoke;
  /// Holds of every answer in the whole run.
  AnswerCheck always;
};

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

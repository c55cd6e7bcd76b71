#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/effects.hpp>
#include <tines_mock/file_error.hpp>
#include <tines_mock/matcher.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Failures on purpose. A rule says for which requests (`when`), where on their way (`phase`), what
/// (`effect`) and how often. Values only: a rule acts once it is added to a world.
namespace tines_mock {

/// Where on the way of a request a rule acts.
enum class Phase {
  /// A connection was accepted and nothing was read. Which world it concerns is not known yet, so
  /// only rules of the server's default world act here, and `when` can only have `nth`.
  connect,
  request,        ///< the headers were read, the body was not: `when` cannot have `body_json`
  before_commit,  ///< the request was read; the state has not changed
  after_commit,   ///< the operation has succeeded; nothing was sent
  response,       ///< the response is sent
  push            ///< one story is synced to its destination
};

/// Of the requests that fit `when`, the rule skips the first `skip`, then takes each `every`th, of
/// those the share `probability`, and of those the first `times`. Requests that arrived before the
/// rule was added do not count. What it decides about its nth match depends on the world's seed,
/// `name` and n alone: other rules and other threads do not change it.
struct FaultRule {
  std::string name = {};  ///< unique in its world; 1 to limits::fault_name_bytes (200) bytes
  std::string description = {};
  Matcher when = {};  ///< default: every request
  Phase phase = Phase::before_commit;
  Effect effect;             ///< has no default; each effect says at which phases it can act
  std::int64_t skip = 0;     ///< 0 or more
  std::int64_t every = 1;    ///< 1 or more; 3: the third, the sixth, … of those after `skip`
  double probability = 1.0;  ///< 0–1
  std::optional<std::int64_t> times = {};  ///< 1 or more; empty: without end
  /// On the world's clock, from when the rule was added: 1 ms to limits::fault_expiry (a year).
  std::optional<Milliseconds> expires_after = {};
};

enum class RuleState {
  active,
  exhausted,  ///< `times` or `nth` is used up
  expired     ///< `expires_after` is over
};

/// A rule and what it has done.
struct FaultStatus {
  FaultRule rule;
  RuleState state = RuleState::active;
  std::int64_t matched = 0;  ///< requests that fitted `when`, except for `nth`, while it was active
  std::int64_t fired = 0;    ///< how many of them the rule decided to act on
  std::int64_t applied = 0;  ///< how often that changed a response, a connection or a push
  /// How often there was nothing to change: no value at the pointer, a response that is shorter
  /// than `after_bytes`, no body. Of the requests in `fired` that are neither here nor in
  /// `applied`, an earlier rule had already decided the outcome.
  std::int64_t unchanged = 0;
};

/// A rule that decided to act on a request, as the journal records it.
struct FiredFault {
  std::string rule = {};
  Phase phase = Phase::request;
  std::string effect = {};   ///< the effect's name in JSON, for example "push_fails"
  std::int64_t n = 0;        ///< which match of that rule it was, from 1
  bool applied = true;       ///< it changed the response, the connection or the push
  std::string why_not = {};  ///< why it did not, when `applied` is false
};

/// Reads a fault file (fixtures/schemas/faults.schema.json). Throws FileError with every mistake.
std::vector<FaultRule> load_faults(const std::filesystem::path& file);

/// Reads the text of a fault file; errors call it `name`. Throws FileError with every mistake.
std::vector<FaultRule> parse_faults(std::string_view json, std::string_view name = "faults");

/// The text of a fault file with these rules (two spaces of indentation, a newline at the end).
std::string to_json(const std::vector<FaultRule>& rules);

/// A fault file that is built in (fixtures/faults/): a failure that is worth showing or testing.
struct Scenario {
  std::string name;
  std::string description;
  std::vector<FaultRule> rules;
};

/// All of them, ordered by name.
const std::vector<Scenario>& scenarios();

}  // namespace tines_mock

#pragma once

#include <tines_mock/mock_server.hpp>

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Does a client survive what a tenant can do to it? A trial runs the client once without a fault
/// and then once for each fault, each time against a world of its own, and judges each run by what
/// the client said, what the tenants hold and what came over the wire.
///
///     for (const auto& run : try_under(faults_of(scenarios()), sample_world(),
///                                      [](MockServer& server) {
///                                        return our_client(server.url("origin"));
///                                      }))
///       CHECK(run.verdict == Verdict::survived);
///
/// `tines-mock try` does the same with a command.
namespace tines_mock {

/// What became of a client under a fault, the worst first. When several apply, the worst counts.
enum class Verdict {
  leaked_key,       ///< it printed a key of the world
  crashed,          ///< it was ended by a signal
  hung,             ///< it did not end in time
  duplicated,       ///< the tenants hold more than after the baseline: it did something twice
  claimed_success,  ///< it said success, and the tenants do not hold what the baseline made
  hammered,         ///< it asked again too soon, too often, or for what was refused for good
  left_behind,      ///< it said failure, and left something behind
  gave_up,          ///< it said failure, and left nothing behind
  survived          ///< it said success, and the tenants hold what they hold after the baseline
};

/// "leaked_key", …
std::string_view name_of(Verdict verdict);

/// A fault that a client is tried under.
struct TriedFault {
  std::string name;
  std::string description;
  std::vector<FaultRule> rules;
};

/// One fault of each scenario.
std::vector<TriedFault> faults_of(const std::vector<Scenario>& scenarios);

/// Those of the built-in scenarios. Throws std::logic_error that lists all when one has no such
/// name.
std::vector<TriedFault> faults_named(const std::vector<std::string>& names);

/// What a client said when it had ended.
struct ClientResult {
  int exit_status = 0;      ///< 0: success
  int signal = 0;           ///< that ended it; 0: none
  bool timed_out = false;   ///< it was ended because its time was over
  std::string output = {};  ///< what it printed; it is searched for keys
};

/// A client under trial. It must be over when it returns.
using TrialClient = std::function<ClientResult(MockServer&)>;

struct TrialOptions {
  /// How the worlds behave. Their clock is the trial's own, and their rules are the fault's.
  WorldOptions world = {};
  /// How long a run may take in real time, 1 ms to limits::delay (10 minutes). Then the server
  /// stops, so that the client's requests fail, and the verdict is `hung`.
  Milliseconds timeout{30'000};
  /// When a request waits, the world's time moves on to the end of the wait, so that no fault costs
  /// real time. Otherwise it passes as real time does: what the client itself waits takes its time.
  bool virtual_time = false;
};

/// A run of the client, and its verdict.
struct TrialRun {
  TriedFault fault;
  Verdict verdict = Verdict::survived;
  std::string why = {};  ///< the reason for the verdict, in one sentence without a key
  ClientResult client = {};
  Milliseconds duration{0};  ///< in real time
  WorldSpec state = {};      ///< at the end, when all pushes had their results
  std::int64_t pushes = 0;   ///< how many there were
  std::vector<JournalEntry> requests = {};
  /// Whether it is one of the verdicts from `leaked_key` to `hammered`.
  bool failed() const { return verdict <= Verdict::hammered; }
};

/// A trial cannot begin: without any fault the client fails, or changes nothing. what() says which.
class BaselineError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Runs the client without a fault. Throws BaselineError.
TrialRun run_baseline(const WorldSpec& world, const TrialClient& client,
                      const TrialOptions& options = {});

/// Runs the client under one fault and judges it against the baseline.
TrialRun run_under(const TriedFault& fault, const TrialRun& baseline, const WorldSpec& world,
                   const TrialClient& client, const TrialOptions& options = {});

/// Those of the faults that can concern a request or a push of the baseline.
std::vector<TriedFault> concerning(const TrialRun& baseline, std::vector<TriedFault> faults);

/// The faults to explore: for each request and each push of the baseline, each effect of a table at
/// that one alone, the likelier ones first.
std::vector<TriedFault> explore(const TrialRun& baseline);

/// Pairs of these faults, each a fault with the rules of both, the likelier ones first: at most
/// `most`. Two faults at the same request are no pair.
std::vector<TriedFault> pairs_of(const std::vector<TriedFault>& faults, std::size_t most);

/// Runs the client without a fault and then under each fault, in their order. Throws BaselineError.
std::vector<TrialRun> run_trial(const std::vector<TriedFault>& faults, const WorldSpec& world,
                                const TrialClient& client, const TrialOptions& options = {});

/// `run_trial` with a client that returns an exit status, or whether it succeeded, or a
/// ClientResult. A client that throws has failed.
template <class OurClient>
std::vector<TrialRun> try_under(const std::vector<TriedFault>& faults, const WorldSpec& world,
                                OurClient client, const TrialOptions& options = {}) {
  using Said = std::invoke_result_t<OurClient&, MockServer&>;
  const TrialClient wrapped = [&client](MockServer& server) -> ClientResult {
    try {
      if constexpr (std::is_same_v<Said, ClientResult>) {
        return client(server);
      } else if constexpr (std::is_same_v<Said, bool>) {
        return {.exit_status = client(server) ? 0 : 1};
      } else {
        return {.exit_status = static_cast<int>(client(server))};
      }
    } catch (const std::exception& error) {
      return {.exit_status = 1, .output = error.what()};
    }
  };
  return run_trial(faults, world, wrapped, options);
}

}  // namespace tines_mock

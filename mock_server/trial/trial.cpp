#include "http/message.hpp"
#include "library/lookup.hpp"
#include "support/limits.hpp"
#include "trial/judge.hpp"
#include "trial/summary.hpp"
#include "trial/trial_clock.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tines_mock {
namespace {

using namespace std::chrono_literals;

constexpr auto for_open_requests = 2s;  // of real time, for requests whose client has gone

/// Stops the server when a run takes too long, so that the client's requests fail.
class Deadline {
 public:
  Deadline(MockServer& server, Milliseconds timeout)
      : watching_([this, &server, timeout](std::stop_token done) {
          std::unique_lock lock(mutex_);
          if (never_.wait_for(lock, done, timeout, [] { return false; }) || done.stop_requested())
            return;
          is_over_ = true;
          lock.unlock();
          server.stop();
        }) {}

  bool is_over() {
    const std::scoped_lock lock(mutex_);
    return is_over_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any never_;
  bool is_over_ = false;
  std::jthread watching_;
};

bool is_pending(const JournalEntry& entry) {
  return entry.ending == Ending::pending;
}

// A request that a rule delays is carried out although its client has gone, and a push that is
// under way has its result: what the tenants hold is judged after that.
void let_everything_end(MockServer& server) {
  auto& clock = server.virtual_clock();
  server.within(for_open_requests).wait_until([&] {
    if (clock.waiting() > 0) clock.advance(2 * limits::delay);
    return std::ranges::none_of(server.requests(), is_pending);
  });
  clock.advance(2 * limits::delay);
}

std::int64_t pushes_in(const WorldSpec& state) {
  std::int64_t pushes = 0;
  for (const auto& tenant : state.tenants)
    for (const auto& destination : tenant.sync_destinations)
      for (const auto& subscription : destination.subscriptions) pushes += subscription.pushes;
  return pushes;
}

// What a world counts from its beginning, the expiry of a rule or a push that is under way, begins
// now.
void begin_now(MockServer& server, const WorldSpec& world, const TriedFault& fault) {
  server.world().import_state(world);
  server.world().inject_all(fault.rules);
}

TrialRun observe(const TriedFault& fault, const WorldSpec& world, const TrialClient& client,
                 const TrialOptions& options) {
  WorldOptions world_options = options.world;
  world_options.virtual_clock = true;
  MockServer server(world, world_options);
  TrialRun run{.fault = fault};
  {
    const trial::TrialClock clock(server.virtual_clock(), options.virtual_time);
    begin_now(server, world, fault);
    const auto began = std::chrono::steady_clock::now();
    Deadline deadline(server, options.timeout);
    run.client = client(server);
    if (deadline.is_over()) run.client.timed_out = true;
    run.duration =
        std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - began);
  }
  let_everything_end(server);
  run.requests = server.requests();
  run.state = server.world().export_state();
  run.pushes = pushes_in(run.state) - pushes_in(world);
  return run;
}

std::string printed_by(const ClientResult& client, const WorldSpec& world) {
  redaction::Redactor redactor;
  for (const auto& tenant : world.tenants)
    for (const auto& key : tenant.keys) redactor.know(key.secret);
  const auto line = trial::last_line_of(client, redactor);
  return line.empty() ? "" : "; it printed last: " + line;
}

void require_valid(const TrialOptions& options) {
  if (options.timeout >= 1ms && options.timeout <= limits::delay) return;
  throw std::logic_error("TrialOptions::timeout: expected 1 to " +
                         std::to_string(limits::delay.count()) + " ms, found " +
                         std::to_string(options.timeout.count()));
}

}  // namespace

std::vector<TriedFault> faults_of(const std::vector<Scenario>& scenarios) {
  std::vector<TriedFault> faults;
  for (const auto& scenario : scenarios)
    faults.push_back({scenario.name, scenario.description, scenario.rules});
  return faults;
}

std::vector<TriedFault> faults_named(const std::vector<std::string>& names) {
  std::vector<Scenario> found;
  for (const auto& name : names) found.push_back(find_scenario("faults_named", name));
  return faults_of(found);
}

TrialRun run_baseline(const WorldSpec& world, const TrialClient& client,
                      const TrialOptions& options) {
  require_valid(options);
  auto run = observe({.name = "baseline", .description = "without a fault", .rules = {}}, world,
                     client, options);
  if (const auto error = trial::find_baseline_error(run, world); !error.empty())
    throw BaselineError("without a fault the client must succeed and change something: " + error +
                        printed_by(run.client, world));
  run.why = "without a fault";
  return run;
}

TrialRun run_under(const TriedFault& fault, const TrialRun& baseline, const WorldSpec& world,
                   const TrialClient& client, const TrialOptions& options) {
  require_valid(options);
  auto run = observe(fault, world, client, options);
  trial::judge(run, baseline, world);
  return run;
}

std::vector<TrialRun> run_trial(const std::vector<TriedFault>& faults, const WorldSpec& world,
                                const TrialClient& client, const TrialOptions& options) {
  const auto baseline = run_baseline(world, client, options);
  std::vector<TrialRun> runs;
  for (const auto& fault : faults)
    runs.push_back(run_under(fault, baseline, world, client, options));
  return runs;
}

}  // namespace tines_mock

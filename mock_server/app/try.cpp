#include "app/try.hpp"

#include "files/write_file.hpp"
#include "library/lookup.hpp"
#include "support/escape.hpp"
#include "support/random.hpp"
#include "trial/command.hpp"
#include "trial/expected.hpp"
#include "trial/summary.hpp"
#include "trial/tries.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <thread>

#include <unistd.h>

namespace tines_mock::app {
namespace {

using trial::Summaries;

bool is_ignored(int signal) {
  struct sigaction action {};
  ::sigaction(signal, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

/// Requests a stop at SIGINT, SIGTERM or SIGHUP, instead of the end of the process, so that the
/// client is ended and the report is written. Made before any other thread.
class StopAtSignal {
 public:
  StopAtSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    if (!is_ignored(SIGHUP)) sigaddset(&signals_, SIGHUP);  // nohup ignores it
    sigaddset(&signals_, SIGUSR1);                          // ends the wait
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    waiting_ = std::jthread([this] {
      int signal = 0;
      sigwait(&signals_, &signal);
      stop_.request_stop();
    });
  }
  ~StopAtSignal() { pthread_kill(waiting_.native_handle(), SIGUSR1); }
  StopAtSignal(const StopAtSignal&) = delete;
  StopAtSignal& operator=(const StopAtSignal&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

 private:
  sigset_t signals_;
  std::stop_source stop_;
  std::jthread waiting_;
};

std::string new_key(std::uint64_t seed, const std::string& old) {
  Draws draws(seed, "key " + old, 0);
  std::ostringstream text;
  text << std::hex << std::setfill('0') << std::setw(16) << draws.next() << std::setw(16)
       << draws.next();
  return "try_" + text.str();
}

// A key such as "dest-key" could stand in what a client prints without being a key there.
WorldSpec with_new_keys(WorldSpec world, std::uint64_t seed) {
  for (auto& tenant : world.tenants) {
    for (auto& key : tenant.keys) key.secret = new_key(seed, key.secret);
    for (auto& destination : tenant.sync_destinations)
      if (auto& key = destination.destination_tenant_api_key) key = new_key(seed, *key);
  }
  return world;
}

std::vector<std::string> keys_of(const WorldSpec& world) {
  std::vector<std::string> keys;
  for (const auto& tenant : world.tenants)
    for (const auto& key : tenant.keys) keys.push_back(key.secret);
  return keys;
}

// A word of a command line, in quotes where it needs them.
std::string word(const std::string& text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,";
  const bool is_plain = !text.empty() && text.find_first_not_of(plain) == text.npos;
  return is_plain ? text : quote_for_shell(text);
}

/// A run of `tines-mock try`.
class Trying {
 public:
  Trying(const Try& command, std::ostream& out, std::ostream& err)
      : command_(command), out_(out), err_(err) {
    world_ = with_new_keys(command.world_file ? load_world(*command.world_file) : sample_world(),
                           command.world.rng_seed);
    options_.world = command.world;
    if (command.assumptions_file)
      options_.world.assumptions = load_assumptions(*command.assumptions_file);
    // The command itself is ended at its time; this is for what then still happens.
    options_.timeout = std::chrono::seconds(command.timeout_s) + std::chrono::seconds(5);
    if (command.expect_file) expected_ = trial::load_expected(*command.expect_file);
    for (const auto& key : keys_of(world_)) redactor_.know(key);
    all_.rng_seed = command.world.rng_seed;
    all_.strict = command.strict;
  }

  int run() {
    given_faults();  // its errors come before the client runs
    check_places_of_files();
    if (!run_baseline_first()) {
      out_ << "Interrupted: no fault was tried.\n";
      return interrupted;
    }
    all_.baseline = trial::summarise(*baseline_, *baseline_, redactor_);
    out_ << "baseline: exit 0, " << all_.baseline.requests << " requests\n\n"
         << "  run  verdict           seconds  requests  fault\n";
    auto faults = chosen_faults();
    if (faults.size() > command_.runs) faults.resize(command_.runs);
    try_all(faults);
    if (command_.explore) try_all(pairs(faults));
    all_.interrupted = is_stopped();
    all_.not_tried = expected_and_not_tried();
    return report();
  }

 private:
  static constexpr int interrupted = 130;

  bool is_stopped() const { return stop_.token().stop_requested(); }

  // False: it was interrupted.
  bool run_baseline_first() {
    try {
      baseline_ = run_baseline(world_, client(), options_);
    } catch (const BaselineError&) {
      if (!is_stopped()) throw;
    }
    return !is_stopped();
  }

  void check_places_of_files() const {
    for (const auto& file : {command_.report_file, command_.junit_file, command_.html_file,
                             command_.write_expect_file})
      if (const auto why = file ? files::find_obstacle(*file) : ""; !why.empty())
        throw std::runtime_error("no fault is tried: " + why);
  }

  TrialClient client() {
    return [this](MockServer& server) {
      const auto told = trial::told_about(server, world_);
      return trial::run_command({.arguments = trial::filled(command_.command, told),
                                 .told = told,
                                 .timeout = std::chrono::seconds(command_.timeout_s),
                                 .secrets = keys_of(world_)},
                                stop_.token());
    };
  }

  std::vector<TriedFault> given_faults() const {
    std::vector<Scenario> named;
    for (const auto& name : command_.scenarios) named.push_back(find_scenario("--scenario", name));
    auto faults = faults_of(named);
    for (const auto& file : command_.fault_files) faults.push_back({file, "", load_faults(file)});
    return faults;
  }

  std::vector<TriedFault> chosen_faults() const {
    auto faults = given_faults();
    if (faults.empty() && !command_.explore) return concerning(*baseline_, faults_of(scenarios()));
    if (command_.explore)
      for (auto& fault : explore(*baseline_)) faults.push_back(std::move(fault));
    return faults;
  }

  // Of faults that the client survives alone: a pair with another one fails because of that one.
  std::vector<TriedFault> pairs(const std::vector<TriedFault>& singles) const {
    if (singles.size() >= command_.runs || all_.runs.size() < singles.size()) return {};
    std::vector<TriedFault> survived;
    for (std::size_t i = 0; i < singles.size(); ++i)
      if (all_.runs[i].verdict > Verdict::hammered && !all_.runs[i].fails(command_.strict) &&
          singles[i].rules.size() == 1)
        survived.push_back(singles[i]);
    return pairs_of(survived, command_.runs - singles.size());
  }

  void try_all(const std::vector<TriedFault>& faults) {
    total_ += faults.size();
    trial::run_all(
        faults, command_.jobs,
        [this](const TriedFault& fault) {
          return run_under(fault, *baseline_, world_, client(), options_);
        },
        [this](const TrialRun& run) { add(run); }, stop_.token());
  }

  void add(const TrialRun& run) {
    auto summary = trial::summarise(run, *baseline_, redactor_);
    if (const auto found = expected_.find(summary.fault); found != expected_.end())
      summary.expected = found->second;
    summary.number = all_.runs.size() + 1;
    if (summary.fails(command_.strict)) summary.repeat = write_repeat(run, summary.number);
    clear_progress();
    out_ << std::setw(5) << summary.number << "  " << std::left << std::setw(16)
         << name_of(summary.verdict) << std::right << std::setw(9) << std::fixed
         << std::setprecision(1) << static_cast<double>(summary.duration.count()) / 1000
         << std::setw(10) << summary.requests << "  " << summary.fault << expectation_of(summary)
         << '\n'
         << std::flush;
    all_.runs.push_back(std::move(summary));
    show_progress();
  }

  static std::string expectation_of(const trial::Summary& summary) {
    if (!summary.expected) return "";
    if (summary.expected == summary.verdict) return "  (expected)";
    return "  (expected: " + std::string(name_of(*summary.expected)) + ')';
  }

  // Of a trial of all faults: what the file of --expect says of others.
  std::vector<std::string> expected_and_not_tried() const {
    const bool was_limited = !command_.scenarios.empty() || !command_.fault_files.empty() ||
                             all_.runs.size() >= command_.runs || is_stopped();
    std::vector<std::string> names;
    for (const auto& [name, verdict] : expected_)
      if (!was_limited &&
          std::ranges::find(all_.runs, name, &trial::Summary::fault) == all_.runs.end())
        names.push_back(name);
    return names;
  }

  void clear_progress() {
    if (is_terminal_) err_ << "\r\033[K" << std::flush;
  }

  void show_progress() {
    if (is_terminal_ && all_.runs.size() < total_)
      err_ << all_.runs.size() << " of " << total_ << std::flush;
  }

  // The rules of the run in a file of their own, and the command that uses it.
  std::string write_repeat(const TrialRun& run, std::size_t number) {
    if (rules_folder_.empty()) rules_folder_ = make_rules_folder();
    const auto file = rules_folder_ / ("run-" + std::to_string(number) + ".json");
    files::write(file, to_json(run.fault.rules));
    std::string text = word(command_.program) + " try";
    if (command_.world_file) text += " --world " + word(*command_.world_file);
    if (command_.assumptions_file) text += " --assumptions " + word(*command_.assumptions_file);
    if (command_.world.revision == Revision::r2026_06) text += " --revision 2026-06";
    if (command_.world.sync_mode == SyncMode::deferred) text += " --sync-mode deferred";
    if (command_.world.rng_seed != 0)
      text += " --rng-seed " + std::to_string(command_.world.rng_seed);
    if (command_.timeout_s != Try().timeout_s)
      text += " --timeout " + std::to_string(command_.timeout_s);
    text += " --faults " + word(file.string()) + " --";
    for (const auto& argument : command_.command) text += ' ' + word(argument);
    return text;
  }

  std::filesystem::path make_rules_folder() const {
    if (command_.rules_folder) {
      std::filesystem::create_directories(*command_.rules_folder);
      return *command_.rules_folder;
    }
    auto pattern = (std::filesystem::temp_directory_path() / "tines-mock-try-XXXXXX").string();
    if (!::mkdtemp(pattern.data()))
      throw std::system_error(errno, std::generic_category(), "cannot make " + pattern);
    return pattern;
  }

  int report() {
    out_ << trial::text_report(all_);
    const auto errors =
        files::write_all({{command_.report_file.value_or(""), trial::json_report(all_)},
                          {command_.junit_file.value_or(""), trial::junit_report(all_)},
                          {command_.html_file.value_or(""), trial::html_report(all_)},
                          {command_.write_expect_file.value_or(""), new_expectations()}});
    if (!errors.empty()) throw std::runtime_error(errors);
    if (all_.interrupted) return interrupted;
    return trial::fails(all_) ? 1 : 0;
  }

  std::string new_expectations() const {
    trial::ExpectedVerdicts verdicts;
    for (const auto& run : all_.runs)
      if (run.verdict != Verdict::survived) verdicts.emplace(run.fault, run.verdict);
    return trial::to_json(verdicts);
  }

  const Try& command_;
  std::ostream& out_;
  std::ostream& err_;
  StopAtSignal stop_;
  const bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
  WorldSpec world_;
  TrialOptions options_;
  trial::ExpectedVerdicts expected_;
  redaction::Redactor redactor_;
  std::optional<TrialRun> baseline_;
  std::size_t total_ = 0;
  Summaries all_;
  std::filesystem::path rules_folder_;
};

}  // namespace

int try_client(const Try& command, std::ostream& out, std::ostream& err) {
  Trying trying(command, out, err);
  try {
    return trying.run();
  } catch (const BaselineError& error) {
    err << "tines-mock: " << error.what() << '\n';
    return 2;
  }
}

}  // namespace tines_mock::app

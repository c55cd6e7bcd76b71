#include "contract_tests/options.hpp"
#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/report/printable.hpp"
#include "contract_tests/report/report.hpp"
#include "contract_tests/target/http_target.hpp"
#include "contract_tests/target/interrupt.hpp"
#include "contract_tests/target/mock_target.hpp"
#include "files/write_file.hpp"
#include "support/standard_streams.hpp"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

constexpr int conforms = 0, broken_promise = 1, could_not_run = 2;
constexpr int cases_on_the_mock = 25, cases_on_a_tenant = 10, cases_on_a_slow_tenant = 4;
constexpr std::chrono::milliseconds slow_answer{40};

void print(const std::string& text) {
  std::cout << text;
  if (!std::cout.flush()) throw CannotRun("cannot write to the standard output");
}

Assumptions expected_assumptions(const Options& options) {
  if (!options.assumptions_file.empty()) return load_assumptions(options.assumptions_file);
  if (!options.write_assumptions_file.empty() &&
      std::filesystem::exists(options.write_assumptions_file)) {
    return load_assumptions(options.write_assumptions_file);
  }
  return {};
}

/// A tenant that cannot be judged at all: one line that says why. Returns how long an answer takes.
std::chrono::steady_clock::duration require_reachable(Session& session) {
  const auto asked = std::chrono::steady_clock::now();
  const auto list = session.send(list_call());
  const auto& url = session.settings.tenant_url;
  if (list.status() == 0) throw CannotRun(url + " cannot be reached: " + list.response.body);
  if (list.status() == 401 || list.status() == 403) {
    throw CannotRun(url + " refuses TINES_API_KEY (" + std::to_string(list.status()) + ")");
  }
  if (list.status() >= 300 && list.status() < 400) {
    throw CannotRun(url + " answers with a redirect (" + std::to_string(list.status()) +
                    "); a key does not follow one. Set TINES_TENANT_URL to the tenant itself");
  }
  return std::chrono::steady_clock::now() - asked;
}

std::string plan(const Settings& settings) {
  return "Nothing is written to " + settings.tenant_url +
         " without --allow-writes. With it, this run would\n"
         "  - create sync destinations of team " +
         std::to_string(settings.team_id) + " to team " +
         std::to_string(settings.destination_team_id) + " of " + settings.destination_url +
         ",\n    update and sync them, and delete them again\n"
         "  - create stories and teams named \"" +
         marker +
         "…\", and delete them again\n"
         "  - let the destination receive copies of the stories of TINES_STORY_IDS\n"
         "What only reads is checked now; the rest could not be checked.\n\n";
}

std::string replay_command(const Options& options, const Redactor& redact, std::uint64_t seed,
                           int max_success) {
  std::string command = "tines-contract";
  if (options.allow_writes) command += " --allow-writes";
  if (!options.ca_cert_file.empty()) command += " --ca-cert " + redact.quoted(options.ca_cert_file);
  if (!options.assumptions_file.empty()) {
    command += " --assumptions " + redact.quoted(options.assumptions_file);
  }
  return command + " --seed " + std::to_string(seed) + " --max-success " +
         std::to_string(max_success);
}

/// What a run needs, put together from the options: it lives as long as the run.
struct Bench {
  Settings settings;
  Tenants tenants;
  std::unique_ptr<MockTarget> mock;
  std::shared_ptr<PacedTarget> origin;
  std::shared_ptr<PacedTarget> destination;  ///< empty: it cannot be seen

  /// From here on only what cleans up is sent, on both sides.
  void only_clean_up_now() const {
    origin->only_clean_up_now();
    if (destination) destination->only_clean_up_now();
  }
};

Bench set_up(const Options& options, const Assumptions& expected, Clock& clock,
             std::stop_token stop) {
  Bench bench;
  Pace pace{.request_budget = options.request_budget};
  if (auto settings = settings_from(process_environment)) {
    bench.settings = *settings;
    const HttpOptions http{.ca_cert_file = options.ca_cert_file};
    bench.tenants.origin = http_target(*parse_base_url(settings->tenant_url), http);
    const auto destination = *parse_base_url(settings->destination_url);
    if (may_carry_keys(destination)) bench.tenants.destination = http_target(destination, http);
  } else {
    bench.mock = std::make_unique<MockTarget>(MockOptions{.assumptions = expected});
    bench.settings = bench.mock->settings();
    bench.tenants = bench.mock->tenants();
    pace.requests_per_minute = 1'000'000;
  }
  bench.origin = std::make_shared<PacedTarget>(bench.tenants.origin, pace, clock, stop);
  if (bench.tenants.destination) {
    bench.destination = std::make_shared<PacedTarget>(bench.tenants.destination, pace, clock, stop);
  }
  return bench;
}

std::vector<std::string> try_to_sweep(Session& session, Ledger& ledger, const Bench& bench) {
  bench.only_clean_up_now();
  session.tenant.watch({});
  if (!session.tenant.may_write()) return {};
  return sweep(session, ledger);
}

int clean_up(Session& session, Ledger& ledger, const Bench& bench) {
  require_reachable(session);
  const Redactor redact(session.settings);
  const auto open = ledger.open().size();
  const auto left = try_to_sweep(session, ledger, bench);
  std::string text;
  for (const auto& line : left) text += "left: " + redact(line) + "\n";
  print(text + std::to_string(open) + " entries of " + ledger.file().string() + " looked after; " +
        (left.empty() ? "a list of the tenant shows that nothing of ours is left\n"
                      : "not everything would go\n"));
  return left.empty() ? conforms : broken_promise;
}

std::vector<std::string> remarks_on(const Session& session, const Bench& bench) {
  std::vector<std::string> remarks;
  if (session.facts.syncs_arrive) {
    remarks.push_back("copies of the stories of TINES_STORY_IDS stay in team " +
                      std::to_string(session.settings.destination_team_id) + " of " +
                      session.settings.destination_url + ", as the documents say");
  }
  if (!session.facts.removal_works) {
    remarks.push_back(
        "what was deleted did not go, so each promise was tried with one example only");
  }
  if (bench.origin->times_rate_limited() > 0) {
    remarks.push_back("the tenant answered 429 " +
                      std::to_string(bench.origin->times_rate_limited()) +
                      " times and was waited for");
  }
  return remarks;
}

int exit_status(const Sheet& sheet, bool strict) {
  const auto& sum = sheet.sum;
  if (sum.broken > 0 || (strict && sum.differs > 0)) return broken_promise;
  return sheet.interrupted ? could_not_run : conforms;
}

/// Writes each file that was asked for, also when another cannot be written. Returns what went
/// wrong.
std::string write_files(const Options& options, const Sheet& sheet, const Assumptions& seen) {
  const std::vector<std::pair<std::string, std::string>> files{
      {options.json_file, json_report(sheet)},
      {options.junit_file, junit_report(sheet)},
      {options.html_file, html_report(sheet)},
      {options.write_assumptions_file, to_json(seen)}};
  std::string errors;
  for (const auto& [file, content] : files) {
    try {
      if (!file.empty()) tines_mock::files::write(file, content);
    } catch (const std::exception& error) {
      errors += (errors.empty() ? "" : "; ") + std::string(error.what());
    }
  }
  return errors;
}

std::shared_ptr<Ledger> open_ledger(const Options& options, const Settings& settings) {
  return std::make_shared<Ledger>(!options.ledger_file.empty()
                                      ? std::filesystem::path(options.ledger_file)
                                      : default_ledger_file(settings.tenant_url));
}

/// What was made is removed again, however the run ends.
RunResult check_and_sweep(Session& session, Ledger& ledger, const Bench& bench,
                          const RunOptions& options, std::vector<std::string>& left) {
  RunResult result;
  try {
    session.facts = discover(session);
    result = run(all_promises(), session, options);
  } catch (const Interrupted&) {
    result.interrupted = true;
  } catch (const std::exception& error) {
    std::string more;
    for (const auto& line : try_to_sweep(session, ledger, bench)) more += "; left: " + line;
    throw CannotRun(error.what() + more);
  }
  left = try_to_sweep(session, ledger, bench);
  result.remarks = remarks_on(session, bench);
  return result;
}

int run_suite(const Options& options, Interrupt& interrupt) {
  SystemClock clock;
  const auto expected = expected_assumptions(options);
  const auto bench = set_up(options, expected, clock, interrupt.token());
  const bool is_mock = bench.mock != nullptr;
  const bool may_write = options.allow_writes || options.clean_up || is_mock;
  const auto nothing_on_disk = std::make_shared<Ledger>(std::filesystem::path());
  const auto ledger =
      may_write && !is_mock ? open_ledger(options, bench.settings) : nothing_on_disk;
  const auto seed = options.seed.value_or(std::random_device{}());

  Tenant tenant({bench.origin, bench.settings.api_key, may_write}, ledger);
  Tenant destination({bench.destination, bench.settings.destination_api_key, may_write},
                     std::make_shared<Ledger>(std::filesystem::path()));
  Session session({tenant, bench.destination ? &destination : nullptr, bench.tenants.mock,
                   bench.settings, expected, clock, seed});
  if (options.clean_up) return clean_up(session, *ledger, bench);

  const bool slow = require_reachable(session) > slow_answer;
  const auto max_success = options.max_success.value_or(is_mock ? cases_on_the_mock
                                                        : slow  ? cases_on_a_slow_tenant
                                                                : cases_on_a_tenant);
  if (!may_write) print(plan(bench.settings));
  // What an earlier run left would be taken for other people's.
  if (may_write && !ledger->open().empty()) sweep(session, *ledger);
  if (may_write) note_what_is_there(session, *ledger);
  const Redactor redact(bench.settings);
  Report report{.target = is_mock ? "the in-process mock" : bench.settings.tenant_url,
                .seed = seed,
                .max_success = max_success,
                .replay = replay_command(options, redact, seed, max_success)};
  report.run = check_and_sweep(session, *ledger, bench, {seed, max_success, options.promises, {}},
                               report.left_behind);
  report.requests = bench.origin->requests_sent();

  const auto sheet = sheet_of(report, redact);
  const auto unwritten = write_files(options, sheet, session.seen);
  print(text_report(sheet));
  if (!unwritten.empty()) throw CannotRun(unwritten);
  if (sheet.interrupted && sheet.left_behind.empty()) {
    std::cerr << "tines-contract: interrupted; what was created is removed\n";
  }
  return exit_status(sheet, options.strict);
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  const auto [options, status] = parse_command_line(argc, argv);
  if (status) return *status;
  try {
    if (options.list) return print(promise_list(all_promises())), conforms;
    Interrupt interrupt;
    return run_suite(options, interrupt);
  } catch (const std::exception& error) {
    std::cerr << "tines-contract: " << printable(error.what()) << "\n";
    return could_not_run;
  }
}

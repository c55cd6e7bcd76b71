#include "contract_tests/bench.hpp"
#include "contract_tests/exit_status.hpp"
#include "contract_tests/options.hpp"
#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/properties/preflight.hpp"
#include "contract_tests/report/printable.hpp"
#include "contract_tests/report/progress.hpp"
#include "contract_tests/report/report.hpp"
#include "contract_tests/report/verified.hpp"
#include "contract_tests/target/interrupt.hpp"
#include "files/write_file.hpp"
#include "support/iso8601.hpp"
#include "support/standard_streams.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>
#include <sstream>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

constexpr int cases_on_the_mock = 25, cases_on_a_tenant = 10, cases_on_a_slow_tenant = 4;
constexpr std::chrono::milliseconds slow_answer{40};

void print(const std::string& text) {
  std::cout << text;
  if (!std::cout.flush()) throw CannotRun("cannot write to the standard output");
}

void say(const std::string& line) {
  std::cerr << "tines-contract: " << line << "\n";
}

std::string each_line(const std::string& text,
                      const std::function<std::string(const std::string&)>& change) {
  std::istringstream lines(text);
  std::string changed;
  for (std::string line; std::getline(lines, line);) {
    changed += (changed.empty() ? "" : "\n") + change(line);
  }
  return changed;
}

/// What a run says on its way. That it could not be written shows in the report, which comes last.
void print_on_the_way(const std::string& text) {
  std::cout << text << std::flush;
}

/// What is known before the run.
struct Known {
  AssumptionsFile table;
  Expectations expectations;
};

Known known_before(const Options& options) {
  Known known;
  if (!options.expect_file.empty()) {
    known.expectations = load_expectations(options.expect_file, all_promises());
  }
  if (!options.assumptions_file.empty()) {
    known.table = load_assumptions_file(options.assumptions_file);
  } else if (!options.write_assumptions_file.empty() &&
             std::filesystem::exists(options.write_assumptions_file)) {
    known.table = load_assumptions_file(options.write_assumptions_file);
  }
  return known;
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
         "  - let the destination receive copies of these and of the stories of TINES_STORY_IDS,\n"
         "    and delete those that were not there before\n"
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

std::vector<std::string> try_to_sweep(Session& session, Ledger& ledger, const Bench& bench) {
  bench.only_clean_up_now();
  session.tenant.watch({});
  if (!session.tenant.may_write()) return {};
  return sweep(session, ledger);
}

void require(const Preflight& preflight, const Redactor& redact) {
  if (preflight.problems.empty()) return;
  std::string text = "the settings do not fit the tenants, so nothing is judged:";
  for (const auto& problem : preflight.problems) text += "\n  " + redact(problem);
  throw CannotRun(text);
}

int clean_up(Session& session, Ledger& ledger, const Bench& bench) {
  const Redactor redact(session.settings);
  require(look_at_settings(session), redact);
  const auto open = ledger.open().size();
  const bool any_made = open > 0 || !ledger.made().empty();
  const auto left = try_to_sweep(session, ledger, bench);
  std::string text;
  for (const auto& line : left) text += "left: " + redact(line) + "\n";
  text +=
      std::to_string(open) + " entries of " + redact(ledger.file().string()) + " looked after; ";
  print(text + (!left.empty() ? "not everything would go\n"
                : any_made    ? "a list of the tenant shows that nothing of ours is left\n"
                              : "no run has left anything\n"));
  return left.empty() ? conforms : broken_promise;
}

std::vector<std::string> remarks_on(const Session& session, const Bench& bench) {
  std::vector<std::string> remarks;
  if (session.facts.syncs_arrive && !session.facts.destination_seen) {
    remarks.push_back("copies of the stories may be left in team " +
                      std::to_string(session.settings.destination_team_id) + " of " +
                      session.settings.destination_url + ", which cannot be looked at");
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
  if (bench.har && bench.har->left_out() > 0) {
    remarks.push_back(std::to_string(bench.har->left_out()) +
                      " exchanges had no room in the file of --har");
  }
  return remarks;
}

/// What has no place is told before a run that may take long.
void require_places_of_files(const Options& options) {
  std::string errors;
  for (const auto& file : {options.json_file, options.junit_file, options.html_file,
                           options.write_assumptions_file, options.write_expect_file}) {
    if (file.empty()) continue;
    const auto folder = std::filesystem::absolute(file).parent_path();
    if (std::filesystem::is_directory(file)) {
      errors += "\n  " + file + " is a directory; expected the name of a file";
    } else if (!std::filesystem::is_directory(folder)) {
      errors += "\n  " + file + " cannot be written: there is no directory " + folder.string();
    }
  }
  if (!errors.empty())
    throw CannotRun("nothing is judged, because the report has no place:" + errors);
}

/// Writes each file that was asked for, also when another cannot be written. Returns what went
/// wrong.
std::string write_files(const Options& options, const Bench& bench, const Report& report,
                        const Sheet& sheet, const Assumptions& seen, const std::string& today) {
  const std::vector<std::pair<std::string, std::string>> files{
      {options.json_file, json_report(sheet)},
      {options.junit_file, junit_report(sheet)},
      {options.html_file, html_report(sheet)},
      {options.write_assumptions_file, to_json(AssumptionsFile{seen, report.verified})},
      {options.write_expect_file, to_json(known_after(report.expectations, sheet, today))}};
  std::string errors;
  for (const auto& [file, content] : files) {
    try {
      if (!file.empty()) tines_mock::files::write(file, content);
    } catch (const std::exception& error) {
      errors += (errors.empty() ? "" : "; ") + std::string(error.what());
    }
  }
  if (bench.har && !bench.har->fault().empty()) {
    errors += (errors.empty() ? "" : "; ") + bench.har->fault();
  }
  return errors;
}

std::shared_ptr<Ledger> open_ledger(const Options& options, const Settings& settings) {
  return std::make_shared<Ledger>(!options.ledger_file.empty()
                                      ? std::filesystem::path(options.ledger_file)
                                      : default_ledger_file(settings.tenant_url));
}

/// Looks at the settings and finds out the facts. Returns what ended the run before its first
/// promise, if anything did. Throws CannotRun when the settings cannot be right.
std::optional<RunEnds> prepare(Session& session, Ledger& ledger, const Redactor& redact,
                               Preflight& preflight) {
  try {
    preflight = look_at_settings(session);
    require(preflight, redact);
    const bool may_write = session.tenant.may_write();
    if (!may_write) print_on_the_way(plan(session.settings));
    // What an earlier run left would be taken for other people's.
    if (may_write && !ledger.open().empty()) sweep(session, ledger);
    if (may_write) note_what_is_there(session, ledger);
    session.facts = discover(session);
    look_at_first_sync(session, preflight);
    require(preflight, redact);
    return std::nullopt;
  } catch (const RunEnds& why) {
    return why;
  }
}

int cases_for(const Options& options, const Bench& bench, const Preflight& preflight) {
  const bool slow = preflight.answer_time > slow_answer;
  return options.max_success.value_or(bench.mock ? cases_on_the_mock
                                      : slow     ? cases_on_a_slow_tenant
                                                 : cases_on_a_tenant);
}

std::string lines_of(const std::vector<std::string>& lines, const Redactor& redact) {
  std::string text;
  for (const auto& line : lines) text += "  " + redact(line) + "\n";
  return text;
}

/// What was made is removed again, however the run ends.
Report check_and_sweep(Session& session, Ledger& ledger, const Bench& bench, const Options& options,
                       std::uint64_t seed) {
  const Redactor redact(session.settings);
  Report report{.target = bench.mock ? "the in-process mock" : bench.settings.tenant_url,
                .seed = seed};
  try {
    Preflight preflight;
    const auto ended = prepare(session, ledger, redact, preflight);
    if (!bench.mock) print_on_the_way(lines_of(preflight.seen, redact) + "\n");
    report.max_success = cases_for(options, bench, preflight);
    report.replay = replay_command(options, redact, seed, report.max_success);
    const auto progress = progress_on_terminal();
    report.run = run(all_promises(), session,
                     {seed, report.max_success, options.promises, progress.get(), ended});
  } catch (const std::exception& error) {
    std::string text = error.what();
    for (const auto& line : try_to_sweep(session, ledger, bench)) text += "\n  left: " + line;
    throw CannotRun(each_line(text, redact));
  }
  report.left_behind = try_to_sweep(session, ledger, bench);
  report.run.remarks = remarks_on(session, bench);
  report.requests = bench.origin->requests_sent();
  return report;
}

void require_known(const std::vector<std::string>& promises) {
  const auto all = all_promises();
  for (const auto& id : promises) {
    if (std::ranges::find(all, id, &Promise::id) != all.end()) continue;
    std::string text = "--promise '" + id + "' is no promise of --list";
    const auto subject = id.substr(0, id.find('.') + 1);
    std::string akin;
    for (const auto& promise : all) {
      if (!subject.empty() && promise.id.starts_with(subject)) akin += "\n  " + promise.id;
    }
    throw CannotRun(text + (akin.empty() ? "" : "; these begin like it:" + akin));
  }
}

int run_suite(const Options& options, Interrupt& interrupt) {
  require_known(options.promises);
  require_places_of_files(options);
  SystemClock clock;
  const auto known = known_before(options);
  const auto& expected = known.table.assumptions;
  const auto bench = set_up(options, expected, clock, interrupt.token());
  if (bench.mock && options.clean_up) {
    throw CannotRun("--clean-up needs the settings of the tenant to clean up; see --help");
  }
  const Redactor redact(bench.settings);
  print_on_the_way("Target: " + redact(bench.names_of_tenants()) + "\n");
  const bool may_write = options.allow_writes || options.clean_up || bench.mock;
  const auto nothing_on_disk = std::make_shared<Ledger>(std::filesystem::path());
  const auto ledger =
      may_write && !bench.mock ? open_ledger(options, bench.settings) : nothing_on_disk;
  if (may_write && !bench.mock) {
    interrupt.advise_at_the_second(
        "what is left on the tenants goes with: tines-contract "
        "--clean-up --ledger " +
        redact.quoted(ledger->file().string()));
  }
  const auto seed = options.seed.value_or(std::random_device{}());

  Tenant tenant({bench.origin, bench.settings.api_key, may_write}, ledger);
  Tenant destination({bench.destination, bench.settings.destination_api_key, may_write},
                     std::make_shared<Ledger>(std::filesystem::path()));
  Session session({tenant, bench.destination ? &destination : nullptr, bench.controls,
                   bench.settings, expected, clock, seed});
  if (options.clean_up) {
    try {
      return clean_up(session, *ledger, bench);
    } catch (const std::exception& error) {
      throw CannotRun(each_line(error.what(), redact));
    }
  }

  auto report = check_and_sweep(session, *ledger, bench, options, seed);
  const auto today = to_iso8601(clock.now()).substr(0, std::string_view("2026-11-25").size());
  report.expectations = known.expectations;
  report.verified = known.table.sightings;
  if (!bench.mock) {
    report.verified = verified(report.verified, report.run, expected, session.seen,
                               {today, session.facts.revision()});
  }
  const auto sheet = sheet_of(report, redact);
  const auto unwritten = write_files(options, bench, report, sheet, session.seen, today);
  print(text_report(sheet));
  if (!unwritten.empty()) throw CannotRun(unwritten);
  const auto judgement =
      judgement_of(judged_by(known.expectations, report.run),
                   {options.strict, options.min_checked_percent}, interrupt.exit_status());
  if (!judgement.reason.empty()) say(redact(judgement.reason));
  return judgement.exit_status;
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_streams();
  const auto [options, status] = parse_command_line(argc, argv);
  if (status) return *status;
  Interrupt interrupt;
  try {
    if (options.list) return print(promise_list(all_promises())), conforms;
    return run_suite(options, interrupt);
  } catch (const std::exception& error) {
    say(each_line(error.what(), printable));
    return interrupt.exit_status() == 0 ? could_not_run : interrupt.exit_status();
  }
}

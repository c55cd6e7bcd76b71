#include "contract_tests/suite.hpp"

#include "contract_tests/exit_status.hpp"
#include "contract_tests/output_files.hpp"
#include "contract_tests/properties/clean_up.hpp"
#include "contract_tests/report/progress.hpp"
#include "contract_tests/report/report.hpp"
#include "support/iso8601.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <random>
#include <sstream>

namespace tines_mock::contract {

namespace {

constexpr int cases_on_the_mock = 25, cases_on_a_tenant = 10, cases_on_a_slow_tenant = 4;
constexpr std::chrono::milliseconds slow_answer{40};

/// Like `print`, but ignores errors: the report is printed last, and reports them.
void print_progress(const std::string& text) {
  std::cout << text << std::flush;
}

std::string indented_lines(const std::vector<std::string>& lines, const ReportRedactor& redact) {
  std::string text;
  for (const auto& line : lines) text += "  " + redact(line) + "\n";
  return text;
}

std::shared_ptr<Ledger> ledger_in_memory() {
  return std::make_shared<Ledger>(std::filesystem::path());
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
         "Promises that need no writes are checked now.\n\n";
}

void require_known_promises(const std::vector<std::string>& ids) {
  const auto all = all_promises();
  for (const auto& id : ids) {
    if (std::ranges::find(all, id, &Promise::id) != all.end()) continue;
    const auto subject = id.substr(0, id.find('.') + 1);
    std::string similar;
    for (const auto& promise : all) {
      if (!subject.empty() && promise.id.starts_with(subject)) similar += "\n  " + promise.id;
    }
    throw CannotRun("--promise '" + id + "' is no promise of --list" +
                    (similar.empty() ? "" : "; these begin like it:" + similar));
  }
}

void require_no_problems(const Preflight& preflight, const ReportRedactor& redact) {
  if (preflight.problems.empty()) return;
  std::string text = "the settings do not fit the tenants, so no promise is checked:";
  for (const auto& problem : preflight.problems) text += "\n  " + redact(problem);
  throw CannotRun(text);
}

const Options& checked(const Options& options) {
  require_known_promises(options.promises);
  if (const auto places = check_places_of_files(options); !places) {
    throw CannotRun(places.error());
  }
  return options;
}

}  // namespace

void print(const std::string& text) {
  std::cout << text;
  if (!std::cout.flush()) throw CannotRun("cannot write to the standard output");
}

void print_error(const std::string& line) {
  std::cerr << "tines-contract: " << line << "\n";
}

std::string change_each_line(const std::string& text,
                             const std::function<std::string(const std::string&)>& change) {
  std::istringstream lines(text);
  std::string changed;
  for (std::string line; std::getline(lines, line);) {
    changed += (changed.empty() ? "" : "\n") + change(line);
  }
  return changed;
}

Suite::Suite(const Options& options, Interrupt& interrupt)
    : options_(checked(options)),
      interrupt_(interrupt),
      known_(load_known(options)),
      bench_(set_up(options, known_.assumptions.assumptions, clock_, interrupt.token())),
      redact_(bench_.settings),
      seed_(options.seed.value_or(std::random_device{}())),
      ledger_(open_ledger()),
      origin_({bench_.origin, bench_.settings.api_key, may_write()}, ledger_),
      destination_({bench_.destination, bench_.settings.destination_api_key, may_write()},
                   ledger_in_memory()),
      session_({origin_, bench_.destination ? &destination_ : nullptr, bench_.controls,
                bench_.settings, known_.assumptions.assumptions, clock_, seed_}) {
  print_progress("Target: " + redact_(bench_.names_of_tenants()) + "\n");
  if (ledger_->file().empty()) return;
  interrupt_.advise_after_second_signal(
      "what is left on the tenants can be removed with: tines-contract --clean-up --ledger " +
      redact_.quoted(ledger_->file().string()));
}

Suite::Known Suite::load_known(const Options& options) {
  Known known;
  if (!options.expect_file.empty()) {
    known.expectations = load_expectations(options.expect_file, all_promises());
  }
  if (!options.assumptions_file.empty()) {
    known.assumptions = load_assumptions_file(options.assumptions_file);
  } else if (!options.write_assumptions_file.empty() &&
             std::filesystem::exists(options.write_assumptions_file)) {
    known.assumptions = load_assumptions_file(options.write_assumptions_file);
  }
  return known;
}

std::string Suite::today() const {
  return to_iso8601(clock_.now()).substr(0, std::string_view("2026-11-25").size());
}

std::shared_ptr<Ledger> Suite::open_ledger() const {
  if (bench_.mock && options_.clean_up) {
    throw CannotRun("--clean-up needs the settings of the tenant to clean up; see --help");
  }
  if (bench_.mock || !may_write()) return ledger_in_memory();
  return std::make_shared<Ledger>(options_.ledger_file.empty()
                                      ? default_ledger_file(bench_.settings.tenant_url)
                                      : std::filesystem::path(options_.ledger_file));
}

int Suite::clean_up() {
  try {
    require_no_problems(look_at_settings(session_), redact_);
    const auto entries = ledger_->open().size();
    const bool any_made = entries > 0 || !ledger_->made().empty();
    const auto left = remove_what_was_created();
    std::string text;
    for (const auto& line : left) text += "left: " + redact_(line) + "\n";
    text += std::to_string(entries) + " entries of the ledger " +
            redact_(ledger_->file().string()) + ": ";
    print(text + (!left.empty() ? "not everything could be removed\n"
                  : any_made    ? "the tenants' lists show that nothing of ours is left\n"
                                : "no run has left anything\n"));
    return left.empty() ? conforms : broken_promise;
  } catch (const std::exception& error) {
    throw CannotRun(change_each_line(error.what(), redact_));
  }
}

int Suite::check() {
  auto report = run_promises();
  add_what_was_known(report);
  const auto sheet = sheet_of(report, redact_);
  const auto written = write_all_files(report, sheet);
  print(text_report(sheet));
  if (!written) throw CannotRun(written.error());
  const auto judgement =
      judge_run(apply_expectations(known_.expectations, report.run),
                {options_.strict, options_.min_checked_percent}, interrupt_.exit_status());
  if (!judgement.reason.empty()) print_error(redact_(judgement.reason));
  return judgement.exit_status;
}

/// Removes what was created, however the run ends.
Report Suite::run_promises() {
  Report report{.target = bench_.mock ? "the in-process mock" : bench_.settings.tenant_url,
                .seed = seed_};
  try {
    const auto [preflight, ended] = prepare();
    if (!bench_.mock) print_progress(indented_lines(preflight.seen, redact_) + "\n");
    report.max_success = cases_per_promise(preflight);
    report.replay = replay_command(report.max_success);
    const auto progress = progress_on_terminal();
    report.run = run(all_promises(), session_,
                     {seed_, report.max_success, options_.promises, progress.get(), ended});
  } catch (const std::exception& error) {
    std::string text = error.what();
    for (const auto& line : remove_what_was_created()) text += "\n  left: " + line;
    throw CannotRun(change_each_line(text, redact_));
  }
  report.left_behind = remove_what_was_created();
  report.run.remarks = remarks();
  report.requests = bench_.origin->requests_sent();
  return report;
}

/// Throws CannotRun when a setting is wrong.
Suite::Prepared Suite::prepare() {
  Prepared prepared;
  auto& preflight = prepared.preflight;
  try {
    preflight = look_at_settings(session_);
    require_no_problems(preflight, redact_);
    if (may_write()) {
      // What an earlier run left would otherwise be noted as another client's.
      if (!ledger_->open().empty()) sweep(session_, *ledger_);
      note_what_is_there(session_, *ledger_);
    } else {
      print_progress(plan(session_.settings));
    }
    session_.facts = discover(session_);
    look_at_first_sync(session_, preflight);
    require_no_problems(preflight, redact_);
  } catch (const RunEnds& why) {
    prepared.ended = why;
  }
  return prepared;
}

int Suite::cases_per_promise(const Preflight& preflight) const {
  if (options_.max_success) return *options_.max_success;
  if (bench_.mock) return cases_on_the_mock;
  return preflight.answer_time > slow_answer ? cases_on_a_slow_tenant : cases_on_a_tenant;
}

std::string Suite::replay_command(int cases) const {
  std::string command = "tines-contract";
  if (options_.allow_writes) command += " --allow-writes";
  if (!options_.ca_cert_file.empty()) {
    command += " --ca-cert " + redact_.quoted(options_.ca_cert_file);
  }
  if (!options_.assumptions_file.empty()) {
    command += " --assumptions " + redact_.quoted(options_.assumptions_file);
  }
  return command + " --seed " + std::to_string(seed_) + " --max-success " + std::to_string(cases);
}

std::vector<std::string> Suite::remarks() const {
  std::vector<std::string> remarks;
  const auto& facts = session_.facts;
  if (facts.syncs_arrive && !facts.destination_seen) {
    remarks.push_back("copies of the stories may be left in team " +
                      std::to_string(session_.settings.destination_team_id) + " of " +
                      session_.settings.destination_url + ", whose stories cannot be listed");
  }
  if (!facts.removal_works) {
    remarks.emplace_back(
        "the tenant keeps what is deleted, so each promise was tried with one case");
  }
  if (const auto times = bench_.origin->times_rate_limited(); times > 0) {
    remarks.push_back("the tenant answered 429 " + std::to_string(times) +
                      " times, and the run waited as long as it was told to");
  }
  if (bench_.har && bench_.har->left_out() > 0) {
    remarks.push_back("the file of --har is full: the last " +
                      std::to_string(bench_.har->left_out()) + " exchanges are not in it");
  }
  return remarks;
}

/// Returns what could not be removed, one line each.
std::vector<std::string> Suite::remove_what_was_created() {
  bench_.only_clean_up_now();
  session_.tenant.watch({});
  if (!may_write()) return {};
  return sweep(session_, *ledger_);
}

void Suite::add_what_was_known(Report& report) const {
  report.expectations = known_.expectations;
  report.verified = known_.assumptions.sightings;
  // The mock says nothing about real tenants.
  if (bench_.mock) return;
  report.verified = add_sightings(report.verified, report.run, known_.assumptions.assumptions,
                                  session_.seen, {today(), session_.facts.revision()});
}

Result<void, std::string> Suite::write_all_files(const Report& report, const Sheet& sheet) const {
  const auto files =
      write_files(options_, sheet,
                  {.assumptions_seen = session_.seen,
                   .verified = report.verified,
                   .expectations = update_expectations(report.expectations, sheet, today())});
  auto har = bench_.har ? bench_.har->written() : Result<void, std::string>{};
  if (files) return har;
  return har ? files : Failure{files.error() + "; " + har.error()};
}

}  // namespace tines_mock::contract

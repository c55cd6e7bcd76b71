#include "contract_tests/options.hpp"

#include "support/text.hpp"

#include <string>

#include <CLI/CLI.hpp>

namespace tines_mock::contract {

namespace {

constexpr const char* about =
    R"(Checks, promise by promise, whether a Tines tenant keeps the contract of its API.

Without settings it checks the in-process mock. For a tenant, set these variables:
  TINES_TENANT_URL              its base URL (https, or http on loopback)
  TINES_API_KEY                 a key for its administration (or TINES_API_KEY_FILE)
  TINES_TEAM_ID                 a team of the tenant
  TINES_STORY_IDS               stories of that team, comma-separated; every promise can be checked with three or more
  TINES_DESTINATION_TENANT_URL  the tenant that the stories are synced to
  TINES_DESTINATION_API_KEY     a key of the destination (or TINES_DESTINATION_API_KEY_FILE)
  TINES_DESTINATION_TEAM_ID     a team of the destination)";

constexpr const char* epilogue = R"(
Exit status:
  0         every promise that could be checked is kept
  1         a documented promise is broken; with --strict also: an assumption differs;
            with --clean-up: something could not be removed
  2         the run could not start, or ended early
  3         no promise is broken, but fewer could be checked than --min-checked asks for
  130, 143  interrupted by SIGINT or SIGTERM: what was created is removed, the reports are written

Example:
  tines-contract --allow-writes --html report.html)";

/// An empty value is an error: it is a mistake (an unset variable, often), not an absent option.
const CLI::Validator not_blank{
    [](std::string& value) {
      return is_blank(value) ? std::string("expected a value, found an empty one") : std::string();
    },
    ""};

void reject_blank_values(CLI::App& app) {
  for (auto* option : app.get_options()) {
    if (option->get_items_expected_max() > 0) option->check(not_blank);
  }
}

void add_what_to_do(CLI::App& app, Options& options) {
  app.add_flag("--allow-writes", options.allow_writes,
               "Create and delete sync destinations on the tenant; without it the plan is printed");
  app.add_flag(
      "--clean-up", options.clean_up,
      "Remove what an earlier run left on the tenant, even if it was killed; check nothing");
  app.add_flag("--list", options.list, "List the promises with their sources");
  app.add_option("--promise", options.promises, "Check only this promise (repeatable)");
}

void add_how_to_check(CLI::App& app, Options& options) {
  app.add_option("--seed", options.seed, "The same seed sends the same requests")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--max-success", options.max_success, "Cases for each promise")
      ->check(CLI::Range(1, 10'000));
  app.add_option("--request-budget", options.request_budget, "Requests for the whole run")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}))
      ->capture_default_str();
  app.add_option("--timeout", options.timeout_s, "Seconds that one answer may take")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  app.add_option("--ca-cert", options.ca_cert_file, "Certificate authorities to trust (PEM)")
      ->check(CLI::ExistingFile);
  app.add_option(
      "--ledger", options.ledger_file,
      "File that lists what the run creates (default: in ~/.local/state/tines-contract)");
}

void add_what_to_expect(CLI::App& app, Options& options) {
  app.add_flag("--strict", options.strict,
               "Fail also when an assumption differs, or when a promise of --expect is kept now");
  app.add_option("--min-checked", options.min_checked_percent,
                 "Exit with 3 when a smaller percentage of the promises could be checked")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  app.add_option("--assumptions", options.assumptions_file,
                 "Expect this table of assumptions; the in-process mock behaves like it")
      ->check(CLI::ExistingFile);
  app.add_option("--expect", options.expect_file,
                 "Promises that are known not to be kept on this tenant, each with a reason and a "
                 "date; they do not fail the run (example: fixtures/expectations.json)")
      ->check(CLI::ExistingFile);
}

void add_what_to_write(CLI::App& app, Options& options) {
  app.add_option("--report", options.json_file, "Write the report as JSON");
  app.add_option("--junit", options.junit_file, "Write the report as JUnit XML");
  app.add_option("--html", options.html_file, "Write the report as HTML");
  app.add_option("--har", options.har_file,
                 "Write each request and its answer as they happen, without keys (HAR 1.2)");
  app.add_option("--write-assumptions", options.write_assumptions_file,
                 "Write the table of assumptions as the tenant shows them; if the file exists, its "
                 "table is expected first");
  app.add_option("--write-expect", options.write_expect_file,
                 "Write the promises that are not kept as a file for --expect");
}

}  // namespace

Result<Options, int> parse_command_line(int argc, const char* const* argv) {
  Options options;
  CLI::App app{about, "tines-contract"};
  app.footer(epilogue);
  add_what_to_do(app, options);
  add_how_to_check(app, options);
  add_what_to_expect(app, options);
  add_what_to_write(app, options);
  reject_blank_values(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return Failure{app.exit(error) == 0 ? 0 : 2};
  }
  return options;
}

}  // namespace tines_mock::contract

#include "contract_tests/options.hpp"

#include "support/text.hpp"

#include <string>

#include <CLI/CLI.hpp>

namespace tines_mock::contract {

namespace {

constexpr const char* about =
    R"(Says, promise by promise, whether a Tines tenant keeps its contract.

Without any of these settings the in-process mock is judged. For a tenant, the environment says:
  TINES_TENANT_URL              its base URL (https, or http on loopback)
  TINES_API_KEY                 a key for its administration (or TINES_API_KEY_FILE)
  TINES_TEAM_ID                 a team of the tenant
  TINES_STORY_IDS               stories of that team, comma-separated; three or more, so that every promise can be checked
  TINES_DESTINATION_TENANT_URL  where they are synced to
  TINES_DESTINATION_API_KEY     a key of the destination (or TINES_DESTINATION_API_KEY_FILE)
  TINES_DESTINATION_TEAM_ID     a team of the destination)";

constexpr const char* epilogue = R"(
Exit status: 0 conforms; 1 a documented promise is broken (with --strict also: an assumption
differs; with --clean-up: something is left); 2 could not run, or not to the end; 3 no promise is broken, but less could be checked than
--min-checked asks for; 130 interrupted (143 by SIGTERM): what was created is removed, the reports
tell what was seen.

Example:
  tines-contract --allow-writes --html report.html)";

/// An empty value is refused: it is a mistake, not an absent option.
const CLI::Validator not_blank{
    [](std::string& value) {
      return is_blank(value) ? std::string("expected a value, found an empty one") : std::string();
    },
    ""};

void refuse_blank_values(CLI::App& app) {
  for (auto* option : app.get_options()) {
    if (option->get_items_expected_max() > 0) option->check(not_blank);
  }
}

}  // namespace

Parsed parse_command_line(int argc, const char* const* argv) {
  Parsed parsed;
  auto& options = parsed.options;
  CLI::App app{about, "tines-contract"};
  app.footer(epilogue);
  app.add_flag("--allow-writes", options.allow_writes,
               "Create and delete sync destinations on the tenant; without it the plan is printed");
  app.add_flag("--strict", options.strict,
               "A differing assumption fails the run too; so does an entry of --expect whose "
               "promise is kept "
               "now");
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
  app.add_option("--min-checked", options.min_checked_percent,
                 "Exit with 3 when less than that percentage of the promises could be checked")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  app.add_option("--promise", options.promises, "Check this promise only (repeatable)");
  app.add_option("--report", options.json_file, "Write the report as JSON");
  app.add_option("--junit", options.junit_file, "Write the report as JUnit XML");
  app.add_option("--html", options.html_file, "Write the report as one HTML page");
  app.add_option("--har", options.har_file,
                 "Write the exchanges as they happen, without keys (HAR 1.2)");
  app.add_option("--assumptions", options.assumptions_file,
                 "Expect this table of assumptions; the in-process mock acts on it")
      ->check(CLI::ExistingFile);
  app.add_option("--write-assumptions", options.write_assumptions_file,
                 "Write the table of assumptions that was seen; a table that is there already is "
                 "expected first");
  app.add_option("--expect", options.expect_file,
                 "Promises that are known not to be kept on this tenant, each with a reason and a "
                 "date; only others count (example: fixtures/expectations.json)")
      ->check(CLI::ExistingFile);
  app.add_option("--write-expect", options.write_expect_file,
                 "Write what this run found as such a file");
  app.add_option("--ca-cert", options.ca_cert_file, "Authorities to trust (PEM)")
      ->check(CLI::ExistingFile);
  app.add_option("--ledger", options.ledger_file,
                 "Where it is noted what was created (default: in ~/.local/state/tines-contract)");
  app.add_flag("--clean-up", options.clean_up,
               "Remove what an earlier run, also a killed one, left on the tenant; check nothing");
  app.add_flag("--list", options.list, "List the promises with their sources");
  refuse_blank_values(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const auto status = app.exit(error);
    parsed.exit_status = status == 0 ? 0 : 2;
  }
  return parsed;
}

}  // namespace tines_mock::contract

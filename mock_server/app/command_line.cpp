#include "app/command_line.hpp"

#include "support/limits.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include <CLI/CLI.hpp>

namespace tines_mock::app {
namespace {

template <class T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, T& to,
                        const std::map<std::string, T>& values, const std::string& what) {
  std::string names;
  for (const auto& [text, value] : values) names += (names.empty() ? "" : "|") + text;
  return app
      .add_option_function<std::string>(
          name, [&to, values](const std::string& text) { to = values.at(text); }, what)
      ->check(CLI::IsMember(values))
      ->option_text(names);
}

std::uint64_t parse_number(const std::string& option, const std::string& text, std::uint64_t min,
                           std::uint64_t max) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const bool whole =
      std::from_chars(text.data(), end, number) == std::from_chars_result{end, std::errc()};
  if (whole && number >= min && number <= max) return number;
  throw CLI::ValidationError(option, "expected an integer from " + std::to_string(min) + " to " +
                                         std::to_string(max) + ", found \"" + text + '"');
}

// CLI11's own conversion reads 010 as 8 and -1 as the greatest number.
template <class Number>
CLI::Option* add_number(CLI::App& app, const std::string& name, Number& to, Number max,
                        const std::string& what, Number min = 0) {
  const auto set = [&to, name, min, max](const std::string& text) {
    to = static_cast<Number>(
        parse_number(name, text, static_cast<std::uint64_t>(min), static_cast<std::uint64_t>(max)));
  };
  return app.add_option_function<std::string>(name, set, what)->option_text("N");
}

// The options of a world that `serve` and `try` share.
template <class Command>
void add_common_world_options(CLI::App& app, Command& serve) {
  app.add_option("--world", serve.world_file, "World file (default: the built-in sample world)")
      ->option_text("FILE");
  add_choice<Revision>(app, "--revision", serve.world.revision,
                       {{"2025-05", Revision::r2025_05}, {"2026-06", Revision::r2026_06}},
                       "Revision of the API (default: 2025-05)");
  add_choice<SyncMode>(
      app, "--sync-mode", serve.world.sync_mode,
      {{"immediate", SyncMode::immediate}, {"deferred", SyncMode::deferred}},
      "Sync before a create is answered, or one second later (default: immediate)");
  app.add_option("--assumptions", serve.assumptions_file,
                 "Assumptions file (default: as fixtures/assumptions.json)")
      ->option_text("FILE");
  add_number(app, "--rng-seed", serve.world.rng_seed, std::numeric_limits<std::uint64_t>::max(),
             "Seed of all random decisions (default: 0)");
}

void add_world_options(CLI::App& app, Serve& serve) {
  add_common_world_options(app, serve);
  app.add_flag("--virtual-clock", serve.world.virtual_clock,
               "Time moves only with POST /__admin/clock/advance");
  app.add_option("--faults", serve.fault_files, "Fault files to start with")
      ->option_text("FILE...");
  app.add_option("--scenario", serve.scenarios,
                 "Scenarios to start with; `tines-mock scenarios` lists them")
      ->option_text("NAME...");
  add_number(app, "--journal-entries", serve.world.journal.entries, limits::most_journal_entries,
             "How many requests the journal keeps (default: 10000)", std::size_t{1});
  add_number(app, "--journal-bytes", serve.world.journal.bytes, limits::most_journal_bytes,
             "How many bytes the journal keeps (default: 16777216)", std::size_t{1});
}

void add_server_options(CLI::App& app, Serve& serve) {
  serve.server.port = 8080;
  app.add_option("--host", serve.server.host, "Address to listen on (default: 127.0.0.1)")
      ->option_text("ADDRESS");
  add_number(app, "--port", serve.server.port, 65535, "Port; 0: any free one (default: 8080)")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("--control-token", serve.server.control_token,
                 "Token that requests to /__admin must carry; required when --host is not loopback")
      ->envname("TINES_MOCK_CONTROL_TOKEN")
      ->option_text("TOKEN");
  app.add_flag("--read-only-control", serve.server.read_only_control,
               "Refuse every request to /__admin that would change something");
  app.add_option("--ready-file", serve.ready_file,
                 "File to write when the server is ready: JSON with its URLs")
      ->option_text("FILE");
  add_choice<LogFormat>(
      app, "--log", serve.log,
      {{"text", LogFormat::text}, {"json", LogFormat::json}, {"none", LogFormat::none}},
      "Format of the log on stderr, a line for each request (default: text)");
}

void add_tls_options(CLI::App& app, Serve& serve) {
  const auto tls = [&serve]() -> Tls& {
    if (!serve.server.tls) serve.server.tls.emplace();
    return *serve.server.tls;
  };
  auto* certificate = app.add_option_function<std::string>(
      "--tls-cert", [tls](const std::string& file) { tls().certificate_file = file; },
      "Serve https with this certificate (PEM)");
  auto* key = app.add_option_function<std::string>(
      "--tls-key", [tls](const std::string& file) { tls().key_file = file; },
      "Key of the certificate (PEM)");
  certificate->option_text("FILE")->needs(key);
  key->option_text("FILE")->needs(certificate);
  app.add_flag_callback(
         "--tls-self-signed", [tls] { tls(); },
         "Serve https with a self-signed certificate made at the start")
      ->excludes(certificate);
}

// An error for a blank value, else "". A blank value is a mistake and not the same as no value: it
// often comes from a variable of a script that is not set.
std::string error_if_blank(const std::string& value, const std::string& variable) {
  if (!is_blank(value)) return "";
  return "expected a value, found a blank one: give one or leave it out" +
         (variable.empty() ? "" : " and unset " + variable);
}

void reject_blank_values(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    const auto check = [variable = option->get_envname()](const std::string& value) {
      return error_if_blank(value, variable);
    };
    // `transform` puts it before the other checks, so that each option reports the same error.
    option->transform(CLI::Validator(check, ""));
  }
}

// CLI11 itself treats an empty variable as one that is not set.
void reject_blank_environment(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    const char* value = std::getenv(option->get_envname().c_str());
    if (!value || option->count() > 0) continue;
    if (const auto error = error_if_blank(value, option->get_envname()); !error.empty())
      throw CLI::ValidationError(option->get_name(), error);
  }
}

void add_serve(CLI::App& app, Command& command) {
  auto* sub = app.add_subcommand("serve", "Serve a world until Ctrl-C or SIGTERM");
  auto serve = std::make_shared<Serve>();
  add_world_options(*sub, *serve);
  add_server_options(*sub, *serve);
  add_tls_options(*sub, *serve);
  sub->add_flag("--show-keys", serve->show_keys,
                "Print the tenants, their keys and an example curl command");
  sub->footer(
      "Example:\n"
      "  tines-mock serve --port 0 --ready-file ready.json --scenario destination_key_revoked");
  reject_blank_values(*sub);
  sub->callback([serve, sub, &command] {
    reject_blank_environment(*sub);
    command = *serve;
  });
}

void add_demo(CLI::App& app, Command& command) {
  auto* sub = app.add_subcommand("demo", "Play scenes of failing and recovering syncs on a page");
  auto serve = std::make_shared<Serve>();
  auto& demo = serve->demo.emplace();
  sub->add_option("--scenes", demo.scenes_file, "File of scenes (default: the built-in ones)")
      ->option_text("FILE");
  sub->add_option("--world", serve->world_file, "World file (default: the demo's own world)")
      ->option_text("FILE");
  sub->add_flag("--fast", demo.fast,
                "For tests: play all scenes at once, without waiting. The "
                "server then goes on until it is stopped");
  add_server_options(*sub, *serve);
  sub->footer("Example:\n  tines-mock demo --port 8080");
  reject_blank_values(*sub);
  sub->callback([serve, sub, &command] {
    reject_blank_environment(*sub);
    serve->world = demo_world_options(serve->demo->fast);
    command = *serve;
  });
}

void add_check(CLI::App& app, Command& command) {
  auto* sub = app.add_subcommand("check", "Check world, assumptions and fault files");
  auto check = std::make_shared<Check>();
  sub->add_option("FILE", check->files, "Files to check")->required();
  reject_blank_values(*sub);
  sub->footer("Example:\n  tines-mock check fixtures/worlds/documented_sample.json my_faults.json");
  sub->callback([check, &command] { command = *check; });
}

void add_scenarios(CLI::App& app, Command& command) {
  auto* sub = app.add_subcommand("scenarios", "List the scenarios that are built in");
  sub->footer("Example:\n  tines-mock scenarios");
  sub->callback([&command] { command = ListScenarios{}; });
}

void add_fault_choice(CLI::App& app, Try& command) {
  app.add_option("--faults", command.fault_files, "Fault files: a run with the rules of each")
      ->option_text("FILE...");
  app.add_option("--scenario", command.scenarios,
                 "Scenarios: a run with each (default: all that can concern what the client does)")
      ->option_text("NAME...");
  app.add_flag("--explore", command.explore,
               "Each request of the client with each effect of a table at that request alone, then "
               "pairs of them");
  add_number(app, "--runs", command.runs, limits::trial_runs, "At most so many runs (default: 500)",
             std::size_t{1});
  add_number(app, "--jobs", command.jobs, limits::trial_jobs,
             "So many runs at the same time (default: 1)", std::size_t{1});
  add_number(app, "--timeout", command.timeout_s, limits::trial_timeout.count(),
             "Seconds after which a run is ended as hung (default: 30)", std::int64_t{1});
}

void add_trial_reports(CLI::App& app, Try& command) {
  app.add_flag("--strict", command.strict,
               "Also fail when something is left behind, when the client gives up although the "
               "fault passes, and when a verdict is better than expected");
  app.add_option("--expect", command.expect_file, "File of verdicts that are accepted")
      ->option_text("FILE");
  app.add_option("--write-expect", command.write_expect_file, "Write such a file")
      ->option_text("FILE");
  app.add_option("--report", command.report_file, "Report as JSON")->option_text("FILE");
  app.add_option("--junit", command.junit_file, "Report as JUnit XML")->option_text("FILE");
  app.add_option("--html", command.html_file, "Report as a HTML page")->option_text("FILE");
  app.add_option("--rules", command.rules_folder,
                 "Folder for the rule files of failing runs (default: a new temporary one)")
      ->option_text("FOLDER");
}

void add_try(CLI::App& app, Command& command, const char* program) {
  auto* sub = app.add_subcommand("try", "Run a client under one fault after another and judge it");
  auto wanted = std::make_shared<Try>();
  wanted->program = program;
  add_common_world_options(*sub, *wanted);
  add_fault_choice(*sub, *wanted);
  add_trial_reports(*sub, *wanted);
  sub->add_option("COMMAND", wanted->command,
                  "The client and its arguments, after --. It gets TINES_TENANT_URL, "
                  "TINES_API_KEY, TINES_TEAM_ID, TINES_STORY_IDS, TINES_DESTINATION_TENANT_URL, "
                  "TINES_DESTINATION_API_KEY and TINES_DESTINATION_TEAM_ID. In its arguments "
                  "{url}, {api_key}, {team_id}, {story_ids}, {destination_url}, "
                  "{destination_api_key} and {destination_team_id} are replaced");
  sub->footer("Example:\n  tines-mock try --explore --jobs 2 -- ./sync_stories --quiet");
  sub->callback([wanted, &command] { command = *wanted; });
}

Failure<Exit> usage_error(const std::string& why) {
  return {Exit{2, "tines-mock: " + why + " (see --help)\n"}};
}

}  // namespace

namespace {

// What stands behind "--" is no argument of ours: CLI11 would take its options for its own.
Result<void, Exit> add_client(Command& command, const char* const* begin, const char* const* end) {
  if (auto* trial = std::get_if<Try>(&command)) {
    trial->command.insert(trial->command.end(), begin, end);
    if (trial->command.empty()) return usage_error("expected a COMMAND after --, found nothing");
  } else if (begin != end) {
    return usage_error(std::string("expected no further argument, found ") + *begin);
  }
  return {};
}

}  // namespace

Result<Command, Exit> parse_command_line(int argc, const char* const* argv) {
  const auto* const end = argv + argc;
  const auto* const own_end = std::find(argv, end, std::string_view("--"));
  Result<Command, Exit> parsed = Command();
  Command& command = *parsed;
  CLI::App app("A double of Tines tenants that keeps real state and fails on purpose",
               "tines-mock");
  app.set_version_flag("--version", "tines-mock " TINES_MOCK_VERSION);
  app.footer("Example:\n  tines-mock serve --show-keys");
  app.require_subcommand(1);
  add_serve(app, command);
  add_demo(app, command);
  add_check(app, command);
  add_scenarios(app, command);
  add_try(app, command, argv[0]);
  try {
    app.parse(static_cast<int>(own_end - argv), argv);
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;
    app.exit(help_or_version, text, text);
    return Failure{Exit{0, text.str()}};
  } catch (const CLI::ParseError& error) {
    const auto commands = app.get_subcommands();
    if (commands.empty())
      return usage_error(std::string("expected serve, demo, try, check or scenarios, found ") +
                         (argc > 1 ? argv[1] : "nothing"));
    if (const auto unknown = commands.front()->remaining(); !unknown.empty())
      return usage_error("expected an argument of " + commands.front()->get_name() + ", found " +
                         unknown.front());
    return usage_error(error.what());
  }
  if (!parsed) return parsed;
  if (const auto added = add_client(command, own_end == end ? end : own_end + 1, end); !added)
    return Failure{added.error()};
  return parsed;
}

}  // namespace tines_mock::app

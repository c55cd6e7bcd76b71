#include "app/serve.hpp"

#include "app/output.hpp"
#include "app/ready.hpp"
#include "app/request_log.hpp"
#include "app/signals.hpp"
#include "faults/plan.hpp"
#include "files/write_file.hpp"
#include "library/scenario.hpp"
#include "support/limits.hpp"

#include <unistd.h>

namespace tines_mock::app {
namespace {

// What the world starts with. A plan takes the rules one file after the other, so that the file is
// named whose rules do not go together with those before it.
std::vector<FaultRule> rules_of(const Serve& command) {
  faults::Plan plan(command.world.rng_seed);
  const auto take = [&](std::vector<FaultRule> rules, const std::string& from) {
    if (const auto problems = plan.add(std::move(rules), {}); !problems.empty())
      throw FileError(to_string(problems, from));
  };
  for (const auto& file : command.fault_files) take(load_faults(file), file);
  for (const auto& name : command.scenarios)
    take(scenario("--scenario", name).rules, "--scenario " + name);
  std::vector<FaultRule> rules;
  for (auto& status : plan.list({})) rules.push_back(std::move(status.rule));
  return rules;
}

// What follows is written there and never waited for.
Output::Sink to(int descriptor) {
  return [descriptor](const std::string& text) { return !files::write_all(descriptor, text); };
}

std::shared_ptr<Output> make_log(LogFormat format) {
  return std::make_shared<Output>(to(STDERR_FILENO), [format](std::size_t lost) {
    return log_message(std::to_string(lost) +
                           " lines of the log were lost: nobody read them, or there was no room",
                       format);
  });
}

}  // namespace

void serve(Serve command) {
  const StopSignals stop;
  if (command.ready_file) files::remove(*command.ready_file);
  const WorldSpec world = command.world_file ? load_world(*command.world_file) : sample_world();
  if (command.assumptions_file)
    command.world.assumptions = load_assumptions(*command.assumptions_file);
  command.world.faults = rules_of(command);

  const auto log = make_log(command.log);
  Output out(to(STDOUT_FILENO), [](std::size_t) { return ""; });
  command.server.on_request = [&](const JournalEntry& entry) {
    log->write(log_line(entry, command.log));
  };
  {
    MockServer server(world, command.world, command.server);
    const std::string ready = ready_line(server, world);
    std::optional<ReadyFile> ready_file;
    if (command.ready_file)
      ready_file.emplace(*command.ready_file, ready, [log, format = command.log](const auto& why) {
        log->write(log_message(why, format));
      });
    out.write(command.show_keys ? ready + '\n' + introduction(server, world) : ready);
    stop.wait();
  }
  const auto until = std::chrono::steady_clock::now() + limits::output_at_end;
  out.finish(until);
  log->finish(until);
}

}  // namespace tines_mock::app

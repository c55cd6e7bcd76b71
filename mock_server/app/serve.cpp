#include "app/commands.hpp"
#include "app/non_blocking_output.hpp"
#include "app/ready.hpp"
#include "app/request_log.hpp"
#include "faults/plan.hpp"
#include "files/write_file.hpp"
#include "library/lookup.hpp"
#include "support/limits.hpp"

#include <csignal>

#include <unistd.h>

namespace tines_mock::app {
namespace {

// Blocks SIGINT and SIGTERM, so that `wait` receives them, and ignores SIGPIPE, so that a client or
// a reader that leaves does not end the server. Threads inherit this: it is made before any other.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_;
};

// The rules of --faults and --scenario. They are added to a plan one file after the other, so that
// an error names the file whose rules contradict those before it.
std::vector<FaultRule> first_rules(const Serve& command) {
  faults::Plan plan(command.world.rng_seed);
  const auto add = [&](std::vector<FaultRule> rules, const std::string& source) {
    if (const auto problems = plan.add(std::move(rules), {}); !problems.empty())
      throw FileError(to_string(problems, source));
  };
  for (const auto& file : command.fault_files) add(load_faults(file), file);
  for (const auto& name : command.scenarios)
    add(find_scenario("--scenario", name).rules, "--scenario " + name);
  std::vector<FaultRule> rules;
  for (auto& status : plan.list({})) rules.push_back(std::move(status.rule));
  return rules;
}

WorldSpec first_world(const Serve& command) {
  if (command.world_file) return load_world(*command.world_file);
  return command.demo ? demo_world() : sample_world();
}

Demo read_demo(const PlayDemo& command) {
  Demo demo = command.scenes_file ? load_demo(*command.scenes_file) : sample_demo();
  demo.fast = command.fast;
  return demo;
}

// What stdout shows when the server is ready.
std::string first_words(const Serve& command, const MockServer& server, const WorldSpec& world,
                        const std::string& ready) {
  if (command.demo) return demo_introduction(server);
  return command.show_keys ? ready + '\n' + introduction(server, world) : ready;
}

NonBlockingOutput::Writer writer_to(int descriptor) {
  return [descriptor](const std::string& text) { return !files::write_all(descriptor, text); };
}

std::shared_ptr<NonBlockingOutput> make_log(LogFormat format) {
  return std::make_shared<NonBlockingOutput>(writer_to(STDERR_FILENO), [format](std::size_t lost) {
    return log_message(std::to_string(lost) +
                           " lines of the log were lost: nobody read them, or there was no room",
                       format);
  });
}

}  // namespace

void serve(Serve command) {
  const StopSignals stop;
  if (command.ready_file) files::remove(*command.ready_file);
  const WorldSpec world = first_world(command);
  if (command.demo) command.server.demo = read_demo(*command.demo);
  if (command.assumptions_file)
    command.world.assumptions = load_assumptions(*command.assumptions_file);
  command.world.faults = first_rules(command);

  const auto log = make_log(command.log);
  NonBlockingOutput out(writer_to(STDOUT_FILENO), [](std::size_t) { return ""; });
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
    out.write(first_words(command, server, world, ready));
    stop.wait();
  }
  const auto until = std::chrono::steady_clock::now() + limits::output_at_end;
  out.finish(until);
  log->finish(until);
}

}  // namespace tines_mock::app

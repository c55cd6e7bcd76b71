#include "app/serve.hpp"

#include "app/ready.hpp"
#include "app/request_log.hpp"
#include "app/signals.hpp"

#include <iostream>

namespace tines_mock::app {
namespace {

// A rule of a file may not go together with those that are there already.
void inject_file(MockServer& server, const std::string& file) {
  auto rules = load_faults(file);
  try {
    server.inject_all(std::move(rules));
  } catch (const std::logic_error& conflict) {
    throw FileError(file + ": " + conflict.what());
  }
}

void inject_faults(MockServer& server, const Serve& command) {
  for (const auto& file : command.fault_files) inject_file(server, file);
  for (const auto& scenario : command.scenarios) server.inject_scenario(scenario);
}

}  // namespace

void serve(Serve command) {
  const StopSignals stop;
  const WorldSpec world = command.world_file ? load_world(*command.world_file) : sample_world();
  if (command.assumptions_file)
    command.world.assumptions = load_assumptions(*command.assumptions_file);

  RequestLog log(command.log, std::cerr);
  command.server.on_request = [&log](const JournalEntry& entry) { log.write(entry); };
  MockServer server(world, command.world, command.server);
  inject_faults(server, command);

  const std::string ready = ready_line(server, world);
  if (command.ready_file) write_atomically(*command.ready_file, ready);
  std::cout << ready << std::flush;
  if (command.show_keys) std::cout << '\n' << introduction(server, world) << std::flush;
  stop.wait();
}

}  // namespace tines_mock::app

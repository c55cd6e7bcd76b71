#include "app/serve.hpp"

#include "app/ready.hpp"
#include "app/request_log.hpp"
#include "app/signals.hpp"

#include <iostream>

namespace tines_mock::app {
namespace {

void inject_faults(MockServer& server, const Serve& command) {
  for (const auto& file : command.fault_files)
    for (auto& rule : load_faults(file)) server.inject(std::move(rule));
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

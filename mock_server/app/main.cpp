#include "app/command_line.hpp"
#include "app/commands.hpp"
#include "support/standard_streams.hpp"

#include <iostream>

namespace tines_mock::app {
namespace {

int run(const Serve& command) {
  serve(command);
  return 0;
}

// An output that could not be written, for example to a full disk, must not look like a success.
int exit_status_after_flush(int exit_status) {
  if (std::cout.flush()) return exit_status;
  std::cerr << "tines-mock: the output cannot be written\n";
  return 2;
}

int run(const Check& command) {
  return exit_status_after_flush(check(command, std::cout, std::cerr));
}

int run(const ListScenarios&) {
  list_scenarios(std::cout);
  return exit_status_after_flush(0);
}

int run(const Try& command) {
  return exit_status_after_flush(try_client(command, std::cout, std::cerr));
}

int run(int argc, const char* const* argv) {
  const auto command = parse_command_line(argc, argv);
  if (!command) {
    const Exit& exit = command.error();
    (exit.status == 0 ? std::cout : std::cerr) << exit.text;
    return exit_status_after_flush(exit.status);
  }
  try {
    return std::visit([](const auto& chosen) { return run(chosen); }, *command);
  } catch (const std::exception& error) {
    std::cerr << "tines-mock: " << error.what() << '\n';
    return 2;
  }
}

}  // namespace
}  // namespace tines_mock::app

int main(int argc, char** argv) {
  tines_mock::open_standard_streams();
  return tines_mock::app::run(argc, argv);
}

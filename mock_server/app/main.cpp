#include "app/check.hpp"
#include "app/command_line.hpp"
#include "app/serve.hpp"
#include "support/standard_streams.hpp"

#include <iostream>

namespace tines_mock::app {
namespace {

int run(const Serve& command) {
  serve(command);
  return 0;
}

// Who reads a file of the output believes the exit code.
int when_written(int exit_code) {
  if (std::cout.flush()) return exit_code;
  std::cerr << "tines-mock: the output cannot be written\n";
  return 2;
}

int run(const Check& command) {
  return when_written(check(command, std::cout, std::cerr));
}

int run(const ListScenarios&) {
  for (const auto& scenario : scenarios())
    std::cout << scenario.name << ": " << scenario.description << '\n';
  return when_written(0);
}

int run(int argc, const char* const* argv) {
  const auto command = parse_command_line(argc, argv);
  if (!command) {
    const Leave& leave = command.error();
    (leave.exit_code == 0 ? std::cout : std::cerr) << leave.text;
    return when_written(leave.exit_code);
  }
  try {
    return std::visit([](const auto& wanted) { return run(wanted); }, *command);
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

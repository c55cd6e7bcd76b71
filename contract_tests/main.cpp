#include "contract_tests/exit_status.hpp"
#include "contract_tests/options.hpp"
#include "contract_tests/report/report.hpp"
#include "contract_tests/suite.hpp"
#include "contract_tests/target/interrupt.hpp"
#include "support/printable.hpp"
#include "support/standard_streams.hpp"

using namespace tines_mock::contract;

namespace {

int run_program(const Options& options, Interrupt& interrupt) {
  if (options.list) {
    print(promise_list(all_promises()));
    return conforms;
  }
  Suite suite(options, interrupt);
  return options.clean_up ? suite.clean_up() : suite.check();
}

}  // namespace

int main(int argc, char** argv) {
  tines_mock::open_standard_streams();
  const auto options = parse_command_line(argc, argv);
  if (!options) return options.error();
  Interrupt interrupt;
  try {
    return run_program(*options, interrupt);
  } catch (const std::exception& error) {
    print_error(change_each_line(error.what(), tines_mock::printable));
    return interrupt.exit_status() == 0 ? could_not_run : interrupt.exit_status();
  }
}

#include "contract_tests/model/commands.hpp"

namespace tines_mock::contract {

namespace {

constexpr int steps = static_cast<int>(Step::clock) + 1;

rc::Gen<Command> any_command() {
  using rc::gen::inRange;
  return rc::gen::map(
      rc::gen::tuple(rc::gen::resize(rc::kNominalSize, inRange(0, steps)),
                     inRange<std::size_t>(0, 8),
                     rc::gen::container<std::vector<std::size_t>>(inRange<std::size_t>(0, 8)),
                     rc::gen::arbitrary<bool>()),
      [](const std::tuple<int, std::size_t, std::vector<std::size_t>, bool>& parts) {
        const auto& [step, which, stories, flag] = parts;
        return Command{static_cast<Step>(step), which, stories, flag};
      });
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Command& command) {
  return out << "step " << static_cast<int>(command.step) << " of " << command.which;
}

rc::Gen<std::vector<Command>> any_commands() {
  return rc::gen::container<std::vector<Command>>(any_command());
}

}  // namespace tines_mock::contract

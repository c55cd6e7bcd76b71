#include "library/scenario.hpp"

#include "library/misuse.hpp"

namespace tines_mock {

const Scenario& scenario(std::string_view call, std::string_view name) {
  std::vector<std::string> names;
  for (const auto& known : scenarios()) {
    if (known.name == name) return known;
    names.push_back(known.name);
  }
  throw misuse(call, name, "a scenario", names);
}

}  // namespace tines_mock

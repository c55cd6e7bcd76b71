#include "library/lookup.hpp"

#include "support/limits.hpp"

#include <algorithm>

namespace tines_mock {

std::logic_error unknown_name(std::string_view call, std::string_view name,
                              std::string_view expected, const std::vector<std::string>& known) {
  std::string text(call);
  text.append("(\"").append(name).append("\"): expected ").append(expected).append(" (");
  for (std::size_t i = 0; i < std::min(known.size(), limits::named_choices); ++i)
    text.append(i == 0 ? "" : ", ").append(known[i]);
  if (known.size() > limits::named_choices) text.append(", …");
  return std::logic_error(text.append(known.empty() ? "there is none)" : ")"));
}

const Scenario& find_scenario(std::string_view call, std::string_view name) {
  std::vector<std::string> names;
  for (const auto& scenario : scenarios()) {
    if (scenario.name == name) return scenario;
    names.push_back(scenario.name);
  }
  throw unknown_name(call, name, "a scenario", names);
}

}  // namespace tines_mock

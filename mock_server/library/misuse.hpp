#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock {

/// `tenant("nobody"): expected one of the world's tenants (origin, dest)`
inline std::logic_error misuse(std::string_view call, std::string_view argument,
                               std::string_view expected, const std::vector<std::string>& choice) {
  std::string text(call);
  text.append("(\"").append(argument).append("\"): expected ").append(expected).append(" (");
  for (const auto& name : choice) text.append(&name == &choice.front() ? "" : ", ").append(name);
  return std::logic_error(text.append(choice.empty() ? "there is none)" : ")"));
}

}  // namespace tines_mock

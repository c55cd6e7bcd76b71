#pragma once

#include "support/limits.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock {

/// `tenant("nobody"): expected one of the world's tenants (origin, dest)`; of a long choice only
/// the first limits::named_choices.
inline std::logic_error misuse(std::string_view call, std::string_view argument,
                               std::string_view expected, const std::vector<std::string>& choice) {
  std::string text(call);
  text.append("(\"").append(argument).append("\"): expected ").append(expected).append(" (");
  for (std::size_t i = 0; i < std::min(choice.size(), limits::named_choices); ++i)
    text.append(i == 0 ? "" : ", ").append(choice[i]);
  if (choice.size() > limits::named_choices) text.append(", …");
  return std::logic_error(text.append(choice.empty() ? "there is none)" : ")"));
}

}  // namespace tines_mock

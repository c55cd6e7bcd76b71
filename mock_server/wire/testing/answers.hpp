#pragma once

#include <algorithm>
#include <string>

namespace tines_mock::wire::testing {

/// `answer` without its line Date, which tells the time of day.
inline std::string without_date(std::string answer) {
  const auto begin = answer.find("Date: ");
  if (begin != answer.npos) answer.erase(begin, answer.find("\r\n", begin) + 2 - begin);
  return answer;
}

/// The same with the time of day crossed out, as long as before.
inline std::string with_any_date(std::string answer) {
  const auto begin = answer.find("Date: ");
  if (begin == answer.npos) return answer;
  const auto end = std::min(answer.find("\r\n", begin), answer.size());
  std::fill(answer.begin() + static_cast<std::ptrdiff_t>(begin + 6),
            answer.begin() + static_cast<std::ptrdiff_t>(end), 'x');
  return answer;
}

}  // namespace tines_mock::wire::testing

#pragma once

#include <string>

namespace tines_mock::wire::testing {

/// `answer` without its line Date, which tells the time of day.
inline std::string without_date(std::string answer) {
  const auto begin = answer.find("Date: ");
  if (begin != answer.npos) answer.erase(begin, answer.find("\r\n", begin) + 2 - begin);
  return answer;
}

}  // namespace tines_mock::wire::testing

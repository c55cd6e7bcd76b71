#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace tines_mock::wire::testing {

/// `answer` with its header lines in alphabetical order: versions of cpp-httplib differ in theirs.
inline std::string sorted(std::string_view answer) {
  const auto first = answer.find("\r\n") + 2;
  const auto last = answer.find("\r\n\r\n") + 2;
  std::multiset<std::string_view> lines;
  for (auto begin = first; begin < last; begin = answer.find("\r\n", begin) + 2)
    lines.insert(answer.substr(begin, answer.find("\r\n", begin) + 2 - begin));
  std::string result(answer.substr(0, first));
  for (const auto line : lines) result += line;
  return result += answer.substr(last);
}

}  // namespace tines_mock::wire::testing

#include "faults/effects/wrong_content_length.hpp"

#include "faults/effects/serialised_answer.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace tines_mock::faults {

std::string with_wrong_content_length(std::string_view answer, std::int64_t difference) {
  constexpr std::string_view name = "\r\ncontent-length:";
  const auto headers = answer.substr(0, body_begin(answer));
  const auto line = std::search(
      headers.begin(), headers.end(), name.begin(), name.end(), [](char in_answer, char in_name) {
        return std::tolower(static_cast<unsigned char>(in_answer)) == in_name;
      });
  if (line == headers.end()) return std::string(answer);

  const auto value = headers.find_first_not_of(
      ' ', static_cast<std::size_t>(line - headers.begin()) + name.size());
  std::int64_t length = 0;
  const char* begin = headers.data() + value;
  const char* end = std::from_chars(begin, headers.data() + headers.size(), length).ptr;

  std::string wrong(answer);
  wrong.replace(value, static_cast<std::size_t>(end - begin),
                std::to_string(std::max<std::int64_t>(0, length + difference)));
  return wrong;
}

}  // namespace tines_mock::faults

#include "support/iso8601.hpp"

#include <cctype>
#include <charconv>
#include <cstdio>

namespace tines_mock {
namespace {

using std::chrono::days;
using std::chrono::floor;

std::string format(Time time, bool with_milliseconds) {
  const auto day = floor<days>(time);
  const std::chrono::year_month_day date(day);
  const auto in_day = std::chrono::hh_mm_ss(time - day);
  const auto ms = static_cast<int>(in_day.subseconds().count());
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(in_day.hours().count()),
                static_cast<int>(in_day.minutes().count()),
                static_cast<int>(in_day.seconds().count()));
  std::string result = text;
  if (with_milliseconds && ms != 0) {
    std::snprintf(text, sizeof text, ".%03d", ms);
    result += text;
  }
  return result + 'Z';
}

// The number in `text` from `at` on; -1 when a character of it is not a digit.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  const auto* first = text.data() + at;
  const auto [end, error] = std::from_chars(first, first + digits, value);
  return error == std::errc() && end == first + digits && *first != '-' ? value : -1;
}

// ".25" -> 250; empty when the text is not a fraction.
std::optional<int> milliseconds_of(std::string_view fraction) {
  if (fraction.empty()) return 0;
  if (fraction.front() != '.' || fraction.size() < 2 || fraction.size() > 4) return std::nullopt;
  int ms = 0;
  for (std::size_t i = 1; i < 4; ++i) {
    const char c = i < fraction.size() ? fraction[i] : '0';
    if (!std::isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    ms = ms * 10 + (c - '0');
  }
  return ms;
}

}  // namespace

std::string to_iso8601(Time time) {
  return format(time, true);
}

std::string to_iso8601_seconds(Time time) {
  return format(time, false);
}

std::optional<Time> parse_iso8601(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00";
  if (text.size() <= shape.size() || text.back() != 'Z') return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] != '0' && text[i] != shape[i]) return std::nullopt;
  const auto ms = milliseconds_of(text.substr(shape.size(), text.size() - shape.size() - 1));
  const std::chrono::year_month_day date{
      std::chrono::year(number(text, 0, 4)),
      std::chrono::month(static_cast<unsigned>(number(text, 5, 2))),
      std::chrono::day(static_cast<unsigned>(number(text, 8, 2)))};
  const int hours = number(text, 11, 2);
  const int minutes = number(text, 14, 2);
  const int seconds = number(text, 17, 2);
  const bool in_range = number(text, 0, 4) >= 0 && date.ok() && hours >= 0 && hours < 24 &&
                        minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
  if (!ms || !in_range) return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hours) +
         std::chrono::minutes(minutes) + std::chrono::seconds(seconds) + Milliseconds(*ms);
}

}  // namespace tines_mock

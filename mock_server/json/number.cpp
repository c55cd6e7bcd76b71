#include "json/number.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <nlohmann/json.hpp>

namespace tines_mock {
namespace {

/// ±0.DIGITS × 10^exponent, without zeros at either end of the digits.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

std::int64_t exponent_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  constexpr std::int64_t beyond_all = std::int64_t{1} << 60;
  std::int64_t exponent = text.starts_with('-') ? -beyond_all : beyond_all;
  std::from_chars(text.data(), text.data() + text.size(), exponent);
  return std::clamp(exponent, -beyond_all, beyond_all);
}

Decimal decimal_of(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  const auto e = std::min(text.find_first_of("eE"), text.size());
  if (e < text.size()) decimal.exponent = exponent_in(text.substr(e + 1));
  const auto mantissa = text.substr(0, e);
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  decimal.digits = mantissa.substr(0, point);
  if (point < mantissa.size()) decimal.digits += mantissa.substr(point + 1);
  decimal.exponent += static_cast<std::int64_t>(point);

  const auto first = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
  decimal.digits.erase(0, first);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  if (decimal.digits.empty()) return {};
  decimal.exponent -= static_cast<std::int64_t>(first);
  return decimal;
}

}  // namespace

Json number_as_text(std::string_view text) {
  return Json::binary({text.begin(), text.end()});
}

bool is_number_as_text(const Json& json) {
  return json.is_binary();
}

bool is_number(const Json& json) {
  return json.is_number() || is_number_as_text(json);
}

std::string number_text(const Json& json) {
  if (!is_number_as_text(json)) return json.dump();
  const auto& bytes = json.get_binary();
  return {bytes.begin(), bytes.end()};
}

double to_double(const Json& json) {
  if (!is_number_as_text(json)) return json.get<double>();
  const auto text = number_text(json);
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool same_number(const Json& a, const Json& b) {
  return decimal_of(number_text(a)) == decimal_of(number_text(b));
}

}  // namespace tines_mock

#include "wire/framing.hpp"

#include "http/names.hpp"
#include "http/token.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace tines_mock::wire {
namespace {

/// One of the words in a comma-separated header line, whichever way it is written.
bool has_word(const Headers& headers, std::string_view name, std::string_view word) {
  for (const auto& [line_name, value] : headers) {
    if (!same_name(line_name, name)) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      if (same_name(without_blanks(rest.substr(0, comma)), word)) return true;
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return false;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool too_large = error == std::errc::result_out_of_range;
  if (end != text.data() + text.size() || text.empty() || (error != std::errc{} && !too_large))
    return std::nullopt;
  return too_large ? SIZE_MAX : value;
}

std::optional<Refusal> take_length(std::string_view value, Framing& framing) {
  const auto length = number(value);
  if (!length) return Refusal{400, "Content-Length must be a number"};
  if (framing.has_length && framing.content_length != *length)
    return Refusal{400, "there are two different Content-Length lines"};
  framing.has_length = true;
  framing.content_length = *length;
  return std::nullopt;
}

std::optional<Refusal> take_line(std::string_view name, std::string_view value, Framing& framing) {
  if (same_name(name, "Content-Length")) return take_length(value, framing);
  if (same_name(name, "Transfer-Encoding")) {
    if (framing.chunked || !same_name(value, "chunked"))
      return Refusal{400, "the only Transfer-Encoding served is chunked, once"};
    framing.chunked = true;
  }
  if (same_name(name, "Content-Encoding") && !value.empty() && !same_name(value, "identity"))
    return Refusal{415, "a body with a Content-Encoding is not taken"};
  if (same_name(name, "Expect") && same_name(value, "100-continue")) framing.awaits_continue = true;
  return std::nullopt;
}

}  // namespace

Result<Framing, Refusal> framing_of(const Head& head, const WireLimits& limits) {
  Framing framing;
  for (const auto& [name, value] : head.request.headers) {
    if (auto refusal = take_line(name, value, framing)) return Failure{*std::move(refusal)};
  }
  if (framing.chunked && framing.has_length)
    return Failure{Refusal{400, "Content-Length and Transfer-Encoding exclude each other"}};
  if (framing.chunked && head.minor_version == 0)
    return Failure{Refusal{400, "HTTP/1.0 has no Transfer-Encoding"}};
  if (framing.content_length > limits.body_bytes)
    return Failure{
        Refusal{413, "the body is longer than " + std::to_string(limits.body_bytes) + " bytes"}};
  framing.has_length |= framing.chunked;
  framing.awaits_continue &= head.minor_version == 1;  // 1.0 has no interim answers
  return framing;
}

bool keeps_alive(const Head& head) {
  return head.minor_version == 1 && !has_word(head.request.headers, "Connection", "close");
}

}  // namespace tines_mock::wire

#pragma once

#include "faults/effects/sending.hpp"
#include "support/limits.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

namespace tines_mock::faults {

template <>
struct About<effects::WrongContentLength> {
  static constexpr std::string_view kind = "wrong_content_length";
  static constexpr std::string_view does = "Content-Length differs from the body, then closes";
  static constexpr PhaseSet phases = {Phase::response};

  static void attributes(auto& visit, auto& effect) {
    constexpr auto bound = static_cast<std::int64_t>(limits::body_bytes);
    visit(
        Attribute{"difference", "bytes more (or, negative, less) than there are", {-bound, bound}},
        effect.difference);
  }

  static void transmit(const effects::WrongContentLength& effect, Draws&, std::string_view response,
                       Transmission& to) {
    to.send(with_changed_length(response, effect.difference));
    to.close();
  }

 private:
  /// The new Content-Length is at least 0. A response that has none is returned unchanged.
  static std::string with_changed_length(std::string_view response, std::int64_t difference) {
    constexpr std::string_view name = "\r\ncontent-length:";
    const auto headers = response.substr(0, body_begin(response));
    const auto line =
        std::search(headers.begin(), headers.end(), name.begin(), name.end(),
                    [](char in_response, char in_name) {
                      return std::tolower(static_cast<unsigned char>(in_response)) == in_name;
                    });
    if (line == headers.end()) return std::string(response);

    const auto value = headers.find_first_not_of(
        ' ', static_cast<std::size_t>(line - headers.begin()) + name.size());
    std::int64_t length = 0;
    const char* begin = headers.data() + value;
    const char* end = std::from_chars(begin, headers.data() + headers.size(), length).ptr;

    std::string changed(response);
    changed.replace(value, static_cast<std::size_t>(end - begin),
                    std::to_string(std::max<std::int64_t>(0, length + difference)));
    return changed;
  }
};

}  // namespace tines_mock::faults

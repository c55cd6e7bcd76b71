#pragma once

#include <string>
#include <string_view>

namespace tines_mock::browser {

/// The address of a page with that body and no server.
inline std::string page_of(std::string_view body, std::string_view style = {}) {
  const auto text = "<!doctype html><html lang=en><title>a page</title><style>" +
                    std::string(style) + "</style><body>" + std::string(body);
  std::string address = "data:text/html;charset=utf-8,";
  for (const char byte : text) {
    if (byte == '#')
      address += "%23";
    else if (byte == '%')
      address += "%25";
    else
      address += byte;
  }
  return address;
}

}  // namespace tines_mock::browser

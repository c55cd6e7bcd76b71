#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace tines_mock::browser {

/// The address of a page with that body and no server.
inline std::string page_of(std::string_view body, std::string_view style = {}) {
  const auto text = "<!doctype html><html lang=en><title>a page</title><style>" +
                    std::string(style) + "</style><body>" + std::string(body);
  std::string address = "data:text/html;charset=utf-8,";
  for (const unsigned char byte : text) {
    char escape[4];
    std::snprintf(escape, sizeof escape, "%%%02X", byte);
    address += escape;
  }
  return address;
}

}  // namespace tines_mock::browser

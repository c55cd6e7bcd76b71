#pragma once

#include <string>
#include <string_view>

namespace tines_mock {

/// Replaces each `mark` in the text; what is put in is not searched again. REQUIRES: `mark` is not
/// empty.
inline void replace_all(std::string& text, std::string_view mark, std::string_view by) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
    text.replace(at, mark.size(), by);
}

}  // namespace tines_mock

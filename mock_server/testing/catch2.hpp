#pragma once

// Catch2 v2 (Debian 12) and v3 have their headers in different places. For tests only.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>

// What v2 calls Contains, for strings; v3's own Contains is about elements of ranges.
namespace Catch::Matchers {
inline auto Contains(const char* part) {
  return ContainsSubstring(part);
}
inline auto Contains(std::string part) {
  return ContainsSubstring(part);
}
}  // namespace Catch::Matchers
#else
#include <catch2/catch.hpp>
#endif

#pragma once

#include "faults/effects/about.hpp"
#include "faults/transmission.hpp"
#include "support/random.hpp"

namespace tines_mock::faults {

inline constexpr Attribute after_bytes{
    "after_bytes", "bytes of the whole answer that go out first (response only)", not_negative};

inline std::string_view first_bytes(std::string_view answer, std::int64_t count) {
  return answer.substr(0, static_cast<std::size_t>(count));
}

}  // namespace tines_mock::faults

#pragma once

#include <cstdint>
#include <string_view>

namespace tines_mock {

/// Random numbers that are a pure function of (seed, name, n): no generator is shared, so that no
/// other rule and no other thread shifts them. A Draws is a value; copies draw the same.
class Draws {
 public:
  Draws(std::uint64_t seed, std::string_view name, std::uint64_t n);

  std::uint64_t next();
  double uniform();  ///< 0 <= x < 1
  double normal();   ///< mean 0, standard deviation 1

 private:
  std::uint64_t state_;
};

}  // namespace tines_mock

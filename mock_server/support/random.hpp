#pragma once

#include <cstdint>
#include <string_view>

namespace tines_mock {

/// Random numbers that depend on (seed, name, n) and on nothing else. There is no shared generator,
/// so other fault rules and other threads do not change them. A copy draws the same numbers.
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

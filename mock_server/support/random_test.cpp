#include "support/random.hpp"

#include "testing/catch2.hpp"

#include <cmath>
#include <vector>

using tines_mock::Draws;

namespace {

std::vector<std::uint64_t> first_three(std::uint64_t seed, std::string_view name, std::uint64_t n) {
  Draws draws(seed, name, n);
  return {draws.next(), draws.next(), draws.next()};
}

}  // namespace

TEST_CASE("the numbers drawn for a seed, a name and a number are the same in every version") {
  using Drawn = std::vector<std::uint64_t>;
  CHECK(first_three(0, "", 0) == Drawn{0x41e5779b7cf5e194, 0xff324ddec2f4b5bc, 0xb6c9a3c3292a8d61});
  CHECK(first_three(42, "rule", 1) ==
        Drawn{0x62b1e0a90c981418, 0x96e8a2e1d04d38c0, 0x41e10cd9f6548edd});
  CHECK(first_three(42, "rule", 2) ==
        Drawn{0x8007f0f9cf11315a, 0xc208f135c967b037, 0xce132a89bc621207});
  CHECK(first_three(43, "rule", 1) ==
        Drawn{0x9b09c7e10ab8c79a, 0x6a382199c907264a, 0x00fef82e73dabf97});
  CHECK(first_three(42, "eulr", 1) ==
        Drawn{0x2f23193900eeedfa, 0x2a6572a953b5b5a6, 0x1e4ad91bec243150});
  Draws draws(42, "rule", 1);
  CHECK(draws.uniform() == 0.38552669646432514);
  CHECK(std::abs(draws.normal() - -0.06152212476900993) < 1e-12);
}

TEST_CASE("normal draws have mean 0 and standard deviation 1") {
  Draws draws(1, "normal", 1);
  constexpr int count = 100'000;
  double sum = 0, squares = 0;
  for (int i = 0; i < count; ++i) {
    const double x = draws.normal();
    sum += x;
    squares += x * x;
  }
  CHECK(std::abs(sum / count) < 0.02);
  CHECK(std::abs(squares / count - 1) < 0.02);
}

TEST_CASE("uniform draws are 0 or more and less than 1, and come near to both") {
  Draws draws(1, "uniform", 1);
  double lowest = 1, highest = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double x = draws.uniform();
    lowest = std::min(lowest, x);
    highest = std::max(highest, x);
  }
  CHECK(lowest >= 0);
  CHECK(lowest < 0.001);
  CHECK(highest < 1);
  CHECK(highest > 0.999);
}

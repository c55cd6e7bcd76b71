#include "support/result.hpp"

#include "testing/catch2.hpp"

#include <memory>
#include <string>

using namespace tines_mock;

namespace {

Result<int, std::string> half_of(int number) {
  if (number % 2 != 0) return Failure{std::string("odd")};
  return number / 2;
}

Result<void, std::string> require_even(int number) {
  if (const auto half = half_of(number); !half) return Failure{half.error()};
  return {};
}

}  // namespace

TEST_CASE("a result is a value or an error") {
  REQUIRE(half_of(4));
  CHECK(*half_of(4) == 2);
  REQUIRE_FALSE(half_of(3));
  CHECK(half_of(3).error() == "odd");
}

TEST_CASE("a result without a value is success or an error") {
  CHECK(require_even(4));
  REQUIRE_FALSE(require_even(3));
  CHECK(require_even(3).error() == "odd");
}

TEST_CASE("value and error may have the same type, and need no copy") {
  const Result<std::string, std::string> error{Failure{std::string("text")}};
  CHECK_FALSE(error);
  Result<std::unique_ptr<int>, std::string> moved{std::make_unique<int>(7)};
  CHECK(*std::move(*moved) == 7);
}

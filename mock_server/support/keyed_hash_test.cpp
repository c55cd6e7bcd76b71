#include "support/keyed_hash.hpp"

#include "testing/catch2.hpp"

#include <string>

using namespace tines_mock;

TEST_CASE("the hash is SipHash-2-4, by the test vectors of its authors") {
  const KeyedHash hash({0x0706050403020100, 0x0f0e0d0c0b0a0908});
  CHECK(hash("") == 0x726fdb47dd0e0e31);
  std::string text;
  for (char c = 0; c < 15; ++c) text += c;
  CHECK(hash(text.substr(0, 8)) == 0x93f5f5799a932462);
  CHECK(hash(text) == 0xa129ca6149be45e5);
}

TEST_CASE("two hashes with random keys give different values for one text") {
  CHECK(KeyedHash()("origin-key") != KeyedHash()("origin-key"));
}

#include "contract_tests/checks/secrets.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "testing/catch2.hpp"

#include <algorithm>

using namespace tines_mock::contract;

namespace {

const std::string key = "dest-key-0815-very-secret";

Secrets secrets() {
  return Secrets({key}, {"https://dest.example"});
}

}  // namespace

TEST_CASE("a key is found in every form in which it can be read again") {
  const std::vector<std::string> forms{key,
                                       "Bearer " + key,
                                       std::string(key.rbegin(), key.rend()),
                                       "DEST-KEY-0815-VERY-SECRET",
                                       "dest%2Dkey%2d0815-very-secret",
                                       "dest%252Dkey-0815-very-secret",
                                       "dest&#45;key&#x2d;0815-very-secret",
                                       "\\u0064est-key-0815-very-secret",
                                       "\\\\u0064est-key-0815-very-secret",
                                       "646573742D6B65792D303831352D766572792D736563726574"};
  for (const auto& form : forms) {
    INFO(form);
    CHECK(secrets().are_in("before " + form + " after"));
  }
}

TEST_CASE("base64 of a key is found wherever in the encoded bytes it begins and ends") {
  for (std::size_t before = 0; before < 6; ++before) {
    for (std::size_t after = 0; after < 4; ++after) {
      auto encoded = base64(std::string(before, '?') + key + std::string(after, '~'));
      INFO(before << " bytes before, " << after << " after");
      CHECK(secrets().are_in(encoded));
      std::ranges::replace(encoded, '+', '-');
      std::ranges::replace(encoded, '/', '_');
      CHECK(secrets().are_in(encoded));
    }
  }
}

TEST_CASE("half of a key and eight characters of its end are as good as the key, four are not") {
  CHECK(secrets().are_in(key.substr(0, 13) + "..."));
  CHECK(secrets().are_in("..." + key.substr(4, 19)));
  CHECK(secrets().are_in("..." + key.substr(key.size() - 8)));
  CHECK_FALSE(secrets().are_in("..." + key.substr(key.size() - 4)));
  CHECK_FALSE(secrets().are_in("..." + key.substr(key.size() - 7)));
  CHECK_FALSE(secrets().are_in("dest-key"));  // says what it is a key to
  CHECK(Secrets({"a1b2c3d4e5f6g7h8"}, {}).are_in("a1b2c3d4..."));
}

TEST_CASE("what a tenant says by right is no key") {
  CHECK_FALSE(Secrets({"https:"}, {"https://dest.example"}).are_in("https://dest.example"));
  CHECK_FALSE(Secrets({"short"}, {}).are_in("a short text"));
  CHECK_FALSE(Secrets({""}, {}).are_in("any text"));
  // The end of this key is a part of the URL.
  CHECK_FALSE(Secrets({"0123456789.example"}, {"https://dest23456789.example"})
                  .are_in("https://dest23456789.example"));
}

#include "redaction/known_secrets.hpp"

#include "testing/catch2.hpp"

#include <vector>

using namespace tines_mock;
using redaction::KnownSecrets;

namespace {

std::vector<std::string> found_in(std::string_view text, const KnownSecrets& secrets) {
  std::vector<std::string> found;
  secrets.each_in(text, [&](std::size_t begin, std::string_view secret) {
    CHECK(text.substr(begin, secret.size()) == secret);
    found.emplace_back(secret);
  });
  return found;
}

std::string key_number(std::size_t number) {
  return "runtime-key-" + std::to_string(10'000 + number);
}

}  // namespace

TEST_CASE("of secrets that begin alike the longest one in the text is found") {
  KnownSecrets secrets;
  for (const auto* secret : {"abcdefgh", "abcdefgh-1", "abcdefgh-123", "abcdefgh-2"})
    secrets.know(secret);
  CHECK(found_in("abcdefgh-12 abcdefgh-1234 abcdefgh-3 abcdefg", secrets) ==
        std::vector<std::string>{"abcdefgh-1", "abcdefgh-123", "abcdefgh"});
}

TEST_CASE("a secret shorter than the shortest is not looked for") {
  KnownSecrets secrets;
  secrets.know(std::string(KnownSecrets::shortest - 1, 'x'));
  CHECK(found_in(std::string(100, 'x'), secrets).empty());
  secrets.know(std::string(KnownSecrets::shortest, 'x'));
  CHECK(found_in(std::string(KnownSecrets::shortest, 'x'), secrets).size() == 1);
}

TEST_CASE("the latest of the remembered secrets are kept, and all of the known ones") {
  KnownSecrets secrets;
  secrets.remember(key_number(0));
  secrets.know(key_number(0));
  for (std::size_t i = 1; i <= limits::remembered_secrets + 1; ++i) secrets.remember(key_number(i));
  CHECK(found_in(key_number(0), secrets).size() == 1);
  CHECK(found_in(key_number(1), secrets).empty());
  CHECK(found_in(key_number(2), secrets).size() == 1);
  CHECK(found_in(key_number(limits::remembered_secrets + 1), secrets).size() == 1);
  secrets.remember(std::string(limits::remembered_secret_bytes + 1, 'x'));
  CHECK(found_in(std::string(limits::remembered_secret_bytes + 1, 'x'), secrets).empty());
}

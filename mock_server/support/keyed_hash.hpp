#pragma once

#include <cstdint>
#include <string_view>

namespace tines_mock {

/// Marks equal texts as equal without revealing them: SipHash-2-4 with a random key that never
/// leaves the object, so that a reader of the hashes cannot find a text by trying out guesses.
/// Immutable.
class KeyedHash {
 public:
  struct Key {
    std::uint64_t first;
    std::uint64_t second;
  };
  static Key random_key();

  explicit KeyedHash(Key key = random_key()) : key_(key) {}
  std::uint64_t operator()(std::string_view text) const;

 private:
  Key key_;
};

}  // namespace tines_mock

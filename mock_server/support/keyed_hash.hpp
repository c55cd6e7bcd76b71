#pragma once

#include <cstdint>
#include <string_view>

namespace tines_mock {

/// Tells whether two texts are the same without keeping either: SipHash-2-4 under a random key that
/// never leaves the object, so that nobody can try texts out on what it gave. Immutable.
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

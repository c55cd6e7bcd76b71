#pragma once

#include "support/limits.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::redaction {

/// A set of secrets, and the search for them in texts. Thread-safe.
class KnownSecrets {
 public:
  /// A shorter secret is ignored: ordinary words and numbers could be equal to it.
  static constexpr std::size_t shortest = 8;

  /// Adds a secret that is never forgotten.
  void know(std::string_view secret);
  /// Adds a secret of at most limits::remembered_secret_bytes. Only the latest
  /// limits::remembered_secrets of these are kept.
  void remember(std::string_view secret);

  /// Calls `take(begin, secret)` for each that the text contains unescaped, from left to right.
  template <class Take>
  void each_in(std::string_view text, Take take) const {
    const std::shared_lock lock(mutex_);
    for (std::size_t at = 0; at + shortest <= text.size();) {
      const auto secret = can_begin(text.data() + at) ? longest_at(text.substr(at)) : "";
      if (!secret.empty()) take(at, secret);
      at += secret.empty() ? 1 : secret.size();
    }
  }

 private:
  bool add(const std::string& text);  ///< false when it is known already
  /// The longest secret with which the text begins; "" when it begins with none.
  std::string_view longest_at(std::string_view text) const;

  // Makes texts without secrets cheap: a hash of the first bytes, looked up for every position.
  static std::size_t hash(const char* first) {
    std::uint64_t word = 0;
    std::memcpy(&word, first, sizeof word);
    return (word * 0x9e3779b97f4a7c15) >> 48;
  }
  bool can_begin(const char* first) const { return beginnings_[hash(first)]; }

  mutable std::shared_mutex mutex_;
  std::set<std::string, std::less<>> all_;
  std::deque<std::string> remembered_;  // those of all_ that may be forgotten, the latest last
  std::bitset<0x10000> beginnings_;
};

/// A known secret and its place in a text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string secret;
};

/// Finds every known secret in the text, also where it is escaped as in a JSON string or a URL, or
/// as in one within the other. In the order of their places; of those that begin together, the
/// longest first.
std::vector<Found> find_secrets(const KnownSecrets& secrets, std::string_view text);

}  // namespace tines_mock::redaction

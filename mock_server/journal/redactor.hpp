#pragma once

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <bitset>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::journal {

/// Takes secrets out of what is kept or shown: the values of Authorization, X-User-Token, Cookie
/// and their like, of `destination_tenant_api_key` wherever it stands, and every secret that it
/// knows. What is left is JSON where it was JSON. Thread-safe.
class Redactor {
 public:
  static constexpr std::string_view redacted = "[redacted]";
  /// A shorter secret is redacted only where it stands as one: ordinary words would hold it.
  static constexpr std::size_t shortest_known = 4;

  /// From now on that secret is redacted wherever it stands, for good: one that was revoked is
  /// still nobody's business.
  void know(std::string_view secret);

  /// Of our own words: in `destination_tenant_api_key: expected …` nothing is a secret.
  std::string text(std::string_view text) const;
  Request request(Request request) const;
  JournalEntry entry(JournalEntry entry) const;
  /// So that a matcher with a secret fits an entry that was made without it.
  Matcher matcher(Matcher matcher) const;

 private:
  struct Secrets {
    std::vector<std::string> all;
    std::bitset<256> first_bytes;
  };
  enum class BareValue { kept, redacted };

  std::shared_ptr<const Secrets> secrets() const;
  std::string clean(std::string_view text, BareValue bare) const;
  Headers headers(const Headers& headers) const;

  mutable std::mutex mutex_;
  std::shared_ptr<const Secrets> secrets_ = std::make_shared<const Secrets>();
};

}  // namespace tines_mock::journal

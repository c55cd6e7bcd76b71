#pragma once

#include "redaction/known_secrets.hpp"
#include "support/keyed_hash.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::redaction {

/// Replaces secrets in texts that are kept or shown. Thread-safe. Secrets are
///
/// - the values of the headers Authorization, X-User-Token and the like, of cookies, and of
///   `destination_tenant_api_key` in any body or query;
/// - in every text, each known secret of KnownSecrets::shortest bytes or more, also where it is
///   escaped as in JSON strings and URLs. A shorter one stays, because ordinary words could be
///   equal to it.
///
/// JSON stays JSON: there, known secrets are replaced only within strings, so that a number which
/// happens to be equal to a key stays a number.
///
/// In an entry and in a matcher each secret is replaced by a mark, `[redacted:5e1f09ab]`. It is a
/// hash under a random key of this redactor: the same for the same secret, so that a matcher with a
/// secret fits exactly the requests that had it.
class Redactor {
 public:
  Redactor();

  /// Redacts that secret in every text from now on, also when the key has been revoked.
  void know(std::string_view secret) { secrets_.know(secret); }
  /// The same for the value of `destination_tenant_api_key` in a request's body, whether it is a
  /// valid key or not. Only the latest limits::remembered_secrets of these are remembered.
  void learn_from(std::string_view body);

  /// Redacts a text that the mock wrote, with the mark `[redacted]`. In the mock's own words, such
  /// as `destination_tenant_api_key: expected …` or the names of a response's members, is no
  /// secret.
  std::string text(std::string text) const;
  Response response(Response response) const;  ///< the same for a response that the mock wrote
  JournalEntry entry(JournalEntry entry) const;
  /// Redacts a matcher like the entries that it is compared with.
  Matcher matcher(Matcher matcher) const;

 private:
  /// Who wrote a text: the mock or a client.
  enum class Author { mock, client };
  /// A part of a text, and what replaces it.
  struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement;
    bool is_string_of_member = false;  ///< the string in quotes after `destination_tenant_api_key`
  };
  class LazyJson;

  /// In the order of their places.
  std::vector<Part> find_parts(std::string_view text, Author author) const;
  std::optional<Part> find_value_of_member(std::string_view text, const Found& name, LazyJson& json,
                                           Author author) const;
  std::optional<Part> find_known(const Found& found, LazyJson& json, Author author) const;
  std::string mark(std::string_view secret, Author author) const;
  void redact(std::string& text, Author author) const;
  Headers redact(const Headers& headers, Author author) const;
  std::string redact_credentials(std::string_view value, Author author) const;
  std::string redact_cookie(std::string_view pair, Author author) const;
  std::string redact_cookies(std::string_view header, std::string value, Author author) const;

  KnownSecrets secrets_;
  KeyedHash hash_;
};

}  // namespace tines_mock::redaction

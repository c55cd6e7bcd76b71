#pragma once

#include "redaction/find_secrets.hpp"
#include "redaction/known_secrets.hpp"
#include "support/keyed_hash.hpp"

#include <tines_mock/journal.hpp>
#include <tines_mock/matcher.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::redaction {

/// Takes secrets out of what is kept or shown. Thread-safe. A secret is
///
/// - what stands where one belongs: the value of Authorization, X-User-Token, Cookie and their
///   like, and of `destination_tenant_api_key` in any body or query;
/// - wherever it stands, in JSON strings and URLs and one within the other, every secret that it
///   knows and that is KnownSecrets::shortest bytes or longer. A shorter one is left where it is:
///   no text could be told from it.
///
/// What was JSON stays JSON: in such a text known secrets are redacted within strings alone, so
/// that a key of digits takes no number away.
///
/// In an entry and in a matcher each secret leaves a mark, `[redacted:5e1f09ab]`: the same for the
/// same secret, so that a matcher with a secret fits the requests that had it and no others. It is
/// a hash under a random key of this redactor, and says nothing else.
class Redactor {
 public:
  Redactor();

  /// From now on that secret is redacted wherever it stands, for good: one that was revoked is
  /// still nobody's business.
  void know(std::string_view secret) { secrets_.know(secret); }
  /// The same for what a request's body gives as the destination's key, whether that is one or not,
  /// until very many others came (limits::remembered_secrets).
  void learn_from(std::string_view body);

  /// Of our own words: in `destination_tenant_api_key: expected …` nothing is a secret, nor in the
  /// names of an answer's members. Leaves `[redacted]`.
  std::string text(std::string text) const;
  JournalEntry entry(JournalEntry entry) const;
  /// As the entries that it shall fit.
  Matcher matcher(Matcher matcher) const;

 private:
  enum class Words { ours, theirs };
  /// A part of a text, and what shall stand in its place.
  struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement;
    bool is_string_of_member = false;
  };
  class LazyJson;

  /// In the order of their places.
  std::vector<Part> parts(std::string_view text, Words words) const;
  std::optional<Part> member(std::string_view text, const Found& name, LazyJson& json,
                             Words words) const;
  std::optional<Part> known(const Found& found, LazyJson& json, Words words) const;
  std::string label(std::string_view secret, Words words) const;
  void clean(std::string& text, Words words) const;
  Headers clean(const Headers& headers) const;
  std::string clean_header(std::string_view value) const;

  KnownSecrets secrets_;
  KeyedHash hash_;
};

}  // namespace tines_mock::redaction

#pragma once

#include "redaction/known_secrets.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::redaction {

/// A known secret and its place in a text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string secret;
};

/// Finds every known secret in the text, also where it is escaped as in a JSON string or a URL, or
/// as in one within the other. In the order of their places; of those that begin together, the
/// longest first.
std::vector<Found> find_all(const KnownSecrets& secrets, std::string_view text);

}  // namespace tines_mock::redaction

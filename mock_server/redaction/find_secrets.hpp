#pragma once

#include "redaction/known_secrets.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::redaction {

/// A known secret where it stands in a text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string secret;
};

/// Those that stand in the text as it is, and those that stand there in disguise: as JSON strings
/// write them, or URLs, or one in the other. In the order of their places, the longest first.
std::vector<Found> find_all(const KnownSecrets& secrets, std::string_view text);

}  // namespace tines_mock::redaction

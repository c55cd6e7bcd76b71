#include "redaction/find_secrets.hpp"

#include "redaction/escapes.hpp"

#include <algorithm>
#include <functional>

namespace tines_mock::redaction {
namespace {

// JSON in JSON, percent-encoded twice: real requests do not nest deeper.
constexpr int deepest_escapes = 4;

using PlaceOf = std::function<std::size_t(std::size_t)>;

void find(const KnownSecrets& secrets, std::string_view text, const PlaceOf& place_of, int depth,
          std::vector<Found>& all) {
  secrets.each_in(text, [&](std::size_t begin, std::string_view secret) {
    all.push_back({place_of(begin), place_of(begin + secret.size()), std::string(secret)});
  });
  if (depth == 0) return;
  for (const auto escaping : {Escaping::json, Escaping::percent}) {
    const auto inner = unescape(text, escaping);
    if (!inner) continue;
    const PlaceOf place_of_inner = [&](std::size_t at) { return place_of(inner->place_of(at)); };
    find(secrets, inner->text, place_of_inner, depth - 1, all);
  }
}

}  // namespace

std::vector<Found> find_all(const KnownSecrets& secrets, std::string_view text) {
  std::vector<Found> all;
  find(secrets, text, std::identity(), deepest_escapes, all);
  std::ranges::sort(all, [](const Found& a, const Found& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return all;
}

}  // namespace tines_mock::redaction

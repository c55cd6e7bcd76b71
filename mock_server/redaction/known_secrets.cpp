#include "redaction/known_secrets.hpp"

#include "redaction/escapes.hpp"

#include <algorithm>
#include <functional>
#include <mutex>

namespace tines_mock::redaction {
namespace {

// The secret itself, and as an HTML form encodes it: with '+' for a space.
std::set<std::string> spellings(std::string_view secret) {
  std::string in_a_form(secret);
  std::ranges::replace(in_a_form, ' ', '+');
  return {std::string(secret), std::move(in_a_form)};
}

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

void KnownSecrets::know(std::string_view secret) {
  if (secret.size() < shortest) return;
  const std::scoped_lock lock(mutex_);
  for (const auto& text : spellings(secret)) {
    add(text);
    std::erase(remembered_, text);
  }
}

void KnownSecrets::remember(std::string_view secret) {
  if (secret.size() < shortest || secret.size() > limits::remembered_secret_bytes) return;
  const std::scoped_lock lock(mutex_);
  if (all_.contains(secret)) return;
  for (const auto& text : spellings(secret))
    if (add(text)) remembered_.push_back(text);
  while (remembered_.size() > limits::remembered_secrets) {
    all_.erase(remembered_.front());
    remembered_.pop_front();
  }
}

bool KnownSecrets::add(const std::string& text) {
  beginnings_.set(hash(text.data()));
  return all_.insert(text).second;
}

std::string_view KnownSecrets::longest_at(std::string_view text) const {
  while (text.size() >= shortest) {
    const auto after = all_.upper_bound(text);
    if (after == all_.begin()) return {};
    const std::string& before = *std::prev(after);
    const auto [end, _] = std::ranges::mismatch(before, text);
    const auto common = static_cast<std::size_t>(end - before.begin());
    if (common == before.size()) return before;
    text = text.substr(0, common);  // a secret that the text begins with sorts before `before`
  }
  return {};
}

std::vector<Found> find_secrets(const KnownSecrets& secrets, std::string_view text) {
  std::vector<Found> all;
  find(secrets, text, std::identity(), deepest_escapes, all);
  std::ranges::sort(all, [](const Found& a, const Found& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  return all;
}

}  // namespace tines_mock::redaction

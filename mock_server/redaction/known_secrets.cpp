#include "redaction/known_secrets.hpp"

#include <algorithm>
#include <mutex>

namespace tines_mock::redaction {
namespace {

// The secret itself, and as an HTML form encodes it: with '+' for a space.
std::set<std::string> spellings(std::string_view secret) {
  std::string in_a_form(secret);
  std::ranges::replace(in_a_form, ' ', '+');
  return {std::string(secret), std::move(in_a_form)};
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

}  // namespace tines_mock::redaction

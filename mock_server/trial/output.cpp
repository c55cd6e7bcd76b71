#include "trial/output.hpp"

#include <algorithm>

namespace tines_mock::trial {
namespace {

// A secret of 1024 bytes of which each is escaped as \u0041.
constexpr std::size_t longest_spelling = 6 * 1024;

}  // namespace

void Output::add(std::string_view bytes) {
  search(bytes);
  const auto room = std::min(kept_ - beginning_.size(), bytes.size());
  beginning_.append(bytes.substr(0, room));
  end_.append(bytes.substr(room));
  if (end_.size() <= kept_) return;
  left_out_ += end_.size() - kept_;
  end_.erase(0, end_.size() - kept_);
}

void Output::search(std::string_view bytes) {
  if (!leak_.empty()) return;
  overlap_.append(bytes);
  const auto found = redaction::find_secrets(secrets_, overlap_);
  if (!found.empty())
    leak_ = overlap_.substr(found.front().begin, found.front().end - found.front().begin);
  if (overlap_.size() > longest_spelling) overlap_.erase(0, overlap_.size() - longest_spelling);
}

std::string Output::text() const {
  if (left_out_ == 0) return beginning_ + end_;
  return beginning_ + "\n[" + std::to_string(left_out_) + " bytes left out]\n" +
         (leak_.empty() ? "" : leak_ + '\n') + end_;
}

}  // namespace tines_mock::trial

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

// A secret that the cut has split cannot be found any more: leaves out what may be a part of one.
std::string_view Output::without_cut_secret(std::string_view text, Cut cut) const {
  const auto part = std::min(longest_spelling, text.size());
  auto at = cut == Cut::at_its_end ? text.size() - part : part;
  for (const auto& found : redaction::find_secrets(secrets_, text))
    if (found.begin < at && at < found.end) at = cut == Cut::at_its_end ? found.begin : found.end;
  return cut == Cut::at_its_end ? text.substr(0, at) : text.substr(at);
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
  const auto first = without_cut_secret(beginning_, Cut::at_its_end);
  const auto last = without_cut_secret(end_, Cut::at_its_beginning);
  const auto left_out = left_out_ + beginning_.size() - first.size() + end_.size() - last.size();
  return std::string(first) + "\n[" + std::to_string(left_out) + " bytes left out]\n" +
         (leak_.empty() ? "" : leak_ + '\n') + std::string(last);
}

}  // namespace tines_mock::trial

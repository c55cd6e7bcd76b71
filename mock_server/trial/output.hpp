#pragma once

#include "redaction/known_secrets.hpp"

#include <string>
#include <string_view>

namespace tines_mock::trial {

/// Keeps the beginning and the end of what a command prints, and every part that contains a secret.
class Output {
 public:
  /// `secrets` must outlive it. `kept`: how many bytes of the beginning, and of the end.
  Output(const redaction::KnownSecrets& secrets, std::size_t kept)
      : secrets_(secrets), kept_(kept) {}

  void add(std::string_view bytes);
  /// With a line that says how many bytes were left out.
  std::string text() const;

 private:
  enum class Cut { at_its_beginning, at_its_end };

  void search(std::string_view bytes);
  std::string_view without_cut_secret(std::string_view text, Cut cut) const;

  const redaction::KnownSecrets& secrets_;
  const std::size_t kept_;
  std::string beginning_;
  std::string end_;
  std::string overlap_;  // the end of what was searched: a secret may begin there
  std::string leak_;
  std::size_t left_out_ = 0;
};

}  // namespace tines_mock::trial

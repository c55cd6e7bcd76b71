#pragma once

#include <cerrno>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace tines_mock {

/// Owns a file descriptor, or none. Not thread-safe.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  explicit operator bool() const { return number_ >= 0; }
  /// -1: none.
  int number() const { return number_; }
  /// Some file systems report only here that the disk is full.
  std::error_code close() {
    if (::close(std::exchange(number_, -1)) == 0) return {};
    return {errno, std::generic_category()};
  }

 private:
  int number_ = -1;
};

}  // namespace tines_mock

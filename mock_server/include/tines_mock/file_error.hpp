#pragma once

#include <stdexcept>

namespace tines_mock {

/// A file cannot be used. what() has one line for each mistake that was found: the file, the JSON
/// pointer (RFC 6901) of the value, what was expected, what was found.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tines_mock

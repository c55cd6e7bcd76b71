#pragma once

#include <exception>
#include <string>

namespace tines_mock {

/// The message of an exception of any type.
inline std::string words_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

}  // namespace tines_mock

#pragma once

#include <exception>
#include <string>

namespace tines_mock {

/// What an exception of any type says.
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

#pragma once

#include <string_view>

namespace tines_mock {

/// The words of a status line (RFC 9110), "Unknown" for a status without any.
std::string_view reason_phrase(int status);

}  // namespace tines_mock

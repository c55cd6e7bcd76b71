#pragma once

#include <tines_mock/clock.hpp>

#include <string>

namespace tines_mock {

/// As HTTP writes a date (RFC 9110, IMF-fixdate): `Thu, 01 Jan 2026 00:00:00 GMT`.
std::string http_date(Time time);

}  // namespace tines_mock

#pragma once

#include "json/reader.hpp"

#include <tines_mock/http.hpp>

namespace tines_mock::faults {

/// `{"Retry-After": "1", …}`. Names and values that HTTP cannot carry add problems.
Headers read_headers(const ValueReader& value);
Json write_headers(const Headers& headers);

/// Adds a problem when the text cannot stand in a header line.
void check_header_value(const ValueReader& value);

/// Whether it is a JSON pointer (RFC 6901).
bool is_json_pointer(std::string_view text);

}  // namespace tines_mock::faults

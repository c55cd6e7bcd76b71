#pragma once

#include "contract_tests/target/tenant.hpp"

#include <string>
#include <vector>

/// The forms in which one text can be hidden in another.
namespace tines_mock::contract {

std::string base64(const std::string& bytes);
std::string in_small_letters(std::string text);

/// Headers, body and every string of the body.
std::string everything_in(const Answer& answer);
/// The text, followed by the same without the escapes of JSON, HTML and URLs, also where it was
/// escaped more than once.
std::string with_escapes_undone(std::string text);

/// The text in other encodings: base64 in both alphabets and at any offset, hexadecimal in small
/// letters, and backwards.
std::vector<std::string> disguises_of(const std::string& text);

}  // namespace tines_mock::contract

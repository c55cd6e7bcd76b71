#pragma once

#include "contract_tests/target/tenant.hpp"

#include <string>
#include <vector>

/// The forms in which a text can stand in another.
namespace tines_mock::contract {

std::string base64(const std::string& bytes);
std::string in_small_letters(std::string text);

/// Headers, body and every string of the body.
std::string everything_in(const Answer& answer);
/// The text, and behind it what it says without the escapes of JSON, HTML and URLs, however often
/// it was escaped.
std::string with_escapes_undone(std::string text);

/// What a text is in encodings: base64 of both alphabets, wherever in the encoded bytes it begins,
/// hexadecimal in small letters, and backwards.
std::vector<std::string> disguises_of(const std::string& text);

}  // namespace tines_mock::contract

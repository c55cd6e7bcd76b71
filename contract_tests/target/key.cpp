#include "contract_tests/target/key.hpp"

#include "contract_tests/target/settings.hpp"
#include "files/file.hpp"
#include "http/names.hpp"
#include "support/text.hpp"

#include <tines_mock/file_error.hpp>

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr std::size_t key_file_bytes = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string hexadecimal(char c) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {digits[byte >> 4], digits[byte & 15]};
}

bool begins_with_a_scheme(std::string_view key) {
  const std::string_view scheme = "bearer ";
  return key.size() > scheme.size() && same_name(key.substr(0, scheme.size()), scheme);
}

}  // namespace

std::string key_in(std::string_view text, const std::string& where) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const auto key = std::string(trimmed(text));
  if (key.empty()) throw SettingsError(where + " holds no key");
  if (key.find_first_of("\r\n") != std::string::npos) {
    throw SettingsError(where + " holds several lines; expected a key, which is one");
  }
  const auto control = std::ranges::find_if(key, is_control);
  if (control != key.end()) {
    throw SettingsError(where + " holds the control character 0x" + hexadecimal(*control) +
                        "; expected a key as text");
  }
  if (key.starts_with("<<")) {
    throw SettingsError(where +
                        " holds a placeholder of the documents; expected a key in its place");
  }
  if (begins_with_a_scheme(key)) {
    throw SettingsError(where + " begins with 'Bearer'; expected the key alone");
  }
  return key;
}

std::string key_in_file(const std::string& file, const std::string& where) {
  try {
    return key_in(files::read(file, key_file_bytes), where + ": " + file);
  } catch (const FileError& error) {
    throw SettingsError(where + ": " + error.what());
  }
}

}  // namespace tines_mock::contract

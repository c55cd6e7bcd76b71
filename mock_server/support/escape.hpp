#pragma once

#include <string>
#include <string_view>

namespace tines_mock {

/// Text inside of HTML or XML, between tags or as the value of an attribute in double quotes.
std::string escape_markup(std::string_view text);

/// Text as one word of a shell, in single quotes: "it's" becomes 'it'\''s'. Text that is not
/// `printable` becomes $'…', which bash and zsh read: it stays on one line.
std::string quote_for_shell(std::string_view text);

}  // namespace tines_mock

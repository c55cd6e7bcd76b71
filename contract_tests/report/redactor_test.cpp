#include "contract_tests/report/redactor.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "testing/catch2.hpp"

#include <array>
#include <cstdio>

using namespace tines_mock::contract;

namespace {

Settings keys() {
  Settings made;
  made.api_key = "Key'1";
  made.destination_api_key = "Key'1\"longer";
  made.limited_api_key = "limited";
  return made;
}

/// What bash makes of a word.
std::string in_bash(const std::string& word) {
  const std::string keys_there =
      "TINES_API_KEY=\"Key'1\" TINES_DESTINATION_API_KEY=\"Key'1\\\"longer\"; printf %s ";
  const Settings settings = keys();
  std::string script;
  for (const char c : keys_there + word) {
    script += c == '\'' ? "'\\''" : std::string(1, c);
  }
  FILE* const shell = ::popen(("bash -c '" + script + "'").c_str(), "r");
  std::string said;
  std::array<char, 256> bytes;
  for (std::size_t count = 0; (count = std::fread(bytes.data(), 1, bytes.size(), shell)) > 0;) {
    said.append(bytes.data(), count);
  }
  ::pclose(shell);
  return said;
}

}  // namespace

TEST_CASE("a key is replaced by its variable, the longest key first, also within JSON") {
  const ReportRedactor redact(keys());
  CHECK(redact("a Key'1 b limited") == "a $TINES_API_KEY b $TINES_LIMITED_API_KEY");
  CHECK(redact("Key'1\"longer") == "$TINES_DESTINATION_API_KEY");
  CHECK(redact("{\"k\":\"Key'1\\\"longer\"}") == "{\"k\":\"$TINES_DESTINATION_API_KEY\"}");
  CHECK(redact("KEY'1 and Key'") == "${TINES_API_KEY^^} and ${TINES_API_KEY%?}");
}

TEST_CASE("a key in another encoding, and a part of a key, are not shown") {
  Settings long_key;
  long_key.api_key = "origin-key-4711-very-secret";
  const ReportRedactor redact(long_key);
  for (const auto& form : {base64("id:" + long_key.api_key), base64(long_key.api_key),
                           long_key.api_key.substr(2), long_key.api_key.substr(12)}) {
    INFO(form);
    CHECK(redact("before " + form + " after").find(form) == std::string::npos);
  }
  CHECK(redact("its end: " + long_key.api_key.substr(12)) ==
        "(not shown: it holds a key in another form)");
  CHECK(redact("ends in cret") == "ends in cret");
  CHECK(redact.quoted("Basic " + base64(long_key.api_key + ":")) ==
        "'Basic '\"$(printf %s \"$TINES_API_KEY:\" | base64 -w0)\"");
}

TEST_CASE("bash reads a quoted text back, with keys from the environment, and it is printable") {
  const ReportRedactor redact(keys());
  CHECK(redact.quoted("") == "''");
  CHECK(redact.quoted("a b") == "'a b'");
  CHECK(redact.quoted("Bearer Key'1") == "'Bearer '\"$TINES_API_KEY\"");
  for (const std::string text :
       {"", "it's", "a\nb\tc", "\\n '", "\xff\xc3( \x1b[0m", "$(false) `false` \"$HOME\" !x",
        "Key'1", "x Key'1\"longer y Key'1 z", "KEY'1", "Key'", "\xe2\x80\xae\xc3\xa9' \\ Key'1\n",
        "\x01"
        "f"}) {
    const auto word = redact.quoted(text);
    INFO(word);
    CHECK(redact(word) == word);
    CHECK(in_bash(word) == text);
  }
}

#include "support/escape.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("text in HTML or XML opens no tag, ends no attribute and begins no entity") {
  CHECK(escape_markup("<a href=\"x\">b & c</a>") ==
        "&lt;a href=&quot;x&quot;&gt;b &amp; c&lt;/a&gt;");
  CHECK(escape_markup("it's plain: ünïcode") == "it's plain: ünïcode");
}

TEST_CASE("a word of a shell is the text, whatever a shell would make of it outside of quotes") {
  CHECK(quote_for_shell("") == "''");
  CHECK(quote_for_shell("a b $HOME `c` \\ \"d\" !e") == "'a b $HOME `c` \\ \"d\" !e'");
  CHECK(quote_for_shell("it's") == "'it'\\''s'");
}

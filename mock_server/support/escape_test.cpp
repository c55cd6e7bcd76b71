#include "support/escape.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("escaped text opens no tag, ends no attribute and begins no entity") {
  CHECK(escape_markup("<a href=\"x\">b & c</a>") ==
        "&lt;a href=&quot;x&quot;&gt;b &amp; c&lt;/a&gt;");
  CHECK(escape_markup("it's plain: ünïcode") == "it's plain: ünïcode");
}

TEST_CASE("a shell reads a quoted text as that text") {
  CHECK(quote_for_shell("") == "''");
  CHECK(quote_for_shell("a b $HOME `c` \\ \"d\" !e") == "'a b $HOME `c` \\ \"d\" !e'");
  CHECK(quote_for_shell("it's") == "'it'\\''s'");
  CHECK(quote_for_shell("two\nlines, it's \xff") == "$'two\\x0alines, it\\x27s \\xff'");
}

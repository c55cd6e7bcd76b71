#include "http/headers.hpp"

#include "http/message.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/http.hpp>

using namespace tines_mock;

TEST_CASE("a header is found, replaced and removed whatever the case of its name") {
  Headers headers{{"Accept", "a"}, {"accept", "b"}, {"Host", "h"}};
  CHECK(headers.find("ACCEPT") == "a");
  headers.set("aCCept", "c");
  CHECK(headers.find("accept") == "c");
  CHECK(headers.size() == 2);
  headers.remove("HOST");
  CHECK_FALSE(headers.find("Host"));
}

TEST_CASE("a header that is a list has the elements of all of its lines, and no empty ones") {
  const Headers headers{{"Connection", "a, ,\tb\t,"}, {"Other", "x"}, {"connection", ",Close"}};
  CHECK(list_elements(headers, "CONNECTION") == std::vector<std::string_view>{"a", "b", "Close"});
  CHECK(has_list_element(headers, "Connection", "close"));
  CHECK_FALSE(has_list_element(headers, "Connection", "x"));
  CHECK_FALSE(has_list_element(headers, "Connection", ""));
  CHECK(list_elements(headers, "Upgrade").empty());
}

TEST_CASE("a date is written in the format of HTTP") {
  CHECK(http_date(VirtualClock::default_start) == "Thu, 01 Jan 2026 00:00:00 GMT");
  CHECK(http_date(Time(Milliseconds(784111777999))) == "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("a status has its reason phrase, an unknown status has \"Unknown\"") {
  CHECK(reason_phrase(422) == "Unprocessable Content");
  CHECK(reason_phrase(599) == "Unknown");
}

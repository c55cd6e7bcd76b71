#include "support/iso8601.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;

TEST_CASE("a time is written in UTC and read back") {
  const Time time = VirtualClock::default_start;
  CHECK(to_iso8601(time) == "2026-01-01T00:00:00Z");
  CHECK(parse_iso8601("2026-01-01T00:00:00Z") == time);
  CHECK(to_iso8601(time + Milliseconds(7)) == "2026-01-01T00:00:00.007Z");
  CHECK(to_iso8601_seconds(time + Milliseconds(7)) == "2026-01-01T00:00:00Z");
  CHECK(parse_iso8601("2026-01-01T00:00:00.25Z") == time + Milliseconds(250));
  CHECK(parse_iso8601("2024-02-29T23:59:59.999Z"));
}

TEST_CASE("a text that is not a time in UTC is an error") {
  for (const auto* text :
       {"", "Z", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z",
        "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:00+01:00", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234Z", "-026-01-01T00:00:00Z", "2026-01-01T00:00:0xZ"})
    CHECK_FALSE(parse_iso8601(text));
}

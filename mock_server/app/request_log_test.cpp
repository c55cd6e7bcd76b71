#include "app/request_log.hpp"

#include "testing/catch2.hpp"

namespace tines_mock::app {
namespace {

JournalEntry lost_answer() {
  JournalEntry entry;
  entry.number = 3;
  entry.at = VirtualClock::default_start;
  entry.tenant = "origin";
  entry.operation = "sync_destination.create";
  entry.request.method = "POST";
  entry.request.target = "/api/v1/admin/sync_destinations";
  entry.status = 201;
  entry.faults = {{"lost answer", Phase::after_commit, "reset", 1, true},
                  {"too late", Phase::after_commit, "close", 1, false, "an earlier rule acted"}};
  entry.committed = true;
  entry.ending = Ending::reset;
  return entry;
}

}  // namespace

TEST_CASE("a line of the log has the request, the response and the faults that acted") {
  CHECK(log_line(lost_answer(), LogFormat::text) ==
        "2026-01-01T00:00:00Z origin POST /api/v1/admin/sync_destinations 201 reset "
        "[lost answer: reset]\n");
}

TEST_CASE("a JSON line of the log has the same for programs") {
  CHECK(log_line(lost_answer(), LogFormat::json) ==
        R"({"number":3,"at":"2026-01-01T00:00:00Z","tenant":"origin",)"
        R"("operation":"sync_destination.create","method":"POST",)"
        R"("target":"/api/v1/admin/sync_destinations","status":201,"committed":true,)"
        R"("ending":"reset","bytes_sent":0,"faults":[)"
        R"({"rule":"lost answer","effect":"reset","n":1,"applied":true,"why_not":""},)"
        R"({"rule":"too late","effect":"close","n":1,"applied":false,)"
        R"("why_not":"an earlier rule acted"}],"error":""})"
        "\n");
}

TEST_CASE("an error inside the mock is on the request's line, also one of several lines") {
  auto entry = lost_answer();
  entry.error = "two\nlines";
  CHECK_THAT(log_line(entry, LogFormat::text),
             Catch::Matchers::EndsWith("[lost answer: reset] error: \"two\\nlines\"\n"));
  CHECK_THAT(log_line(entry, LogFormat::json),
             Catch::Matchers::Contains(R"("error":"two\nlines"})"));
}

TEST_CASE("without a log there are no lines") {
  CHECK(log_line(lost_answer(), LogFormat::none).empty());
  CHECK(log_message("lost", LogFormat::none).empty());
}

TEST_CASE("a message of the server has the format of the log") {
  CHECK(log_message("two\nlines", LogFormat::json) == "{\"message\":\"two\\nlines\"}\n");
  CHECK(log_message("lost", LogFormat::text) == "tines-mock: lost\n");
}

}  // namespace tines_mock::app

#include "journal/journal.hpp"

#include "journal/report.hpp"
#include "support/catch2.hpp"

#include <thread>

using namespace tines_mock;
using Catch::Matchers::Contains;
using journal::Journal;

namespace {

JournalEntry entry(std::string operation, std::string method = "GET") {
  return {.tenant = "origin",
          .operation = std::move(operation),
          .path = "/api/v1/admin/sync_destinations",
          .request = {.method = std::move(method), .target = "/api/v1/admin/sync_destinations"},
          .status = 200};
}

JournalEntry create(std::string body = R"({"team_id":7})") {
  auto made = entry("sync_destination.create", "POST");
  made.request.body = std::move(body);
  made.status = 201;
  return made;
}

}  // namespace

TEST_CASE("entries are numbered from 1 in the order in which they came") {
  Journal journal;
  CHECK(journal.record(entry("story.list")) == 1);
  CHECK(journal.record(create()) == 2);
  const auto entries = journal.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].operation == "sync_destination.create");
  CHECK(entries[1].number == 2);
}

TEST_CASE("what was sent is written down later, and only where the entry still is") {
  Journal journal({.entries = 2});
  journal.record(create());
  journal.record(create());
  journal.record(create());
  journal.sent(1, 11, Ending::reset);
  journal.sent(3, 33, Ending::closed);
  journal.sent(4, 44, Ending::closed);
  CHECK(journal.entries()[0].bytes_sent == 0);
  CHECK(journal.entries()[1].bytes_sent == 33);
  CHECK(journal.entries()[1].ending == Ending::closed);
}

TEST_CASE("the oldest entries go when there are too many, and are counted") {
  Journal journal({.entries = 3});
  for (int i = 0; i < 10; ++i) journal.record(create());
  CHECK(journal.size() == 3);
  CHECK(journal.evicted() == 7);
  CHECK(journal.entries().front().number == 8);
}

TEST_CASE("the oldest entries go when they are too large, and one that never fits is not kept") {
  Journal journal({.entries = 100, .bytes = 10'000});
  for (int i = 0; i < 20; ++i) journal.record(create(std::string(1000, 'x')));
  CHECK(journal.bytes() <= 10'000);
  CHECK(journal.size() > 3);
  journal.record(create(std::string(20'000, 'x')));
  CHECK(journal.size() == 0);
  CHECK(journal.bytes() == 0);
  CHECK(journal.recorded() == 21);
}

TEST_CASE("a full journal stays as large as it is, however many requests come") {
  Journal journal({.entries = 100});
  const auto one = create(R"({"destination_tenant_api_key":"s3cr3t","team_id":7})");
  for (int i = 0; i < 100; ++i) journal.record(one);
  const auto bytes = journal.bytes();
  for (int i = 0; i < 20'000; ++i) journal.record(one);
  CHECK(journal.bytes() == bytes);
  CHECK(journal.size() == 100);
  CHECK(journal.evicted() == 20'000);
}

TEST_CASE("a cleared journal is empty, and its numbers go on") {
  Journal journal;
  journal.record(create());
  journal.clear();
  CHECK(journal.entries().empty());
  journal.sent(1, 5, Ending::complete);
  CHECK(journal.record(create()) == 2);
}

TEST_CASE("a page holds what comes after a number, and only what was asked for") {
  Journal journal;
  for (int i = 0; i < 3; ++i) {
    journal.record(create());
    journal.record(entry("story.list"));
  }
  const auto page = journal.entries(operation("sync_destination.create"), {.after = 1, .limit = 1});
  REQUIRE(page.size() == 1);
  CHECK(page[0].number == 3);
}

TEST_CASE("a count that holds has no report") {
  Journal journal;
  journal.record(create());
  CHECK(journal.check(operation("sync_destination.create"), exactly(1)).holds);
  CHECK(journal.check(operation("sync_destination.create"), at_most(1)).report.empty());
  CHECK(journal.check(operation("story.list"), exactly(0)).holds);
  CHECK(journal.check({.body_json = R"({"team_id":7})", .nth = 1}, exactly(1)).holds);
  CHECK(journal.check({.body_json = R"({"team_id":7})", .nth = 2}, exactly(0)).holds);
}

TEST_CASE("too many requests: the report lists them") {
  Journal journal;
  journal.record(create());
  journal.record(entry("story.list"));
  journal.record(create());
  const auto found = journal.check(operation("sync_destination.create"), exactly(1));
  CHECK_FALSE(found.holds);
  CHECK(found.report ==
        "expected exactly 1 request: operation \"sync_destination.create\"\n"
        "got 2:\n"
        "  #1 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201\n"
        "  #3 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201\n");
}

TEST_CASE("too few requests: the report says which came closest and how they differ") {
  Journal journal;
  journal.record(entry("story.list"));
  journal.record(create());
  const auto found = journal.check(
      {.operation = "sync_destination.create", .body_json = R"({"team_id":8})"}, at_least(1));
  CHECK(found.report ==
        "expected at least 1 request: operation \"sync_destination.create\", body with "
        "{\"team_id\":8}\n"
        "got 0\n"
        "closest requests:\n"
        "  #2 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201\n"
        "    body /team_id: expected 8, found 7\n"
        "  #1 GET /api/v1/admin/sync_destinations (story.list) -> 200\n"
        "    operation: expected \"sync_destination.create\", found \"story.list\"\n"
        "    body: expected {\"team_id\":8}, found no JSON\n");
}

TEST_CASE("a report says when older requests could not be looked at") {
  Journal journal({.entries = 1});
  journal.record(create());
  journal.record(entry("story.list"));
  CHECK_THAT(journal.check(operation("sync_destination.create"), exactly(1)).report,
             Contains("1 older request had to leave the journal"));
}

TEST_CASE("an order holds when the requests came in it, whatever came between") {
  Journal journal;
  journal.record(create());
  journal.record(entry("team.list"));
  journal.record(entry("story.list"));
  CHECK(journal.check_in_order({operation("sync_destination.create"), operation("story.list")})
            .holds);
  const auto wrong =
      journal.check_in_order({operation("story.list"), operation("sync_destination.create")});
  CHECK(wrong.report ==
        "expected in this order:\n"
        "  1. operation \"story.list\"\n"
        "     #3 GET /api/v1/admin/sync_destinations (story.list) -> 200\n"
        "  2. operation \"sync_destination.create\"\n"
        "     did not come after that\n"
        "came too early:\n"
        "  #1 POST /api/v1/admin/sync_destinations (sync_destination.create) -> 201\n");
  CHECK_FALSE(journal.check_in_order({operation("story.list"), operation("story.list")}).holds);
}

TEST_CASE("no key is in an entry or a report, and a matcher with a key fits what had that key") {
  Journal journal;
  journal.redactor().know("origin-key");
  auto made = create(R"({"destination_tenant_api_key":"dest-key","name":"origin-key"})");
  made.request.headers = {{"Authorization", "Bearer origin-key"}};
  made.request.target += "?q=origin-key";
  made.response_body = "origin-key";
  journal.record(made);
  const auto kept = journal.entries().front();
  for (const auto& text : {kept.request.target, kept.request.body, kept.response_body,
                           std::string(*kept.request.headers.find("Authorization"))}) {
    CHECK_THAT(text, !Contains("origin-key") && !Contains("dest-key"));
  }
  const auto with_keys = [](const std::string& own, const std::string& destination) {
    return Matcher{.headers = {{"Authorization", "Bearer " + own}},
                   .body_json = R"({"destination_tenant_api_key":")" + destination + R"("})"};
  };
  CHECK(journal.check(with_keys("origin-key", "dest-key"), exactly(1)).holds);
  CHECK(journal.check(with_keys("other-key", "dest-key"), exactly(0)).holds);
  CHECK(journal.check(with_keys("origin-key", "third-key"), exactly(0)).holds);
  const auto report = journal.check(with_keys("other-key", "third-key"), exactly(7)).report;
  CHECK_THAT(report, Contains("[redacted:") && !Contains("other-key") && !Contains("third-key") &&
                         !Contains("origin-key") && !Contains("dest-key"));
}

TEST_CASE("a long value is cut in a report, between characters") {
  CHECK(journal::shortened(std::string(200, 'x')) == std::string(200, 'x'));
  CHECK(journal::shortened(std::string(199, 'x') + "é") == std::string(199, 'x') + "… (201 bytes)");
}

TEST_CASE("rules that never acted are named, with what they asked for and met") {
  const journal::Redactor redactor;
  FaultStatus idle{.rule = {.name = "idle", .when = operation("story.list")}};
  FaultStatus shadowed{.rule = {.name = "shadowed"}, .matched = 3, .fired = 2};
  FaultStatus acted{.rule = {.name = "acted"}, .matched = 1, .fired = 1, .applied = 1};
  CHECK(journal::check_all_fired({acted}, redactor).holds);
  CHECK(journal::check_all_fired({idle, shadowed, acted}, redactor).report ==
        "expected every fault rule to act\n"
        "rules that never did:\n"
        "  \"idle\" (before_commit): 0 requests fitted: operation \"story.list\"\n"
        "  \"shadowed\" (before_commit): fired on 2 requests, on which an earlier rule acted\n");
}

TEST_CASE("many threads can record while others look") {
  Journal journal({.entries = 50});
  std::vector<std::jthread> clients;
  for (int client = 0; client < 8; ++client)
    clients.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        journal.sent(journal.record(create()), 7, Ending::complete);
        if (i % 50 == 0) journal.check(operation("sync_destination.create"), at_most(50));
      }
    });
  clients.clear();
  CHECK(journal.recorded() == 1600);
  CHECK(journal.size() == 50);
}

TEST_CASE("an entry that was recorded while it waited is one entry when it is answered") {
  journal::Journal journal;
  JournalEntry entry;
  entry.operation = "story.get";
  entry.number = journal.record(entry);
  entry.status = 200;
  entry.response_body = "{}";
  CHECK(journal.record(entry) == entry.number);
  CHECK(journal.size() == 1);
  CHECK(journal.find(entry.number)->status == 200);
  journal.clear();
  CHECK_FALSE(journal.find(entry.number));
  CHECK(journal.record(entry) == entry.number);
  CHECK(journal.size() == 0);
}

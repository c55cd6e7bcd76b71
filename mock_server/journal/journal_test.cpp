#include "journal/journal.hpp"

#include "journal/report.hpp"
#include "testing/catch2.hpp"

#include <thread>

using namespace tines_mock;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using namespace std::string_literals;
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
  journal.arrive(entry("story.list"));
  journal.arrive(create());
  const auto entries = journal.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].number == 1);
  CHECK(entries[1].operation == "sync_destination.create");
  CHECK(entries[1].number == 2);
}

TEST_CASE("an entry grows with its request, and what was evicted is left in peace") {
  Journal journal({.entries = 2});
  const auto first = journal.arrive(create());
  journal.arrive(create());
  const auto third = journal.arrive(create());
  const auto send = [&](const auto& ticket, std::uint64_t bytes) {
    journal.update(ticket, [&](JournalEntry& grown) {
      grown.bytes_sent = bytes;
      grown.ending = Ending::closed;
    });
  };
  const auto bytes = journal.bytes();
  journal.update(first, [](JournalEntry& grown) { grown.response_body = std::string(1000, 'x'); });
  CHECK(journal.bytes() == bytes);
  send(first, 11);
  send(third, 33);
  REQUIRE(journal.size() == 2);
  CHECK(journal.entries()[0].bytes_sent == 0);
  CHECK(journal.entries()[1].bytes_sent == 33);
  CHECK(journal.entries()[1].ending == Ending::closed);
  CHECK(journal.entry(first).bytes_sent == 11);
}

TEST_CASE("what is known of a request later takes the place of what was known, without secrets") {
  Journal journal;
  auto head = create("");
  head.request.target += "?q=dest-key-4711";
  const auto ticket = journal.arrive(head);
  journal.redactor().know("dest-key-4711");
  head.request.body = "dest-key-4711";
  journal.update_request(ticket, head);
  REQUIRE(journal.size() == 1);
  const auto request = journal.entries()[0].request;
  CHECK_THAT(request.target + request.body, Contains("[redacted:") && !Contains("4711"));
}

TEST_CASE("the oldest entries go when there are too many, and are counted") {
  Journal journal({.entries = 3});
  for (int i = 0; i < 10; ++i) journal.arrive(create());
  CHECK(journal.size() == 3);
  CHECK(journal.evicted() == 7);
  CHECK(journal.entries().front().number == 8);
}

TEST_CASE("the oldest entries go when they are too large, and one that never fits is not kept") {
  Journal journal({.entries = 100, .bytes = 10'000});
  for (int i = 0; i < 20; ++i) journal.arrive(create(std::string(1000, 'x')));
  CHECK(journal.bytes() <= 10'000);
  CHECK(journal.size() > 3);
  journal.arrive(create(std::string(20'000, 'x')));
  CHECK(journal.size() == 0);
  CHECK(journal.bytes() == 0);
  CHECK(journal.recorded() == 21);
}

TEST_CASE("a full journal stays as large as it is, however many requests come") {
  Journal journal({.entries = 100});
  const auto one = create(R"({"destination_tenant_api_key":"s3cr3t","team_id":7})");
  for (int i = 0; i < 100; ++i) journal.arrive(one);
  const auto bytes = journal.bytes();
  for (int i = 0; i < 20'000; ++i) journal.arrive(one);
  CHECK(journal.bytes() == bytes);
  CHECK(journal.size() == 100);
  CHECK(journal.evicted() == 20'000);
}

TEST_CASE("a cleared journal is empty, its numbers go on, and nothing counts as evicted") {
  Journal journal({.entries = 1});
  const auto old = journal.arrive(create());
  journal.arrive(create());
  journal.clear();
  journal.update(old, [](JournalEntry& grown) { grown.bytes_sent = 5; });
  CHECK(journal.entries().empty());
  CHECK(journal.bytes() == 0);
  CHECK(journal.evicted() == 0);
  journal.arrive(create());
  CHECK(journal.entries()[0].number == 3);
}

TEST_CASE("a request that is under way stays when the journal is cleared") {
  Journal journal;
  auto under_way = create();
  under_way.ending = Ending::pending;
  journal.arrive(under_way);
  journal.arrive(create());
  journal.clear();
  REQUIRE(journal.size() == 1);
  CHECK(journal.entries()[0].number == 1);
  CHECK(journal.check(operation("sync_destination.create"), exactly(1)).holds);
}

TEST_CASE("a request that was under way when the world was replaced comes back as outdated") {
  Journal journal;
  auto under_way = create();
  under_way.ending = Ending::pending;
  const auto straggler = journal.arrive(under_way);
  journal.arrive(create());
  journal.begin_anew();
  CHECK(journal.size() == 0);
  CHECK(journal.bytes() == 0);
  journal.arrive(entry("story.list"));
  journal.update(straggler, [](JournalEntry& grown) { grown.status = 409; });
  REQUIRE(journal.size() == 2);
  CHECK(journal.bytes() > 2 * sizeof(JournalEntry));
  CHECK(journal.entries()[0].number == 1);
  CHECK(journal.entries()[0].status == 409);
  CHECK(journal.entries()[0].outdated);
  CHECK_FALSE(journal.entries()[1].outdated);
  CHECK(journal.check(operation("sync_destination.create"), exactly(0)).holds);
  CHECK(journal.near_misses(operation("story.get")).size() == 1);
  CHECK(journal.entries({.nth = 1})[0].operation == "story.list");
}

TEST_CASE("an outdated entry that is evicted is no request that a verification misses") {
  Journal journal({.entries = 1});
  auto under_way = create();
  under_way.ending = Ending::pending;
  const auto straggler = journal.arrive(under_way);
  journal.begin_anew();
  journal.update(straggler, [](JournalEntry& grown) { grown.status = 409; });
  journal.arrive(entry("story.list"));
  CHECK(journal.size() == 1);
  CHECK(journal.evicted() == 0);
  CHECK(journal.check(operation("sync_destination.create"), exactly(0)).holds);
}

TEST_CASE("a request under way that was evicted is missed also after a clear: it still acts") {
  Journal journal({.entries = 1});
  auto under_way = create();
  under_way.ending = Ending::pending;
  const auto slow = journal.arrive(under_way);
  journal.arrive(entry("story.list"));
  const auto none = [&] { return journal.check(operation("sync_destination.create"), exactly(0)); };
  journal.clear();
  CHECK(journal.evicted() == 1);
  CHECK(none().cannot_tell);
  journal.update(slow, [](JournalEntry& grown) { grown.ending = Ending::complete; });
  CHECK(none().cannot_tell);
  journal.clear();
  CHECK(none().holds);
}

TEST_CASE("a stalled request comes back as outdated, and is over when the journal is cleared") {
  Journal journal;
  auto stalled = create();
  stalled.ending = Ending::stalled;
  journal.arrive(stalled);
  journal.clear();
  CHECK(journal.size() == 0);
  const auto held = journal.arrive(stalled);
  journal.begin_anew();
  CHECK(journal.size() == 0);
  journal.update(held, [](JournalEntry&) {});
  REQUIRE(journal.size() == 1);
  CHECK(journal.entries()[0].outdated);
}

TEST_CASE("a path that holds a key is verified by that key, in whatever spelling") {
  Journal journal;
  journal.redactor().know("origin-key");
  auto made = create();
  made.path = "/api/v1/stories/origin-key";
  journal.arrive(made);
  for (const char* path : {"/api/v1/stories/origin-key", "/api/v1//stories/%6frigin-key/"})
    CHECK(journal.check({.path = path}, exactly(1)).holds);
  CHECK(journal.check({.path = "/api/v1/stories/other-key1"}, exactly(0)).holds);
}

TEST_CASE("credentials are verified by their key, however client and test spell them") {
  Journal journal;
  auto made = create();
  for (const char* sent : {"Bearer origin-key", "bearer origin-key", " BEARER   origin-key "}) {
    made.request.headers = {{"Authorization", sent}};
    journal.arrive(made);
  }
  for (const char* asked : {"Bearer origin-key", "bearer  origin-key ", "Bearer origin-key"})
    CHECK(journal.check({.headers = {{"authorization", asked}}}, exactly(3)).holds);
  CHECK(journal.check({.headers = {{"authorization", "origin-key"}}}, exactly(0)).holds);
  made.request.headers = {{"X-User-Token", "origin-key"}};
  journal.arrive(made);
  CHECK(journal.check({.headers = {{"X-User-Token", " origin-key "}}}, exactly(1)).holds);
}

TEST_CASE("a page holds what comes after a number, and only what was asked for") {
  Journal journal;
  for (int i = 0; i < 3; ++i) {
    journal.arrive(create());
    journal.arrive(entry("story.list"));
  }
  const auto page = journal.entries(operation("sync_destination.create"), {.after = 1, .limit = 1});
  REQUIRE(page.size() == 1);
  CHECK(page[0].number == 3);
}

TEST_CASE("a count that holds has no report") {
  Journal journal;
  journal.arrive(create());
  CHECK(journal.check(operation("sync_destination.create"), exactly(1)).holds);
  CHECK(journal.check(operation("sync_destination.create"), at_most(1)).report.empty());
  CHECK(journal.check(operation("story.list"), exactly(0)).holds);
  CHECK(journal.check({.body_json = R"({"team_id":7})", .nth = 1}, exactly(1)).holds);
  CHECK(journal.check({.body_json = R"({"team_id":7})", .nth = 2}, exactly(0)).holds);
}

TEST_CASE("too many requests: the report lists them") {
  Journal journal;
  journal.arrive(create());
  journal.arrive(entry("story.list"));
  journal.arrive(create());
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
  journal.arrive(entry("story.list"));
  journal.arrive(create());
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

TEST_CASE("what was evicted may have fitted: a count that depends on it cannot be told") {
  Journal journal({.entries = 2});
  journal.arrive(create());
  for (int i = 0; i < 3; ++i) journal.arrive(entry("story.list"));
  const auto creates = operation("sync_destination.create");
  const auto lists = operation("story.list");
  const auto verdict = [&](const Matcher& matcher, Count count) {
    const auto found = journal.check(matcher, count);
    CHECK((found.report.empty() == found.holds && !(found.holds && found.cannot_tell)));
    return found.holds ? "holds" : found.cannot_tell ? "cannot tell" : "fails";
  };
  // Two were evicted, two lists are kept.
  CHECK(verdict(creates, exactly(0)) == "cannot tell"s);
  CHECK(verdict(creates, exactly(2)) == "cannot tell"s);
  CHECK(verdict(creates, at_most(1)) == "cannot tell"s);
  CHECK(verdict(creates, at_most(2)) == "holds"s);
  CHECK(verdict(creates, exactly(3)) == "fails"s);
  CHECK(verdict(creates, at_least(3)) == "fails"s);
  CHECK(verdict(lists, at_least(2)) == "holds"s);
  CHECK(verdict(lists, at_most(1)) == "fails"s);
  CHECK(verdict(lists, exactly(2)) == "cannot tell"s);
  CHECK(verdict({.operation = "story.list", .nth = 2}, exactly(1)) == "holds"s);
  CHECK(verdict({.operation = "story.list", .nth = 4}, exactly(1)) == "cannot tell"s);
  CHECK(verdict({.operation = "story.list", .nth = 5}, exactly(1)) == "fails"s);
  CHECK(journal.count(creates).min == 0);
  CHECK(journal.count(creates).max == 2);
  CHECK(journal.check(creates, exactly(0)).report ==
        "cannot tell: 2 requests were evicted from the journal; clear it between tests, or raise "
        "its limits (WorldOptions::journal, --journal-entries, --journal-bytes)\n"
        "expected exactly 0 requests: operation \"sync_destination.create\"\n"
        "got 0\n");
  CHECK_THAT(journal.check(lists, at_most(1)).report,
             EndsWith("2 requests were evicted from the journal\n"));
}

TEST_CASE("an order that evicted requests may have begun cannot be told") {
  Journal journal({.entries = 2});
  for (const auto* name : {"story.get", "team.list", "story.list"}) journal.arrive(entry(name));
  const auto order = [&](std::vector<const char*> names) {
    std::vector<Matcher> matchers;
    for (const auto* name : names) matchers.push_back(operation(name));
    const auto found = journal.check_in_order(matchers);
    return found.holds ? "holds" : found.cannot_tell ? "cannot tell" : "fails";
  };
  CHECK(order({"team.list", "story.list"}) == "holds"s);
  CHECK(order({"story.get", "team.list"}) == "cannot tell"s);
  CHECK(order({"info.show"}) == "cannot tell"s);
  CHECK(order({"story.get", "team.list", "story.list"}) == "cannot tell"s);
  CHECK(order({"story.list", "team.list"}) == "cannot tell"s);
  CHECK(order({"team.list", "story.list", "team.list"}) == "fails"s);
  CHECK(order({"info.show", "info.show"}) == "fails"s);
}

TEST_CASE("an order holds when the requests came in it, whatever came between") {
  Journal journal;
  journal.arrive(create());
  journal.arrive(entry("team.list"));
  journal.arrive(entry("story.list"));
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
  journal.arrive(made);
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
  const redaction::Redactor redactor;
  FaultStatus idle{.rule = {.name = "idle", .when = operation("story.list")}};
  FaultStatus shadowed{.rule = {.name = "shadowed"}, .matched = 3, .fired = 2};
  FaultStatus acted{.rule = {.name = "acted"}, .matched = 1, .fired = 1, .applied = 1};
  FaultStatus idling{
      .rule = {.name = "idling"}, .matched = 2, .fired = 2, .applied = 0, .unchanged = 1};
  CHECK(journal::check_all_fired({acted}, redactor).holds);
  CHECK_FALSE(journal::check_all_fired({idling}, redactor).holds);
  CHECK(journal::check_all_fired({idle, shadowed, acted, idling}, redactor).report ==
        "expected every fault rule to act\n"
        "rules that never did:\n"
        "  \"idle\" (before_commit): 0 requests fitted: operation \"story.list\"\n"
        "  \"shadowed\" (before_commit): fired on 2 requests, on which an earlier rule acted\n"
        "  \"idling\" (before_commit): fired on 1 request, but found nothing to change\n");
}

TEST_CASE("many threads can record while others look") {
  Journal journal({.entries = 50});
  std::vector<std::jthread> clients;
  for (int client = 0; client < 8; ++client)
    clients.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        journal.update(journal.arrive(create()), [](JournalEntry& grown) { grown.status = 7; });
        if (i % 50 == 0) journal.check(operation("sync_destination.create"), at_most(50));
      }
    });
  clients.clear();
  CHECK(journal.recorded() == 1600);
  CHECK(journal.size() == 50);
}

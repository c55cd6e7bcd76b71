#include "journal/verification.hpp"

#include "journal/journal.hpp"
#include "journal/report.hpp"
#include "journal/testing/entries.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace std::string_literals;
using Catch::Matchers::EndsWith;
using journal::create;
using journal::entry;
using journal::Journal;

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

TEST_CASE("a report says when a client did not see the whole response, or none") {
  Journal journal;
  auto cut = create();
  cut.ending = Ending::closed;
  journal.arrive(cut);
  cut.status = 0;
  journal.arrive(cut);
  const auto found = journal.check(operation("sync_destination.create"), exactly(0));
  CHECK_THAT(found.report, EndsWith("(sync_destination.create) -> 201, closed\n"
                                    "  #2 POST /api/v1/admin/sync_destinations "
                                    "(sync_destination.create) -> no answer\n"));
}

TEST_CASE("too few requests: the report lists the near misses and how they differ") {
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

TEST_CASE("a count that depends on evicted entries cannot be told") {
  Journal journal({.entries = 2});
  journal.arrive(create());
  for (int i = 0; i < 3; ++i) journal.arrive(entry("story.list"));
  const auto creates = operation("sync_destination.create");
  const auto lists = operation("story.list");
  const auto result_of = [&](const Matcher& matcher, Count count) {
    const auto found = journal.check(matcher, count);
    CHECK((found.report.empty() == found.holds && !(found.holds && found.cannot_tell)));
    return found.holds ? "holds" : found.cannot_tell ? "cannot tell" : "fails";
  };
  // Two were evicted, two lists are kept.
  CHECK(result_of(creates, exactly(0)) == "cannot tell"s);
  CHECK(result_of(creates, exactly(2)) == "cannot tell"s);
  CHECK(result_of(creates, at_most(1)) == "cannot tell"s);
  CHECK(result_of(creates, at_most(2)) == "holds"s);
  CHECK(result_of(creates, exactly(3)) == "fails"s);
  CHECK(result_of(creates, at_least(3)) == "fails"s);
  CHECK(result_of(lists, at_least(2)) == "holds"s);
  CHECK(result_of(lists, at_most(1)) == "fails"s);
  CHECK(result_of(lists, exactly(2)) == "cannot tell"s);
  CHECK(result_of({.operation = "story.list", .nth = 2}, exactly(1)) == "holds"s);
  CHECK(result_of({.operation = "story.list", .nth = 4}, exactly(1)) == "cannot tell"s);
  CHECK(result_of({.operation = "story.list", .nth = 5}, exactly(1)) == "fails"s);
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

TEST_CASE("an order that depends on evicted entries cannot be told") {
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

TEST_CASE("an order holds when the requests arrived in it, with any others between") {
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

TEST_CASE("a long value is cut in a report, between characters") {
  CHECK(journal::shortened(std::string(200, 'x')) == std::string(200, 'x'));
  CHECK(journal::shortened(std::string(199, 'x') + "é") == std::string(199, 'x') + "… (201 bytes)");
}

TEST_CASE("rules that never acted are named, with their matcher and their counts") {
  const redaction::Redactor redactor;
  const auto rule = [](const std::string& name, Matcher when = {}) {
    return FaultRule{.name = name, .when = std::move(when), .effect = effects::reset()};
  };
  FaultStatus idle{.rule = rule("idle", operation("story.list"))};
  FaultStatus shadowed{.rule = rule("shadowed"), .matched = 3, .fired = 2};
  FaultStatus acted{.rule = rule("acted"), .matched = 1, .fired = 1, .applied = 1};
  FaultStatus idling{
      .rule = rule("idling"), .matched = 2, .fired = 2, .applied = 0, .unchanged = 1};
  CHECK(journal::check_all_fired({acted}, redactor).holds);
  CHECK_FALSE(journal::check_all_fired({idling}, redactor).holds);
  CHECK(journal::check_all_fired({idle, shadowed, acted, idling}, redactor).report ==
        "expected every fault rule to act\n"
        "rules that never did:\n"
        "  \"idle\" (before_commit): 0 requests fitted: operation \"story.list\"\n"
        "  \"shadowed\" (before_commit): fired on 2 requests, on which an earlier rule acted\n"
        "  \"idling\" (before_commit): fired on 1 request, but found nothing to change\n");
}

#include "journal/journal.hpp"

#include "journal/testing/entries.hpp"
#include "testing/catch2.hpp"

#include <thread>

using namespace tines_mock;
using journal::create;
using journal::entry;
using journal::Journal;

TEST_CASE("entries are numbered from 1 in the order of their arrival") {
  Journal journal;
  journal.arrive(entry("story.list"));
  journal.arrive(create());
  const auto entries = journal.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].number == 1);
  CHECK(entries[1].operation == "sync_destination.create");
  CHECK(entries[1].number == 2);
}

TEST_CASE("an entry can be updated also after its eviction, which changes nothing in the journal") {
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

TEST_CASE("the oldest entries are evicted when there are too many, and are counted") {
  Journal journal({.entries = 3});
  for (int i = 0; i < 10; ++i) journal.arrive(create());
  CHECK(journal.size() == 3);
  CHECK(journal.evicted() == 7);
  CHECK(journal.entries().front().number == 8);
}

TEST_CASE(
    "the oldest entries are evicted when all are too large, and one that is larger than the "
    "journal is not kept") {
  Journal journal({.entries = 100, .bytes = 10'000});
  for (int i = 0; i < 20; ++i) journal.arrive(create(std::string(1000, 'x')));
  CHECK(journal.bytes() <= 10'000);
  CHECK(journal.size() > 3);
  journal.arrive(create(std::string(20'000, 'x')));
  CHECK(journal.size() == 0);
  CHECK(journal.bytes() == 0);
  CHECK(journal.recorded() == 21);
}

TEST_CASE("headers and the tenant's response are part of an entry's bytes") {
  Journal journal;
  const auto ticket = journal.arrive(create());
  const auto grows_by_more_than_1000 = [&](auto change) {
    const auto before = journal.bytes();
    journal.update(ticket, change);
    return journal.bytes() > before + 1000;
  };
  const std::string long_text(1000, 'x');
  CHECK(grows_by_more_than_1000([&](JournalEntry& entry) {
    entry.response_headers = {{"X-Long", long_text}};
  }));
  CHECK(grows_by_more_than_1000([&](JournalEntry& entry) {
    entry.tenant_response = Response{.headers = {{"X-Long", long_text}}};
  }));
  CHECK(grows_by_more_than_1000(
      [&](JournalEntry& entry) { entry.tenant_response->body = long_text + 'x'; }));
}

TEST_CASE("a full journal does not grow, however many requests arrive") {
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

TEST_CASE("a request that was under way when the world was replaced is listed again as outdated") {
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

TEST_CASE("an outdated entry that is evicted makes no verification uncertain") {
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

TEST_CASE(
    "an evicted request that is under way makes verifications uncertain, also after a clear") {
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

TEST_CASE(
    "a stalled request is listed again as outdated, and is removed when the journal is cleared") {
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

TEST_CASE("a page lists the entries after a number that fit the matcher") {
  Journal journal;
  for (int i = 0; i < 3; ++i) {
    journal.arrive(create());
    journal.arrive(entry("story.list"));
  }
  const auto page = journal.entries(operation("sync_destination.create"), {.after = 1, .limit = 1});
  REQUIRE(page.size() == 1);
  CHECK(page[0].number == 3);
}

TEST_CASE("a page can be the newest entries that fit, and is in their order too") {
  Journal journal;
  for (int i = 0; i < 5; ++i) {
    journal.arrive(create());
    journal.arrive(entry("story.get"));
  }
  const auto numbers = [&](journal::EntryRange range) {
    std::vector<std::uint64_t> all;
    for (const auto& each : journal.entries({.operation = "story.get"}, range))
      all.push_back(each.number);
    return all;
  };
  CHECK(numbers({.limit = 2, .newest = true}) == std::vector<std::uint64_t>{8, 10});
  CHECK(numbers({.after = 8, .limit = 2, .newest = true}) == std::vector<std::uint64_t>{10});
  CHECK(numbers({.limit = 2}) == std::vector<std::uint64_t>{2, 4});
  CHECK(numbers({.newest = true}).size() == 5);
}

TEST_CASE("many threads can record while others verify") {
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

#include "end_to_end/testing/ask.hpp"
#include "support/limits.hpp"
#include "testing/build_kind.hpp"
#include "testing/catch2.hpp"

#include <fstream>

#include <unistd.h>

using namespace tines_mock;
using namespace tines_mock::end_to_end;

namespace {

/// The memory of this process.
std::size_t resident_bytes() {
  std::size_t total = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::size_t bytes_kept(const std::vector<JournalEntry>& entries) {
  std::size_t bytes = 0;
  for (const auto& entry : entries) bytes += entry.request.body.size() + entry.response_body.size();
  return bytes;
}

}  // namespace

TEST_CASE("after a million requests the journal uses as much memory as when it was first full") {
  MockServer server(sample_world(), {}, {.listen = false});
  const auto request = to_origin("GET", "/api/v1/info");
  const auto handle = [&](int count) {
    for (int i = 0; i < count; ++i)
      if (server.handle(request).status != 200) FAIL("a response that is not 200");
  };
  constexpr int first = 20'000;
  constexpr int all = times(1'000'000, 60'000);
  handle(first);
  const auto after_the_first = resident_bytes();
  handle(all - first);
  const auto after_all = resident_bytes();  // before anything is copied out of the journal
  CHECK(server.requests().size() == JournalLimits().entries);
  CHECK(server.requests().back().number == all);
  CHECK(server.world().evicted_requests() == all - JournalLimits().entries);
  constexpr std::size_t noise = 4 * 1024 * 1024;
  if (!sanitized) CHECK(after_all < after_the_first + noise);
}

TEST_CASE("a verification that depends on evicted requests reports that it cannot tell") {
  MockServer server(sample_world(), {}, {.listen = false});
  server.handle(to_origin("DELETE", path_of(24)));
  for (int i = 0; i < 10'200; ++i) server.handle(to_origin("GET", "/api/v1/info"));
  const auto found = server.check(operation("sync_destination.delete"), exactly(0));
  CHECK_FALSE(found.holds);
  CHECK(found.cannot_tell);
  CHECK_THAT(found.report, Catch::Matchers::Contains("cannot tell: 201 requests were evicted"));
  CHECK_THROWS_AS(server.verify(operation("sync_destination.delete"), exactly(0)),
                  VerificationError);
  CHECK_THROWS_AS(server.world().verify_in_order({operation("sync_destination.delete")}),
                  VerificationError);
  server.verify(operation("info.show"), at_least(10'000));
  server.world().clear_requests();
  server.verify(operation("sync_destination.delete"), exactly(0));

  for (int i = 0; i < 40; ++i)
    server.handle(to_origin("POST", sync_destinations, std::string(900 * 1024, ' ')));
  CHECK(server.check(operation("sync_destination.create"), at_most(20)).cannot_tell);
  CHECK(server.check(operation("sync_destination.create"), at_most(40)).holds);
}

TEST_CASE("a world keeps as many requests as its options say") {
  const auto request = to_origin("GET", "/api/v1/info");
  const auto kept = [&](JournalLimits limits) {
    MockServer server(sample_world(), {.journal = limits}, {.listen = false});
    for (int i = 0; i < 100; ++i) server.handle(request);
    return server.requests().size();
  };
  CHECK(kept({.entries = 7}) == 7);
  CHECK(kept({.bytes = 20'000}) < 100);
  CHECK(kept({}) == 100);
  for (const JournalLimits& impossible :
       {JournalLimits{.entries = 0}, JournalLimits{.entries = 10'000'001},
        JournalLimits{.bytes = 0}, JournalLimits{.bytes = (std::size_t{4} << 30) + 1}})
    CHECK_THROWS_AS(MockServer(sample_world(), {.journal = impossible}, {.listen = false}),
                    std::logic_error);
}

TEST_CASE("of large requests the journal keeps fewer") {
  MockServer server(sample_world(), {}, {.listen = false});
  const auto request = to_origin("GET", "/api/v1/info", std::string(limits::body_bytes / 2, ' '));
  for (int i = 0; i < 200; ++i) REQUIRE(server.handle(request).status == 200);
  CHECK(bytes_kept(server.requests()) <= JournalLimits().bytes);
  CHECK(bytes_kept(server.requests()) > JournalLimits().bytes / 2);
  CHECK(server.world().evicted_requests() + server.requests().size() == 200);
}

TEST_CASE("each world of a server has its own journal, which is dropped with it") {
  MockServer server(sample_world(), {}, {.listen = false});
  for (int i = 0; i < 3; ++i) {
    auto world = server.add_world("other", sample_world());
    auto request = list();
    request.target = "/w/other" + request.target;
    CHECK(server.handle(request).status == 200);
    CHECK(world.requests().size() == 1);
    server.drop_world("other");
  }
  CHECK(server.requests().empty());
}

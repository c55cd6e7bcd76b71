#include "end_to_end/testing/ask.hpp"
#include "testing/build_kind.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"

// What a client can see of a request is in the journal by the time that it sees it.

using namespace tines_mock;
using namespace tines_mock::end_to_end;

TEST_CASE("a client that has read a response finds its size and ending in the journal entry") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  MockServer server(sample_world(), {}, served_over(transport));
  for (std::size_t i = 0; i < times(200, 50); ++i) {
    Client client(server, transport);
    const auto bytes = all_of(client.send(bytes_of(list(), Keeps::nothing))).bytes;
    const auto entry = server.requests().at(i);
    CHECK(entry.bytes_sent == bytes.size());
    CHECK(entry.ending == Ending::complete);
    CHECK(entry.status == 200);
  }
}

TEST_CASE(
    "a client that has seen a fault finds it in the journal entry, with the bytes sent before it") {
  MockServer server;
  const auto entry_after = [&](Effect effect, std::size_t least_bytes) {
    server.world().clear_faults();
    server.world().clear_requests();
    server.inject({.name = "r", .phase = Phase::response, .effect = std::move(effect)});
    Client client(server);
    const auto bytes = client.send(bytes_of(list())).read(least_bytes);
    CHECK(bytes.size() >= least_bytes);
    return server.requests().back();
  };
  const auto cut = entry_after(effects::Stall{40}, 40);
  CHECK(cut.bytes_sent == 40);
  CHECK(cut.faults.at(0).applied);
  CHECK(entry_after(effects::Truncate{5}, 60).bytes_sent >= 60);
}

TEST_CASE("a client that sees a changed state can verify at once the request that changed it") {
  MockServer server;
  Client creating(server);
  Client looking(server);
  int missing = 0;
  for (int i = 0; i < times(100, 30); ++i) {
    const auto before = server.tenant("origin").sync_destinations().size();
    creating.send(bytes_of(documented_create()));
    REQUIRE(
        eventually([&] { return server.tenant("origin").sync_destinations().size() > before; }));
    if (!server.check(operation("sync_destination.create"), exactly(i + 1)).holds) ++missing;
    creating.read(1);
  }
  CHECK(missing == 0);
}

TEST_CASE("a create whose body arrives after a reset of the world changes nothing and gets 409") {
  MockServer server;
  Client client(server);
  const auto bytes = bytes_of(documented_create(), Keeps::nothing);
  const auto body = bytes.find("\r\n\r\n") + 4;
  client.send(bytes.substr(0, body + 10));
  REQUIRE(eventually([&] { return server.requests().size() == 1; }));
  CHECK(server.requests()[0].ending == Ending::pending);
  server.reset();
  CHECK(server.requests().empty());
  CHECK(response_in(all_of(client.send(bytes.substr(body + 10)))).status == 409);
  CHECK(server.tenant("origin").sync_destinations().empty());
  REQUIRE(server.requests().size() == 1);
  CHECK(server.requests()[0].outdated);
  CHECK(server.requests()[0].number == 1);
  CHECK(ask(server, documented_create()).status == 201);
  CHECK(server.requests()[1].number == 2);
}

TEST_CASE("a throttled response is cut when the world is reset") {
  MockServer server(sample_world(), {.virtual_clock = true});
  server.inject({.name = "slow", .phase = Phase::response, .effect = effects::Throttle{10}});
  Client client(server);
  client.send(bytes_of(list(), Keeps::nothing));
  server.virtual_clock().wait_for_waiters(1);
  server.reset();
  const auto seen = all_of(client);
  CHECK(seen.end == End::regular);
  CHECK(response_in(seen).status == 0);
  CHECK(server.requests().at(0).outdated);
}

TEST_CASE(
    "a stalled response is cut at once when the world is reset, whether the stall is timed or "
    "not") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  const Effect effect =
      GENERATE(Effect{effects::Stall{}}, Effect{effects::Stall{.duration = Milliseconds(60'000)}});
  MockServer server(sample_world(), {.virtual_clock = true}, served_over(transport));
  server.inject({.name = "stalls", .phase = Phase::before_commit, .effect = effect});
  Client client(server, transport);
  client.send(bytes_of(list()));
  REQUIRE(eventually([&] {
    const auto entries = server.requests();
    return !entries.empty() && !entries[0].faults.empty();
  }));
  server.reset();
  CHECK(all_of(client).bytes.empty());
  CHECK(client.end() != End::none);
  REQUIRE(eventually([&] { return server.requests().size() == 1; }));
  CHECK(server.requests()[0].outdated);
}

TEST_CASE("every response has the machine's date, also in a world with a virtual clock") {
  MockServer server(sample_world(), {.virtual_clock = true});
  const auto year = [](const Response& response) { return header(response, "Date").substr(12, 4); };
  const auto info = ask(server, to_origin("GET", "/api/v1/info"));
  CHECK(header(info, "Date").ends_with(" GMT"));
  server.virtual_clock().advance(std::chrono::hours(24 * 365));
  CHECK(year(ask(server, to_origin("GET", "/api/v1/info"))) == year(info));
  for (const char* path : {"/__admin/health", "/api/v1/nothing"})
    CHECK_FALSE(header(ask(server, {.target = path}), "Date").empty());
}

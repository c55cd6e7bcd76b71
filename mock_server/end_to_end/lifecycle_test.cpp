#include "end_to_end/testing/ask.hpp"
#include "testing/build_kind.hpp"
#include "testing/catch2.hpp"
#include "wire/testing/process.hpp"

#include <deque>
#include <memory>
#include <thread>

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using namespace wire::testing;

namespace {

/// What no hang ends within: every deadline of the server is longer.
constexpr auto at_once = std::chrono::seconds(5);

}  // namespace

TEST_CASE("200 clients that connect at once are all served") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  MockServer server(sample_world(), {}, served_over(transport));
  std::vector<std::thread> threads;
  std::atomic<int> served = 0;
  for (int i = 0; i < 200; ++i)
    threads.emplace_back([&] {
      if (ask(server, documented_create(), transport).status == 201) ++served;
    });
  for (auto& thread : threads) thread.join();
  CHECK(served == 200);
  CHECK(destinations(server) == 200);
  server.verify(operation("sync_destination.create"), exactly(200));
}

TEST_CASE("a thousand servers that start, serve and stop leave no thread and no descriptor") {
  const auto served = [] {
    MockServer server;
    return ask(server, list()).status == 200;
  };
  REQUIRE(served());
  const auto threads = count_threads();
  const auto descriptors = count_descriptors();
  for (int i = 0; i < times(1000, 50); ++i) REQUIRE(served());
  CHECK(count_threads() == threads);
  CHECK(count_descriptors() == descriptors);
}

TEST_CASE("servers over TLS leave no thread and no descriptor either") {
  const auto served = [] {
    MockServer server(sample_world(), {}, served_over(Transport::tls));
    return ask(server, list(), Transport::tls).status == 200;
  };
  REQUIRE(served());
  const auto threads = count_threads();
  const auto descriptors = count_descriptors();
  for (int i = 0; i < times(50, 10); ++i) REQUIRE(served());
  CHECK(count_threads() == threads);
  CHECK(count_descriptors() == descriptors);
}

TEST_CASE(
    "a server is destroyed at once, with idle clients, requests on their way, half requests") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  auto server = std::make_unique<MockServer>(sample_world(), WorldOptions{.virtual_clock = true},
                                             served_over(transport));
  server->inject({.name = "slow",
                  .when = operation("push"),
                  .phase = Phase::push,
                  .effect = PushSlow{FixedDelay{Milliseconds(60'000)}}});
  std::deque<Client> idle;
  for (int i = 0; i < 20; ++i)
    REQUIRE(idle.emplace_back(*server, transport).send(bytes_of(list())).read(1).starts_with("H"));
  Client in_flight(*server, transport);
  in_flight.send(bytes_of(documented_create()));
  Client half(*server, transport);
  half.send("POST /t/origin/api/v1/admin/sync_destinations HTTP/1.1\r\nHost: a\r\nContent-Len");
  server->virtual_clock().wait_for_waiters(1);

  const auto begin = std::chrono::steady_clock::now();
  server.reset();
  CHECK(std::chrono::steady_clock::now() - begin < at_once);
  CHECK(in_flight.read_all().find("201 Created") == std::string::npos);
  CHECK(in_flight.end() != End::none);
  for (auto& client : idle) {
    client.read_all();
    CHECK(client.end() != End::none);
  }
}

TEST_CASE("a world that is dropped leaves nobody waiting for its clock, whatever for") {
  const auto rule = GENERATE(
      FaultRule{.phase = Phase::push, .effect = PushSlow{FixedDelay{Milliseconds(60'000)}}},
      FaultRule{.phase = Phase::request, .effect = delay(Milliseconds(60'000))},
      FaultRule{.phase = Phase::response, .effect = delay(Milliseconds(60'000))},
      FaultRule{.phase = Phase::response, .effect = Stall{.for_ms = Milliseconds(60'000)}});
  MockServer server;
  auto world = server.add_world("other", sample_world(), {.virtual_clock = true});
  auto named = rule;
  named.name = "waits";
  world.inject(named);
  auto request = documented_create();
  request.target = "/w/other" + request.target;
  std::deque<Client> clients;
  for (int i = 0; i < 3; ++i) clients.emplace_back(server).send(bytes_of(request, Keeps::nothing));
  world.virtual_clock().wait_for_waiters(3);
  server.drop_world("other");
  for (auto& client : clients) {
    all_of(client);
    CHECK(client.end() != End::none);
  }
}

TEST_CASE("a world can be dropped while its requests wait") {
  MockServer server;
  auto world = std::make_unique<WorldHandle>(
      server.add_world("other", sample_world(), {.virtual_clock = true}));
  world->inject({.name = "slow", .phase = Phase::before_commit, .effect = delay(Milliseconds(1))});
  auto request = documented_create();
  request.target = "/w/other" + request.target;
  Client client(server);
  client.send(bytes_of(request, Keeps::nothing));
  world->virtual_clock().wait_for_waiters(1);
  server.drop_world("other");
  world.reset();
  CHECK(response_in(all_of(client)).status == 409);
  CHECK(ask(server, request).status == 404);
  CHECK(ask(server, documented_create()).status == 201);
}

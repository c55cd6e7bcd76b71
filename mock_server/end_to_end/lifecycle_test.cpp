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

/// Shorter than every deadline of the server: a stop that waits for one takes longer.
constexpr auto at_once = std::chrono::seconds(5);

void check_starts_and_stops(Transport transport, int count) {
  const auto serve_once = [&] {
    MockServer server(sample_world(), {}, served_over(transport));
    return ask(server, list(), transport).status == 200;
  };
  REQUIRE(serve_once());
  const auto threads = count_threads();
  const auto descriptors = count_descriptors();
  for (int i = 0; i < count; ++i) REQUIRE(serve_once());
  CHECK(count_threads() == threads);
  CHECK(count_descriptors() == descriptors);
}

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

TEST_CASE("a thousand starts and stops of a server leave no thread and no descriptor behind") {
  check_starts_and_stops(Transport::plain, times(1000, 50));
}

TEST_CASE("starts and stops of a server over TLS leave no thread and no descriptor behind") {
  check_starts_and_stops(Transport::tls, times(50, 10));
}

TEST_CASE(
    "a server with idle clients, requests in progress and half requests is destroyed at once") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  auto server = std::make_unique<MockServer>(sample_world(), WorldOptions{.virtual_clock = true},
                                             served_over(transport));
  server->inject({.name = "slow",
                  .when = operation("push"),
                  .phase = Phase::push,
                  .effect = effects::PushSlow{effects::FixedDelay{Milliseconds(60'000)}}});
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

TEST_CASE("when a world is dropped, every request that waits on its clock ends") {
  const auto rule =
      GENERATE(FaultRule{.phase = Phase::push,
                         .effect = effects::PushSlow{effects::FixedDelay{Milliseconds(60'000)}}},
               FaultRule{.phase = Phase::request, .effect = effects::delay(Milliseconds(60'000))},
               FaultRule{.phase = Phase::response, .effect = effects::delay(Milliseconds(60'000))},
               FaultRule{.phase = Phase::response,
                         .effect = effects::Stall{.duration = Milliseconds(60'000)}});
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

TEST_CASE("a request that waits while its world is dropped gets 409") {
  MockServer server;
  auto world = std::make_unique<WorldHandle>(
      server.add_world("other", sample_world(), {.virtual_clock = true}));
  world->inject(
      {.name = "slow", .phase = Phase::before_commit, .effect = effects::delay(Milliseconds(1))});
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

#include "end_to_end/testing/ask.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "wire/testing/process.hpp"

#include <algorithm>
#include <deque>

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using namespace wire::testing;

namespace {

constexpr auto far_below_any_deadline = std::chrono::seconds(5);
constexpr int bound = limits::stalled_connections;
constexpr int too_many = 6;

// Returns when the stall has begun: it begins after the first byte of the response.
void stall_one_more(const MockServer& server, std::deque<Client>& clients) {
  auto& client = clients.emplace_back(server);
  REQUIRE(client.send(bytes_of(list())).read(1) == "H");
}

std::chrono::nanoseconds time_to_stop(MockServer& server) {
  const auto begin = std::chrono::steady_clock::now();
  server.stop();
  return std::chrono::steady_clock::now() - begin;
}

}  // namespace

TEST_CASE("stalls are limited: the oldest ones are ended, and other clients are served meanwhile") {
  MockServer server;
  server.inject({.name = "stall",
                 .when = operation("sync_destination.list"),
                 .phase = Phase::response,
                 .effect = effects::Stall{1}});
  std::deque<Client> clients;
  while (clients.size() < std::size_t{bound + too_many}) stall_one_more(server, clients);
  const auto let_go = [&] {
    return std::ranges::count_if(clients, [](auto& client) { return client.has_more(); });
  };
  REQUIRE(eventually([&] { return let_go() == too_many; }));
  for (int i = 0; i < too_many; ++i)
    CHECK(all_of(clients[static_cast<std::size_t>(i)]).bytes.empty());
  CHECK(ask(server, documented_create()).status == 201);
  CHECK(let_go() == too_many);

  const auto threads = count_threads();
  CHECK(time_to_stop(server) < far_below_any_deadline);
  CHECK(count_threads() <= threads - bound);
  for (auto& client : clients) CHECK(all_of(client).bytes.empty());
}

TEST_CASE("a stop ends delays, throttled responses and timed stalls at once") {
  MockServer server(sample_world(), {.virtual_clock = true});
  const auto at = [&](const char* name, std::string path, Phase phase, Effect effect) {
    Matcher when;
    when.path = "/api/v1/" + path;
    server.inject({.name = name, .when = when, .phase = phase, .effect = effect});
  };
  at("delay", "info", Phase::before_commit, effects::delay(limits::delay));
  at("throttle", "teams", Phase::response, effects::Throttle{1});
  at("stall", "stories", Phase::request, effects::Stall{0, limits::delay});
  std::deque<Client> clients;
  for (const auto* path : {"/api/v1/info", "/api/v1/teams", "/api/v1/stories"})
    clients.emplace_back(server).send(bytes_of(to_origin("GET", path)));
  server.virtual_clock().wait_for_waiters(3);
  CHECK(time_to_stop(server) < far_below_any_deadline);
  for (auto& client : clients) CHECK(response_in(all_of(client)).status == 0);
}

TEST_CASE("a world's clock ends waits in the order of their deadlines, and none too early") {
  MockServer server(sample_world(), {.virtual_clock = true});
  for (const int seconds : {1, 2, 3}) {
    Matcher when;
    when.headers.add("X-Wait", std::to_string(seconds));
    server.inject({.name = std::to_string(seconds),
                   .when = when,
                   .phase = Phase::request,
                   .effect = effects::delay(std::chrono::seconds(seconds))});
  }
  std::deque<Client> clients;
  for (const auto* seconds : {"1", "2", "3"}) {
    auto request = list();
    request.headers.add("X-Wait", seconds);
    clients.emplace_back(server).send(bytes_of(request, Keeps::nothing));
  }
  server.virtual_clock().wait_for_waiters(3);
  for (std::size_t i = 0; i < clients.size(); ++i) {
    server.virtual_clock().advance(Milliseconds(999));
    CHECK(server.virtual_clock().waiting() == clients.size() - i);
    server.virtual_clock().advance(Milliseconds(1));
    CHECK(response_in(all_of(clients[i])).status == 200);
    for (std::size_t later = i + 1; later < clients.size(); ++later)
      CHECK_FALSE(clients[later].has_more());
  }
}

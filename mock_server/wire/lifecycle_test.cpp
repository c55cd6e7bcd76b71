#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "wire/server.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/process.hpp"
#include "wire/testing/raw_client.hpp"
#include "wire/testing/tls_client.hpp"

#include <deque>
#include <thread>
#include <utility>

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

/// A stop that waits for one of these deadlines takes longer than `at_once`, and fails its test.
const WireLimits patient{.request_deadline = 10min, .write_deadline = 10min, .lingering = 10min};
constexpr auto at_once = 1min;

template <class F>
std::chrono::nanoseconds time_of(F action) {
  const auto begin = std::chrono::steady_clock::now();
  action();
  return std::chrono::steady_clock::now() - begin;
}

/// For FakeService::on_head: waits before the body of a request is read.
auto wait_on(Clock& clock, Milliseconds duration) {
  return [&clock, duration](const Request&,
                            std::stop_token stop) -> std::optional<exchange::Delivery> {
    clock.wait_for(duration, std::move(stop));
    return std::nullopt;
  };
}

std::string bind_error(const Endpoint& endpoint) {
  FakeService service;
  try {
    Server server(service, endpoint);
  } catch (const std::system_error& error) {
    return error.what();
  }
  return "bound";
}

}  // namespace

TEST_CASE("port 0 takes a free port, and the server reports which one") {
  FakeService service;
  Server one(service, {});
  Server other(service, {});
  CHECK(one.port() != other.port());
  CHECK(one.url() == "http://127.0.0.1:" + std::to_string(one.port()));
}

TEST_CASE("a second server on a port fails, and its error says that the port is in use") {
  FakeService service;
  Server first(service, {});
  CHECK(bind_error({.port = first.port()}) ==
        "cannot listen on 127.0.0.1:" + std::to_string(first.port()) + ": Address already in use");
}

TEST_CASE("a port can be bound again at once after its last server has stopped") {
  FakeService service;
  int port = 0;
  {
    Server first(service, {});
    port = first.port();
    RawClient client(port);
    client.send(get).read_response();
  }
  CHECK(bind_error({.port = port}) == "bound");
}

TEST_CASE("the error for a host that cannot be bound names it") {
  CHECK_THAT(bind_error({.host = "192.0.2.1", .port = 80}), Contains("192.0.2.1:80"));
  CHECK_THAT(bind_error({.host = "no such host", .port = 80}), Contains("no such host:80"));
  CHECK_THAT(bind_error({.port = 65536}), Contains("a number from 0 to 65535"));
}

TEST_CASE("a host is a name, an IPv4 or an IPv6 address, and clients can use the server's URL") {
  FakeService service;
  const auto url_at = [&](const char* host) {
    Server server(service, {.host = host});
    auto url = server.url();
    return url.substr(0, url.rfind(':'));
  };
  CHECK(url_at("localhost") == "http://localhost");
  CHECK(url_at("0.0.0.0") == "http://127.0.0.1");
  CHECK(url_at("::1") == "http://[::1]");
  CHECK(url_at("::") == "http://[::1]");
}

TEST_CASE("an IPv4 client has its IPv4 address, also on an IPv6 socket") {
  FakeService service;
  Server server(service, {.host = "::"});
  RawClient(server.port()).send(get).read_response();
  CHECK(service.requests().at(0).remote_address == "127.0.0.1");
}

TEST_CASE("200 clients that connect at once are all served") {
  FakeService service;
  Server server(service, {});
  std::deque<RawClient> clients;
  for (int i = 0; i < 200; ++i) clients.emplace_back(server.port()).send(get);
  for (auto& client : clients) REQUIRE(client.read_status() == 200);
}

TEST_CASE("idle clients keep no other client out, and cost no processor time") {
  FakeService service;
  Server server(service, {});
  std::deque<RawClient> idle;
  for (int i = 0; i < 256; ++i) idle.emplace_back(server.port()).send(get).read_response();
  const auto before = processor_time();
  RawClient watcher(server.port());
  // Lets time pass: no bytes arrive for this client.
  CHECK_FALSE(watcher.has_bytes(200ms));
  CHECK(processor_time() - before < 20ms);
  CHECK(watcher.send(get).read_status() == 200);
}

TEST_CASE("threads are started for clients, and end when their clients leave") {
  FakeService service;
  Server server(service, {}, {.accepting_threads = 2});
  const auto threads = count_threads();
  {
    std::deque<RawClient> clients;
    for (int i = 0; i < 50; ++i) clients.emplace_back(server.port()).send(get).read_response();
    CHECK(count_threads() >= threads + 50);
  }
  CHECK(eventually([&] { return count_threads() <= threads + 2; }));
}

TEST_CASE("a client over the limit of connections replaces an idle one") {
  FakeService service;
  Server server(service, {}, {.connections = 2});
  RawClient first(server.port());
  RawClient second(server.port());
  first.send(get).read_response();
  second.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
  REQUIRE(eventually([&] { return service.visits() == 2; }));
  CHECK(RawClient(server.port()).send(get).read_status() == 200);
  CHECK(first.read_all().empty());
  CHECK(second.send("x").read_status() == 200);
}

TEST_CASE("when all connections are busy, a client over the limit waits until one of them ends") {
  FakeService service;
  VirtualClock clock;
  service.on_head = wait_on(clock, 1s);
  Server server(service, {}, {.connections = 1});
  std::optional<RawClient> first(std::in_place, server.port());
  first->send(get);
  REQUIRE(clock.wait_for_waiters(1));
  RawClient second(server.port());
  second.send(get);

  SECTION("because its response was sent") {
    CHECK_FALSE(second.has_bytes(20ms));
    clock.advance(1s);
    CHECK(first->read_status() == 200);
    CHECK(first->read_all().empty());
  }
  SECTION("because its client left") {
    first.reset();
    REQUIRE(eventually([&] { return service.sent().size() == 1; }));
  }
  REQUIRE(clock.wait_for_waiters(1));
  clock.advance(1s);
  CHECK(second.read_status() == 200);
}

TEST_CASE("a server stops at once, whatever its clients are doing") {
  FakeService service;
  service.on_body = [](const Request& request) {
    const bool large = request.target == "/large";
    return FakeService::delivery(large ? std::string(16UL * 1024 * 1024, 'x') : "");
  };
  std::optional<Server> server(std::in_place, service, Endpoint{}, patient);
  std::deque<RawClient> clients;
  const auto client = [&]() -> RawClient& { return clients.emplace_back(server->port()); };

  SECTION("there is no client") {}
  SECTION("a client has connected and sends nothing") {
    client();
  }
  SECTION("a client is idle after a response") {
    client().send(get).read_response();
  }
  SECTION("a client is sending a head") {
    client().send("GET / HT");
  }
  SECTION("a client is sending a body") {
    client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi");
  }
  SECTION("a client does not read its response") {
    client().send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(clients.back().has_bytes(at_once));
  }
  SECTION("a client does not close its side after the last response") {
    client().send("nonsense\r\n\r\n").read_response();
  }
  CHECK(time_of([&] { server.reset(); }) < at_once);
  for (auto& each : clients) each.read_all();
}

TEST_CASE("a server stops at once while its service waits") {
  FakeService service;
  SystemClock clock;
  service.on_head = wait_on(clock, 1h);
  Server server(service, {}, patient);
  RawClient client(server.port());
  client.send(get);
  REQUIRE(eventually([&] { return service.visits() == 1; }));
  CHECK(time_of([&] { server.stop(); }) < at_once);
}

TEST_CASE("a server stops at once in the middle of a TLS handshake") {
  FakeService service;
  Server server(service, {.tls = Tls{}}, patient);
  RawClient silent(server.port());
  RawClient half_way(server.port());
  half_way.send("\x16\x03\x01\x02");
  CHECK(time_of([&] { server.stop(); }) < at_once);
}

TEST_CASE("a server can be stopped twice, by two threads, and then refuses connections") {
  FakeService service;
  Server server(service, {});
  {
    const std::jthread other([&] { server.stop(); });
    server.stop();
  }
  server.stop();
  CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE(
    "the process survives a client that leaves without reading its response, over TLS as well") {
  FakeService service;
  service.on_body = [](const Request&) {
    return FakeService::delivery(std::string(8UL * 1024 * 1024, 'x'));
  };
  Server plain(service, {});
  RawClient(plain.port()).send(get);
  Server encrypted(service, {.tls = Tls{}});
  {
    TlsClient client(encrypted.port(), encrypted.certificate_pem());
    REQUIRE(client.shake_hands());
    client.send(get);
  }
  service.wait_for_sent(2);
}

TEST_CASE("1,000 starts and stops leave no thread and no descriptor behind") {
  FakeService service;
  const auto serve_once = [&](const Endpoint& endpoint) {
    Server server(service, endpoint);
    RawClient client(server.port());
    REQUIRE(client.send(get).read_status() == 200);
  };
  serve_once({});
  const auto threads = count_threads();
  const auto descriptors = count_descriptors();
  for (int i = 0; i < 1000; ++i) serve_once({});
  CHECK(count_threads() == threads);
  CHECK(count_descriptors() == descriptors);
}

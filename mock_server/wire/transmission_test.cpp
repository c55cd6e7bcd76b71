#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "wire/server.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/raw_client.hpp"
#include "wire/testing/tls_client.hpp"

#include <algorithm>
#include <atomic>
#include <deque>

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;
using namespace std::chrono_literals;

// What a client receives when a fault acts on a response, seen with raw sockets.

namespace {

constexpr std::string_view status_line = "HTTP/1.1 200 OK\r\n";

/// A service whose responses all get the same effect, until `harmless` is set.
struct FaultyService : FakeService {
  std::shared_ptr<VirtualClock> clock = std::make_shared<VirtualClock>();
  std::atomic<bool> harmless = false;

  explicit FaultyService(Effect effect, Phase phase = Phase::response) {
    const bool cut = phase != Phase::response;
    const auto faulty = [=, this] {
      auto delivery = FakeService::delivery("0123456789");
      if (harmless) return delivery;
      delivery.fault = faults::WireFault{effect, Draws(1, "rule", 1)};
      delivery.cut = cut;
      delivery.clock = clock;
      return delivery;
    };
    if (phase == Phase::connect) {
      on_connect = [=] { return std::optional(faulty()); };
    } else if (phase == Phase::request) {
      on_head = [=](const Request&, std::stop_token) { return std::optional(faulty()); };
    } else {
      on_body = [=](const Request&) { return faulty(); };
    }
  }
};

struct Seen {
  std::string bytes;
  RawClient::End end;
};

Seen seen_by_client(Effect effect, Phase phase = Phase::response) {
  FaultyService service(effect, phase);
  Server server(service, {});
  RawClient client(server.port());
  client.send(get);
  auto bytes = client.read_all();
  return {std::move(bytes), client.end()};
}

struct SeenThroughTls {
  bool shook_hands;
  std::string bytes;
  TlsClient::End end;
};

SeenThroughTls seen_through_tls(Effect effect, Phase phase = Phase::response) {
  FaultyService service(effect, phase);
  Server server(service, {.tls = Tls{}});
  TlsClient client(server.port(), server.certificate_pem());
  if (!client.shake_hands()) return {false, "", client.end()};
  auto bytes = client.send(get).read_all();
  return {true, std::move(bytes), client.end()};
}

/// What the service is told about the only response.
FakeService::Sent reported_to_service(Effect effect) {
  FaultyService service(effect);
  Server server(service, {});
  RawClient client(server.port());
  client.send(get).read_all();
  service.wait_for_sent(1);
  return service.sent()[0];
}

}  // namespace

TEST_CASE("close sends as many bytes as it is told, then a FIN") {
  const auto bytes = GENERATE(0, 17);
  const auto seen = seen_by_client(effects::Close{.after_bytes = bytes});
  CHECK(seen.bytes == status_line.substr(0, static_cast<std::size_t>(bytes)));
  CHECK(seen.end == RawClient::End::closed);
}

TEST_CASE("reset sends as many bytes as it is told, then a RST") {
  const auto bytes = GENERATE(0, 17);
  const auto seen = seen_by_client(effects::Reset{.after_bytes = bytes});
  CHECK(seen.bytes == status_line.substr(0, static_cast<std::size_t>(bytes)));
  CHECK(seen.end == RawClient::End::reset);
}

TEST_CASE("truncate ends a body before its Content-Length is reached") {
  const auto seen = seen_by_client(effects::Truncate{.body_bytes = 4});
  CHECK(seen.bytes.find("Content-Length: 10\r\n") != std::string::npos);
  CHECK(seen.bytes.ends_with("\r\n\r\n0123"));
  CHECK(seen.end == RawClient::End::closed);
}

TEST_CASE("garbage sends bytes that are no response, then a FIN") {
  const auto seen = seen_by_client(effects::Garbage{.bytes = 64});
  CHECK(seen.bytes.size() == 64);
  CHECK_FALSE(seen.bytes.starts_with("HTTP/"));
  CHECK(seen.end == RawClient::End::closed);
}

TEST_CASE(
    "the service is told of bytes before they are sent, so that their receiver finds them "
    "journaled") {
  struct Case {
    Effect effect;
    std::size_t least_bytes;
    Ending ending;
  };
  for (const auto& [effect, least_bytes, ending] :
       {Case{effects::Close{17}, 17, Ending::closed}, Case{effects::Reset{17}, 0, Ending::reset},
        Case{effects::Stall{17}, 17, Ending::stalled},
        Case{effects::Truncate{4}, 5, Ending::closed}}) {
    FaultyService service(effect);
    Server server(service, {});
    RawClient client(server.port());
    client.send(get);
    std::string bytes;
    while (bytes.size() < least_bytes) bytes += client.read_some();
    if (ending != Ending::stalled) bytes += client.read_all();
    const auto announced = service.announced();
    REQUIRE_FALSE(announced.empty());
    CHECK(announced.back().bytes >= bytes.size());
    if (ending != Ending::stalled) CHECK(announced.back().ending == ending);
  }
}

TEST_CASE("the service is told that a response is complete before its first byte is sent") {
  FakeService service;
  Server server(service, {});
  for (int i = 0; i < 50; ++i) {
    RawClient client(server.port());
    const auto response = client.send(get).read_response();
    const auto announced = service.announced().at(static_cast<std::size_t>(i));
    CHECK(announced.bytes == response.size());
    CHECK(announced.ending == Ending::complete);
  }
}

TEST_CASE("at the phases before the response, close and reset send no byte") {
  const auto phase = GENERATE(Phase::connect, Phase::request, Phase::before_commit);
  const auto closed = seen_by_client(effects::Close{}, phase);
  CHECK(closed.bytes.empty());
  CHECK(closed.end == RawClient::End::closed);
  const auto reset = seen_by_client(effects::Reset{}, phase);
  CHECK(reset.bytes.empty());
  CHECK(reset.end == RawClient::End::reset);
}

TEST_CASE("a connection that is closed while a body arrives ends with a FIN, not with a RST") {
  FaultyService service(effects::Close{}, Phase::request);
  Server server(service, {});
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" +
              std::string(100'000, 'x'));
  CHECK(client.read_all().empty());
  CHECK(client.end() == RawClient::End::closed);
}

TEST_CASE("over TLS a cut response ends without close_notify, or with a RST") {
  const auto closed = seen_through_tls(effects::Close{.after_bytes = 17});
  CHECK(closed.bytes == status_line);
  CHECK(closed.end == TlsClient::End::cut);

  const auto reset = seen_through_tls(effects::Reset{.after_bytes = 17});
  CHECK(reset.bytes == status_line);
  CHECK(reset.end == TlsClient::End::reset);

  const auto truncated = seen_through_tls(effects::Truncate{.body_bytes = 4});
  CHECK(truncated.bytes.ends_with("\r\n\r\n0123"));
  CHECK(truncated.end == TlsClient::End::cut);
}

TEST_CASE("over TLS the phase connect is before the handshake, the others after it") {
  CHECK_FALSE(seen_through_tls(effects::Close{}, Phase::connect).shook_hands);
  CHECK(seen_through_tls(effects::Reset{}, Phase::connect).end == TlsClient::End::reset);
  CHECK(seen_through_tls(effects::Close{}, Phase::request).shook_hands);
}

TEST_CASE("the service is told how a response ended, and after how many bytes") {
  CHECK(reported_to_service(effects::Close{.after_bytes = 17}).bytes == 17);
  CHECK(reported_to_service(effects::Close{.after_bytes = 17}).ending == Ending::closed);
  CHECK(reported_to_service(effects::Reset{.after_bytes = 3}).bytes == 3);
  CHECK(reported_to_service(effects::Reset{.after_bytes = 3}).ending == Ending::reset);
  CHECK(reported_to_service(effects::Garbage{.bytes = 64}).bytes == 64);
}

TEST_CASE("a delay runs on the world's clock, and the connection stays open") {
  FaultyService service(effects::delay(1h));
  Server server(service, {});
  RawClient client(server.port());
  for (int i = 0; i < 2; ++i) {
    client.send(get);
    REQUIRE(service.clock->wait_for_waiters(1));
    CHECK_FALSE(client.has_bytes(0ms));
    service.clock->advance(10min);  // limits::delay
    CHECK(client.read_body() == "0123456789");
  }
}

TEST_CASE("a throttled response arrives in pieces, and complete") {
  FaultyService service(effects::Throttle{.bytes_per_second = 100});
  Server server(service, {});
  RawClient client(server.port());
  client.send(get);
  REQUIRE(service.clock->wait_for_waiters(1));
  CHECK(client.read_some() == "HTTP/1.1 2");
  while (service.sent().empty()) service.clock->advance(100ms);
  CHECK(client.read_body() == "0123456789");
}

TEST_CASE("a stall keeps a connection open without a byte until the client leaves") {
  FaultyService service(effects::Stall{});
  Server server(service, {});
  {
    RawClient client(server.port());
    client.send(get);
    CHECK_FALSE(client.has_bytes(20ms));
  }
  service.wait_for_sent(1);
  CHECK(service.sent()[0].ending == Ending::stalled);
}

TEST_CASE("a stall may last longer than an idle connection is kept") {
  FaultyService service(effects::Stall{});
  Server server(service, {}, {.keep_alive_idle = 1ms});
  RawClient client(server.port());
  client.send(get);
  CHECK_FALSE(client.has_bytes(20ms));
  CHECK(service.sent().empty());
}

TEST_CASE("when too many connections are stalled, one of them is closed") {
  FaultyService service(effects::Stall{.after_bytes = 1});
  Server server(service, {}, {.stalled_connections = 2});
  std::deque<RawClient> clients;
  for (int i = 0; i < 3; ++i)
    REQUIRE(clients.emplace_back(server.port()).send(get).read_some() == "H");
  service.wait_for_sent(1);
  CHECK(std::ranges::count_if(clients, [](auto& each) { return each.has_bytes(0ms); }) == 1);
}

TEST_CASE("a stop ends stalls and delays at once, over TLS as well") {
  const auto effect =
      GENERATE(Effect(effects::Stall{}), effects::delay(1h), Effect(effects::Stall{0, 1h}));
  FaultyService service(effect);
  Server plain(service, {});
  Server encrypted(service, {.tls = Tls{}});
  RawClient client(plain.port());
  client.send(get);
  TlsClient tls_client(encrypted.port(), encrypted.certificate_pem());
  REQUIRE(tls_client.shake_hands());
  tls_client.send(get);
  REQUIRE(eventually([&] { return service.requests().size() == 2; }));
  plain.stop();
  encrypted.stop();
  CHECK(client.read_all().empty());
  CHECK(client.end() == RawClient::End::closed);
  CHECK(tls_client.read_all().empty());
}

TEST_CASE("a server refuses new connections for a time, and serves the open ones meanwhile") {
  FaultyService service(effects::Refuse{.duration = 10min}, Phase::before_commit);
  Server server(service, {});
  RawClient other(server.port());
  other.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");
  RawClient client(server.port());
  client.send(get).read_all();
  CHECK(client.end() == RawClient::End::reset);
  CHECK_THROWS(RawClient(server.port()));

  service.harmless = true;
  CHECK(other.send("x").read_body() == "0123456789");

  REQUIRE(service.clock->wait_for_waiters(1));
  service.clock->advance(10min);
  CHECK(eventually([&] { return RawClient::can_connect(server.port()); }));
  CHECK(RawClient(server.port()).send(get).read_body() == "0123456789");
}

TEST_CASE("a refusal of connections ends in real time when the virtual clock is not advanced") {
  FaultyService service(effects::Refuse{.duration = 50ms}, Phase::before_commit);
  Server server(service, {});
  RawClient client(server.port());
  client.send(get).read_all();
  CHECK(client.end() == RawClient::End::reset);
  CHECK(eventually([&] { return RawClient::can_connect(server.port()); }));
}

TEST_CASE("a server that refuses connections can be stopped") {
  FaultyService service(effects::Refuse{.duration = 1h}, Phase::before_commit);
  Server server(service, {});
  RawClient(server.port()).send(get).read_all();
  server.stop();
  CHECK_THROWS(RawClient(server.port()));
}

#include "end_to_end/testing/ask.hpp"
#include "end_to_end/testing/completed.hpp"
#include "faults/names.hpp"
#include "http/message.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"

#include <algorithm>
#include <functional>
#include <thread>

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using namespace std::chrono_literals;
using wire::testing::RawClient;
using wire::testing::with_any_date;

// Every effect on the wire at every phase where it can act: what the client receives, whether state
// was changed, what the journal says, and whether a second try succeeds.

namespace {

/// What ends the client's wait.
enum class Release { none, clock, client_leaves };

struct WireCase {
  std::string name;
  Effect effect;
  std::vector<Phase> phases;
  std::string (*bytes)(std::string whole);  ///< what the client gets of the whole response
  Ending ending;
  Release release = Release::none;
};

constexpr std::size_t noise_bytes = 64;
constexpr auto rule_name = "the fault";
const std::vector<Phase> anywhere = {Phase::connect, Phase::request, Phase::before_commit,
                                     Phase::after_commit, Phase::response};

std::string whole_response() {
  MockServer server;
  Client client(server);
  return with_any_date(client.send(bytes_of(documented_create(), Keeps::nothing)).read_all());
}

std::string nothing(std::string) {
  return "";
}
std::string everything(std::string whole) {
  return whole;
}
std::string status_code(std::string whole) {
  return whole.substr(0, 12);
}
std::string noise(std::string) {
  return std::to_string(noise_bytes) + " bytes that are not ASCII";
}
std::string twenty_of_the_body(std::string whole) {
  return whole.substr(0, whole.find("\r\n\r\n") + 4 + 20);
}

std::string with_length_off_by(int difference, std::string whole) {
  const auto begin = whole.find("Content-Length: ") + 16;
  const auto end = whole.find('\r', begin);
  const auto length = std::stoi(whole.substr(begin, end - begin));
  return whole.replace(begin, end - begin, std::to_string(length + difference));
}
std::string ten_bytes_promised_too_many(std::string whole) {
  return with_length_off_by(10, std::move(whole));
}
std::string ten_bytes_promised_too_few(std::string whole) {
  return with_length_off_by(-10, std::move(whole));
}

const std::vector<WireCase> wire_cases = {
    {"close", effects::Close{}, anywhere, nothing, Ending::closed},
    {"close midway", effects::Close{12}, {Phase::response}, status_code, Ending::closed},
    {"reset", effects::Reset{}, anywhere, nothing, Ending::reset},
    {"reset midway", effects::Reset{12}, {Phase::response}, status_code, Ending::reset},
    {"stall", effects::Stall{}, anywhere, nothing, Ending::stalled, Release::client_leaves},
    {"stall midway",
     effects::Stall{12},
     {Phase::response},
     status_code,
     Ending::stalled,
     Release::client_leaves},
    {"stall for a while", effects::Stall{0, 60s}, anywhere, nothing, Ending::closed,
     Release::clock},
    {"stall midway for a while",
     effects::Stall{12, 60s},
     {Phase::response},
     status_code,
     Ending::closed,
     Release::clock},
    {"delay",
     effects::delay(60s),
     {Phase::request, Phase::before_commit, Phase::after_commit, Phase::response},
     everything,
     Ending::complete,
     Release::clock},
    {"garbage", effects::Garbage{noise_bytes}, anywhere, noise, Ending::closed},
    {"refuse", effects::Refuse{60s}, anywhere, nothing, Ending::reset},
    {"close in the headers",
     effects::Close{40},
     {Phase::response},
     [](std::string whole) { return whole.substr(0, 40); },
     Ending::closed},
    {"too short a content length",
     effects::WrongContentLength{-10},
     {Phase::response},
     ten_bytes_promised_too_few,
     Ending::closed},
    {"truncate", effects::Truncate{20}, {Phase::response}, twenty_of_the_body, Ending::closed},
    {"wrong content length",
     effects::WrongContentLength{10},
     {Phase::response},
     ten_bytes_promised_too_many,
     Ending::closed}};

/// Random bytes are described in words, so that two responses can be compared.
std::string readable(std::string bytes) {
  const bool is_noise =
      !bytes.empty() && std::ranges::all_of(bytes, [](unsigned char byte) { return byte >= 0x80; });
  return is_noise ? std::to_string(bytes.size()) + " bytes that are not ASCII"
                  : with_any_date(std::move(bytes));
}

End end_seen(Ending ending, Transport spoken) {
  if (ending == Ending::complete) return End::regular;
  if (ending == Ending::reset) return End::reset;
  return spoken == Transport::tls ? End::cut : End::regular;
}

Seen exchange_under(const WireCase& wire_case, MockServer& server, Client& client) {
  std::string first;
  if (wire_case.release != Release::none && wire_case.bytes == status_code) first = client.read(12);
  if (wire_case.release == Release::clock) {
    server.virtual_clock().wait_for_waiters(1);
    CHECK_FALSE(client.has_more());
    server.virtual_clock().advance(60s);
  } else if (wire_case.release == Release::client_leaves) {
    client.leave();
  }
  auto rest = all_of(client);
  return {first + rest.bytes, rest.end};
}

void check_port(const WireCase& wire_case, MockServer& server) {
  if (!std::holds_alternative<effects::Refuse>(wire_case.effect)) return;
  CHECK_FALSE(RawClient::can_connect(server.port()));
  server.virtual_clock().wait_for_waiters(1);
  server.virtual_clock().advance(60s);
  CHECK(eventually([&] { return RawClient::can_connect(server.port()); }));
}

/// What the entry says that the client saw, held against the bytes that it got.
void check_seen(const JournalEntry& entry, bool committed, const std::string& bytes,
                const std::string& whole) {
  auto got = parse_part(bytes);
  remove_lines_of_sending(got);
  CHECK(entry.status == got.status);
  CHECK(entry.response_headers == got.headers);
  CHECK(entry.response_body == got.body);
  auto own = parse_part(whole);
  remove_lines_of_sending(own);
  REQUIRE(entry.tenant_response.has_value() == (committed && readable(bytes) != whole));
  if (const auto& there = entry.tenant_response) {
    CHECK(there->status == own.status);
    CHECK(there->headers == own.headers);
    CHECK(there->body == own.body);
  }
}

void check_journal(const WireCase& wire_case, Phase phase, const JournalEntry& entry,
                   bool committed, std::size_t bytes) {
  CHECK(entry.operation == "sync_destination.create");
  REQUIRE(entry.faults.size() == 1);
  CHECK(entry.faults[0].rule == rule_name);
  CHECK(entry.faults[0].phase == phase);
  CHECK(entry.faults[0].n == 1);
  CHECK(entry.faults[0].applied);
  CHECK(entry.committed == committed);
  CHECK(entry.bytes_sent == bytes);
  CHECK(entry.ending == wire_case.ending);
}

void check(const WireCase& wire_case, Phase phase, Transport transport, const std::string& whole) {
  Completed completed;
  auto options = served_over(transport);
  options.on_request = completed.observer();
  MockServer server(sample_world(), {.virtual_clock = true}, options);
  server.inject({.name = rule_name, .phase = phase, .effect = wire_case.effect, .times = 1});
  const auto create = bytes_of(documented_create(), Keeps::nothing);

  // At phase connect the fault ends the connection before a TLS handshake begins.
  const auto spoken = phase == Phase::connect ? Transport::plain : transport;
  Client client(server, spoken);
  const auto seen = exchange_under(wire_case, server, client.send(create));
  CHECK(readable(seen.bytes) == wire_case.bytes(whole));
  CHECK(seen.end == end_seen(wire_case.ending, spoken));

  const bool committed = phase >= Phase::after_commit || wire_case.ending == Ending::complete;
  CHECK(destinations(server) == (committed ? 1 : 0));
  if (phase != Phase::connect) {
    const auto entry = completed.wait_for(1)[0];
    check_journal(wire_case, phase, entry, committed, seen.bytes.size());
    check_seen(entry, committed, seen.bytes, whole);
  }

  check_port(wire_case, server);
  Client again(server, transport);
  CHECK(again.send(create).read_all().starts_with("HTTP/1.1 201 "));
  CHECK(destinations(server) == (committed ? 2 : 1));
}

}  // namespace

TEST_CASE("each effect on the wire at each phase: bytes, end, state, journal, second try") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  const auto whole = whole_response();
  for (const auto& wire_case : wire_cases) {
    for (const Phase phase : wire_case.phases) {
      INFO(wire_case.name << ", phase " << faults::name_of(phase) << ", "
                          << (transport == Transport::tls ? "TLS" : "TCP"));
      check(wire_case, phase, transport, whole);
    }
  }
}

TEST_CASE("a fault that takes only the last byte of a connection's last response has acted") {
  const auto whole = whole_response();
  const auto size = static_cast<std::int64_t>(whole.size());
  for (const bool acts : {true, false}) {
    Completed completed;
    MockServer server({.on_request = completed.observer()});
    server.inject({.name = rule_name,
                   .phase = Phase::response,
                   .effect = effects::Close{acts ? size - 1 : size}});
    Client client(server);
    client.send(bytes_of(documented_create(), Keeps::nothing));
    CHECK(with_any_date(client.read_all()) == whole.substr(0, acts ? size - 1 : size));
    const auto entry = completed.wait_for(1)[0];
    CHECK(entry.faults.at(0).applied == acts);
    CHECK(entry.tenant_response.has_value() == acts);
  }
}

TEST_CASE("a delayed connection is served after the delay, also its TLS handshake") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  MockServer server(sample_world(), {.virtual_clock = true}, served_over(transport));
  server.inject(
      {.name = rule_name, .phase = Phase::connect, .effect = effects::delay(60s), .times = 1});
  std::thread time([&] {
    server.virtual_clock().wait_for_waiters(1);
    server.virtual_clock().advance(60s);
  });
  Client client(server, transport);
  client.send(bytes_of(documented_create(), Keeps::nothing));
  CHECK(with_any_date(client.read_all()) == whole_response());
  time.join();
}

TEST_CASE("a throttled response arrives at its speed and complete, and ends regularly") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  Completed completed;
  auto options = served_over(transport);
  options.on_request = completed.observer();
  MockServer server(sample_world(), {.virtual_clock = true}, options);
  server.inject(
      {.name = rule_name, .phase = Phase::response, .effect = effects::Throttle{1000}, .times = 1});
  const auto whole = whole_response();
  Client client(server, transport);
  client.send(bytes_of(documented_create(), Keeps::nothing));
  std::string read;
  while (read.size() < whole.size()) {
    const auto piece = client.read(std::min<std::size_t>(100, whole.size() - read.size()));
    REQUIRE(piece.size() <= 100);
    read += piece;
    CHECK_FALSE(client.has_more());
    server.virtual_clock().wait_for_waiters(1);
    server.virtual_clock().advance(100ms);
  }
  CHECK(with_any_date(read) == whole);
  CHECK(all_of(client).end == End::regular);
  const auto entry = completed.wait_for(1)[0];
  CHECK(entry.bytes_sent == whole.size());
  CHECK(entry.ending == Ending::complete);
  CHECK(destinations(server) == 1);
}

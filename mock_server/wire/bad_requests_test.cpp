#include "testing/catch2.hpp"
#include "wire/server.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/raw_client.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;
using namespace std::chrono_literals;

// Malformed, oversized and slow requests: each gets a 4xx response or the end of its connection,
// and costs the server little.

namespace {

constexpr std::string_view post = "POST / HTTP/1.1\r\nHost: a\r\n";

/// The status of the only response, after which the server must close the connection with a FIN.
int status_before_the_end(std::string_view sent, const WireLimits& limits = {}) {
  FakeService service;
  Server server(service, {}, limits);
  RawClient client(server.port());
  const int status = client.send(sent).read_status();
  CHECK(client.read_all().empty());
  CHECK(client.end() == RawClient::End::closed);
  CHECK(service.requests().empty());
  return status;
}

int status_for_body(std::string_view headers, std::string_view body) {
  return status_before_the_end(std::string(post) + std::string(headers) + "\r\n" +
                               std::string(body));
}

}  // namespace

TEST_CASE("bytes that are no request are rejected with JSON in the shape of the API's errors") {
  FakeService service;
  Server server(service, {});
  RawClient client(server.port());
  client.send("nonsense\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(without_date(client.read_all()) ==
        "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 115\r\n"
        "Connection: close\r\n\r\n"
        R"({"errors":[{"message":"the request was not answered",)"
        R"("details":"the request line must be METHOD TARGET HTTP/1.1"}]})");
  CHECK(service.requests().empty());
}

TEST_CASE("bytes after a rejected request are not read as another request") {
  CHECK(status_before_the_end(
            "GET / HTTP/1.1\r\nHost: a\r\nA b\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_for_body("Content-Length: x\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
}

TEST_CASE("a request line over 8 KiB is rejected") {
  CHECK(status_before_the_end("GET /" + std::string(8UL * 1024, 'a') +
                              " HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
}

TEST_CASE("100 KiB of header lines, or 10,000 headers, are rejected") {
  CHECK(status_before_the_end("GET / HTTP/1.1\r\nHost: a\r\nA: " +
                              std::string(100UL * 1024, 'a')) == 431);
  std::string headers;
  for (int i = 0; i < 10'000; ++i) headers += "A: b\r\n";
  CHECK(status_before_the_end("GET / HTTP/1.1\r\nHost: a\r\n" + headers) == 431);
}

TEST_CASE("a request line is rejected before its end has arrived") {
  FakeService service;
  Server server(service, {});
  RawClient client(server.port());
  client.send("GET /" + std::string(9UL * 1024, 'a'));
  CHECK(client.read_status() == 414);
}

TEST_CASE(
    "a Content-Length that is no number, differs from another one or stands beside chunks is "
    "rejected") {
  CHECK(status_for_body("Content-Length: abc\r\n", "{}") == 400);
  CHECK(status_for_body("Content-Length: -1\r\n", "{}") == 400);
  CHECK(status_for_body("Content-Length: 2\r\nContent-Length: 3\r\n", "{}") == 400);
  CHECK(status_for_body("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "{}") == 400);
}

TEST_CASE("a body over the limit is rejected before it is sent") {
  CHECK(status_for_body("Content-Length: 1048577\r\n", "") == 413);
  CHECK(status_for_body("Content-Length: 99999999999999999999\r\n", "") == 413);
}

TEST_CASE(
    "a client that sends a body over the limit without waiting can still read the rejection") {
  CHECK(status_for_body("Content-Length: 8388608\r\n", std::string(8UL * 1024 * 1024, 'x')) == 413);
}

TEST_CASE("a body of exactly the limit is accepted") {
  FakeService service;
  Server server(service, {});
  RawClient client(server.port());
  client.send(std::string(post) + "Content-Length: 1048576\r\n\r\n" + std::string(1048576, 'x'));
  CHECK(client.read_status() == 200);
  CHECK(service.requests().at(0).body.size() == 1048576);
}

TEST_CASE("chunks over the limit are rejected, one large chunk as well as many small ones") {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  CHECK(status_for_body(chunked, "100001\r\n") == 413);
  CHECK(status_for_body(chunked, "FFFFFFFFFFFFFFFFFFFFF\r\n") == 413);
  std::string chunks;
  for (int i = 0; i < 17; ++i) chunks += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  CHECK(status_for_body(chunked, chunks) == 413);
}

TEST_CASE("malformed chunks are rejected") {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  CHECK(status_for_body(chunked, "x\r\n") == 400);
  CHECK(status_for_body(chunked, "\r\n") == 400);
  CHECK(status_for_body(chunked, "-1\r\n") == 400);
  CHECK(status_for_body(chunked, "2\nab\r\n") == 400);
  CHECK(status_for_body(chunked, "2\r\nabc\r\n") == 400);
  CHECK(status_for_body(chunked, "5 junk\r\nabcde\r\n0\r\n\r\n") == 400);
  CHECK(status_for_body(chunked, " 5\r\nabcde\r\n0\r\n\r\n") == 400);
  CHECK(status_for_body(chunked, "0\r\nno trailer\r\n\r\n") == 400);
  CHECK(status_for_body(chunked, std::string(1000, '0')) == 400);
  CHECK(status_for_body(chunked, "1;" + std::string(1000, 'a')) == 400);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 100; ++i) trailers += "A: " + std::string(1000, 'a') + "\r\n";
  CHECK(status_for_body(chunked, trailers) == 431);
}

TEST_CASE("a compressed body is rejected") {
  CHECK(status_for_body("Content-Encoding: gzip\r\nContent-Length: 5\r\n", "\x1f\x8b\x08") == 415);
  CHECK(status_for_body("Transfer-Encoding: gzip, chunked\r\n", "") == 400);
}

TEST_CASE("a body without Content-Length or chunks is rejected") {
  CHECK(status_for_body("", R"({"a":1})") == 411);
}

TEST_CASE("a client that closes its side in the middle of a request gets 400") {
  FakeService service;
  Server server(service, {});
  const auto* sent =
      GENERATE("GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5");
  RawClient client(server.port());
  client.send(sent).finish();
  CHECK(client.read_status() == 400);
  CHECK(service.requests().empty());
}

TEST_CASE("a request that is not complete in time is rejected, wherever it stopped") {
  const WireLimits impatient{.request_deadline = 20ms};
  const auto* sent =
      GENERATE("G", "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n",
               "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi",
               "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi");
  CHECK(status_before_the_end(sent, impatient) == 408);
}

TEST_CASE("a client cannot extend the deadline by sending a byte now and then") {
  FakeService service;
  Server server(service, {}, {.request_deadline = 50ms});
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nA: ");
  // The server responds at the deadline, lingers, and then resets the connection.
  for (int i = 0; i < 1'000'000 && !client.has_bytes(1ms); ++i) client.send("a");
  CHECK(client.read_status() == 408);
}

TEST_CASE(
    "a client that sends nothing is disconnected without a response when its idle time is over") {
  FakeService service;
  Server server(service, {}, {.keep_alive_idle = 20ms});
  RawClient client(server.port());
  CHECK(client.read_all().empty());
  CHECK(client.end() == RawClient::End::closed);
}

TEST_CASE("a client that does not read its response is disconnected") {
  FakeService service;
  service.on_body = [](const Request&) {
    return FakeService::delivery(std::string(16UL * 1024 * 1024, 'x'));
  };
  Server server(service, {}, {.write_deadline = 20ms, .lingering = 20ms});
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  service.wait_for_sent(1);
  CHECK(service.sent()[0].ending == Ending::closed);
  CHECK(service.sent()[0].bytes < 16UL * 1024 * 1024);
}

TEST_CASE(
    "an exception of the service becomes a 500 that does not show it, and affects no other "
    "client") {
  const bool of_std = GENERATE(true, false);
  FakeService service;
  service.on_body = [of_std](const Request& request) -> exchange::Delivery {
    if (request.target != "/throw") return FakeService::delivery("fine");
    if (of_std) throw std::runtime_error("secret");
    throw 7;
  };
  Server server(service, {});
  RawClient client(server.port());
  const auto response = client.send("GET /throw HTTP/1.1\r\nHost: a\r\n\r\n").read_all();
  CHECK(response.starts_with("HTTP/1.1 500"));
  CHECK(response.find("secret") == response.npos);
  CHECK(RawClient(server.port()).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read_body() == "fine");
}

TEST_CASE("an exception after a response was sent ends the connection without a second response") {
  FakeService service;
  service.on_sent = [] { throw std::runtime_error("too late"); };
  Server server(service, {});
  RawClient client(server.port());
  const auto all = client.send(std::string(get) + std::string(get)).read_all();
  CHECK(all.starts_with("HTTP/1.1 200"));
  CHECK(all.find("HTTP/1.1", 1) == all.npos);
}

TEST_CASE("an exception while a connection is accepted ends that connection only") {
  FakeService service;
  std::atomic<int> connections = 0;
  service.on_connect = [&]() -> std::optional<exchange::Delivery> {
    if (++connections == 1) throw 7;
    return std::nullopt;
  };
  Server server(service, {});
  CHECK(RawClient(server.port()).send(get).read_all().empty());
  CHECK(RawClient(server.port()).send(get).read_status() == 200);
}

#include "testing/catch2.hpp"
#include "wire/server.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/raw_client.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;

// Valid requests, many of which cpp-httplib 0.11 answers wrongly, late or not at all.

using Catch::Matchers::Contains;

namespace {

struct Serving {
  FakeService service;
  Server server{service, {}};
  RawClient client{server.port()};

  std::string body_for(std::string_view request) { return client.send(request).read_body(); }
  Request request_for(std::string_view request) {
    client.send(request).read_response();
    return service.requests().back();
  }
};

std::string numbered_requests(int count) {
  std::string all;
  for (int i = 1; i <= count; ++i)
    all += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
  return all;
}

}  // namespace

TEST_CASE("the service gets the request as it was sent, the client gets the service's response") {
  Serving serving;
  serving.client.send("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  CHECK(without_date(serving.client.read_response()) ==
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n"
        "POST /a?b=c hi");
  const auto request = serving.service.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.target == "/a?b=c");
  CHECK(request.headers == Headers{{"Host", "x"}, {"Content-Length", "2"}});
  CHECK(request.body == "hi");
  CHECK(request.remote_address == "127.0.0.1");
  CHECK(request.scheme == "http");
}

TEST_CASE("header values are not decoded, empty ones are kept, and no header is added") {
  Serving serving;
  const auto request = serving.request_for(
      "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %41%42\r\nX-Empty:\r\n\r\n");
  CHECK(request.headers ==
        Headers{{"Host", "a"}, {"Authorization", "Bearer %41%42"}, {"X-Empty", ""}});
}

TEST_CASE("a header cannot change the client's address") {
  Serving serving;
  CHECK(serving.request_for("GET / HTTP/1.1\r\nHost: a\r\nREMOTE_ADDR: 10.0.0.1\r\n\r\n")
            .remote_address == "127.0.0.1");
}

TEST_CASE("a connection serves 100 requests") {
  Serving serving;
  for (int i = 0; i < 100; ++i)
    REQUIRE(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /a ");
}

TEST_CASE("pipelined requests are all answered, in their order") {
  const int count = GENERATE(5, 100);
  Serving serving;
  serving.client.send(numbered_requests(count));
  for (int i = 1; i <= count; ++i)
    REQUIRE(serving.client.read_body() == "POST /" + std::to_string(i) + " x");
}

TEST_CASE("a request that arrives byte by byte is answered") {
  Serving serving;
  for (const char byte :
       std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"))
    serving.client.send({&byte, 1});
  CHECK(serving.client.read_body() == "POST / hi");
}

TEST_CASE("a client that closes its sending side after its requests gets all responses") {
  Serving serving;
  serving.client.send(numbered_requests(2)).finish();
  CHECK(serving.client.read_body() == "POST /1 x");
  CHECK(serving.client.read_body() == "POST /2 x");
  CHECK(serving.client.read_all().empty());
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("every method reaches the service, also an unknown one") {
  Serving serving;
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"}) {
    const std::string sent(method);
    CHECK(serving.body_for(sent + " / HTTP/1.1\r\nHost: a\r\n\r\n") == sent + " / ");
  }
}

TEST_CASE("HEAD gets the head of the response, and the connection stays open") {
  Serving serving;
  serving.client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(without_date(serving.client.read_response(false)) ==
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n");
  CHECK(serving.client.read_body() == "GET /b ");
}

TEST_CASE("the body of a GET is not read as the next request") {
  Serving serving;
  CHECK(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 18\r\n\r\n"
                         "GET /b HTTP/1.1\r\n\r") == "GET /a GET /b HTTP/1.1\r\n\r");
  CHECK(serving.body_for("GET /c HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /c ");
}

TEST_CASE("a POST without a body is answered at once, with or without Content-Length: 0") {
  Serving serving;
  CHECK(serving.body_for("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n") == "POST /a ");
  CHECK(serving.body_for("POST /b HTTP/1.1\r\nHost: a\r\n\r\n") == "POST /b ");
  CHECK(serving.body_for("GET /c HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /c ");
}

TEST_CASE("a chunked body is put together, without its extensions and trailers") {
  Serving serving;
  CHECK(serving.body_for("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "2\r\nab\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n") ==
        "POST / ab0123456789");
  CHECK(serving.body_for("GET /next HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /next ");
}

TEST_CASE("a client that expects 100-continue gets it, sends its body and gets its response") {
  Serving serving;
  serving.client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(serving.client.read_response() == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(serving.body_for("hi") == "POST / hi");
}

TEST_CASE("Connection: close ends the connection after the response, in upper and lower case") {
  const auto* word = GENERATE("close", "Close", "CLOSE", "foo, close");
  Serving serving;
  serving.client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: " + std::string(word) + "\r\n\r\n");
  CHECK_THAT(serving.client.read_all(), Contains("Connection: close\r\n"));
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("an HTTP/1.0 client gets its response, then the connection is closed") {
  Serving serving;
  serving.client.send("GET / HTTP/1.0\r\n\r\n");
  CHECK_THAT(serving.client.read_all(), Contains("GET / "));
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("a Range header has no effect") {
  Serving serving;
  serving.service.on_body = [](const Request&) { return FakeService::delivery("0123456789", 201); };
  for (const std::string range : {"bytes=0-1", "bytes=90-99", "nonsense"}) {
    const auto response =
        serving.client.send("POST / HTTP/1.1\r\nHost: a\r\nRange: " + range + "\r\n\r\n")
            .read_response();
    CHECK_THAT(response, Contains("201 Created") && Contains("Content-Length: 10\r\n") &&
                             Contains("0123456789"));
  }
}

TEST_CASE("an Accept-Encoding header has no effect") {
  Serving serving;
  serving.service.on_body = [](const Request&) {
    return FakeService::delivery(std::string(100'000, 'a'));
  };
  serving.client.send(
      "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip, deflate, zstd\r\n\r\n");
  const auto response = serving.client.read_response();
  CHECK_THAT(response, !Contains("Content-Encoding") && Contains(std::string(100'000, 'a')));
}

TEST_CASE("values on which cpp-httplib's regular expressions overflow the stack are no problem") {
  Serving serving;
  const std::string eight_kilobytes(8'000, 'a');
  CHECK(serving.body_for("GET /" + eight_kilobytes + " HTTP/1.1\r\nHost: a\r\n\r\n") ==
        "GET /" + eight_kilobytes + " ");
  CHECK(serving.body_for("GET /1 HTTP/1.1\r\nHost: a\r\nRange: bytes=" + eight_kilobytes +
                         "\r\n\r\n") == "GET /1 ");
  CHECK(serving.body_for("GET /2 HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0" +
                         std::string(30'000, ',') + "\r\n\r\n") == "GET /2 ");
  CHECK(serving.body_for("POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
                         "Content-Type: multipart/form-data; boundary=" +
                         eight_kilobytes + "\r\n\r\n") == "POST /3 ");
}

TEST_CASE("a service can respond to the head alone, before the body has arrived") {
  Serving serving;
  serving.service.on_head = [](const Request&, const std::stop_token&) {
    return FakeService::delivery("no need", 403);
  };
  SECTION("then the connection ends when there is a body") {
    serving.client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    CHECK_THAT(serving.client.read_all(), Contains("403 Forbidden") && Contains("no need"));
  }
  SECTION("then the connection stays open when there is no body") {
    CHECK(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") == "no need");
    CHECK(serving.body_for("GET /b HTTP/1.1\r\nHost: a\r\n\r\n") == "no need");
  }
  CHECK(serving.service.requests().empty());
}

TEST_CASE("the service is told how many bytes were sent") {
  Serving serving;
  const auto response = serving.client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read_response();
  serving.server.stop();
  REQUIRE(serving.service.sent().size() == 1);
  CHECK(serving.service.sent()[0].bytes == response.size());
  CHECK(serving.service.sent()[0].ending == Ending::complete);
}

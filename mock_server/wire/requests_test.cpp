#include "testing/catch2.hpp"
#include "wire/server.hpp"
#include "wire/testing/answers.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/raw_client.hpp"

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;

// What well-meaning clients do, and cpp-httplib 0.11 answers wrongly, late or not at all.

using Catch::Matchers::Contains;

namespace {

struct Serving {
  FakeService service;
  Server server{service, {}};
  RawClient client{server.port()};

  std::string body_for(std::string_view request) { return client.send(request).read_body(); }
  Request request_for(std::string_view request) {
    client.send(request).read_answer();
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

TEST_CASE("a request arrives as it was sent, and its answer as the service gave it") {
  Serving serving;
  serving.client.send("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  CHECK(without_date(serving.client.read_answer()) ==
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

TEST_CASE("header values are not decoded, empty ones do not vanish, and none is added") {
  Serving serving;
  const auto request = serving.request_for(
      "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %41%42\r\nX-Empty:\r\n\r\n");
  CHECK(request.headers ==
        Headers{{"Host", "a"}, {"Authorization", "Bearer %41%42"}, {"X-Empty", ""}});
}

TEST_CASE("the client's address cannot be given by a header") {
  Serving serving;
  CHECK(serving.request_for("GET / HTTP/1.1\r\nHost: a\r\nREMOTE_ADDR: 10.0.0.1\r\n\r\n")
            .remote_address == "127.0.0.1");
}

TEST_CASE("a connection serves far more than five requests") {
  Serving serving;
  for (int i = 0; i < 100; ++i)
    REQUIRE(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /a ");
}

TEST_CASE("requests that come together are all answered, in their order") {
  const int count = GENERATE(5, 100);
  Serving serving;
  serving.client.send(numbered_requests(count));
  for (int i = 1; i <= count; ++i)
    REQUIRE(serving.client.read_body() == "POST /" + std::to_string(i) + " x");
}

TEST_CASE("a request that comes byte by byte is answered") {
  Serving serving;
  for (const char byte :
       std::string_view("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"))
    serving.client.send({&byte, 1});
  CHECK(serving.client.read_body() == "POST / hi");
}

TEST_CASE("a client that ends its side after its requests gets its answers") {
  Serving serving;
  serving.client.send(numbered_requests(2)).finish();
  CHECK(serving.client.read_body() == "POST /1 x");
  CHECK(serving.client.read_body() == "POST /2 x");
  CHECK(serving.client.read_all().empty());
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("every method reaches the service, known to the library or not") {
  Serving serving;
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"}) {
    const std::string sent(method);
    CHECK(serving.body_for(sent + " / HTTP/1.1\r\nHost: a\r\n\r\n") == sent + " / ");
  }
}

TEST_CASE("HEAD gets the head of the answer, and the connection goes on") {
  Serving serving;
  serving.client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(without_date(serving.client.read_answer(false)) ==
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n");
  CHECK(serving.client.read_body() == "GET /b ");
}

TEST_CASE("the body of a GET is not taken for the next request") {
  Serving serving;
  CHECK(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 18\r\n\r\n"
                         "GET /b HTTP/1.1\r\n\r") == "GET /a GET /b HTTP/1.1\r\n\r");
  CHECK(serving.body_for("GET /c HTTP/1.1\r\nHost: a\r\n\r\n") == "GET /c ");
}

TEST_CASE("a POST without a body is answered at once, whether it says so or not") {
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

TEST_CASE("a client that waits to send its body is told to go on, and then answered") {
  Serving serving;
  serving.client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(serving.client.read_answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(serving.body_for("hi") == "POST / hi");
}

TEST_CASE("Connection: close ends the connection after the answer, in any spelling") {
  const auto* word = GENERATE("close", "Close", "CLOSE", "foo, close");
  Serving serving;
  serving.client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: " + std::string(word) + "\r\n\r\n");
  CHECK_THAT(serving.client.read_all(), Contains("Connection: close\r\n"));
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("an HTTP/1.0 client gets its answer and the end") {
  Serving serving;
  serving.client.send("GET / HTTP/1.0\r\n\r\n");
  CHECK_THAT(serving.client.read_all(), Contains("GET / "));
  CHECK(serving.client.end() == RawClient::End::closed);
}

TEST_CASE("a Range header slices nothing") {
  Serving serving;
  serving.service.on_body = [](const Request&) { return FakeService::answer("0123456789", 201); };
  for (const std::string range : {"bytes=0-1", "bytes=90-99", "nonsense"}) {
    const auto answer =
        serving.client.send("POST / HTTP/1.1\r\nHost: a\r\nRange: " + range + "\r\n\r\n")
            .read_answer();
    CHECK_THAT(answer, Contains("201 Created") && Contains("Content-Length: 10\r\n") &&
                           Contains("0123456789"));
  }
}

TEST_CASE("Accept-Encoding compresses nothing") {
  Serving serving;
  serving.service.on_body = [](const Request&) {
    return FakeService::answer(std::string(100'000, 'a'));
  };
  serving.client.send(
      "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip, deflate, zstd\r\n\r\n");
  const auto answer = serving.client.read_answer();
  CHECK_THAT(answer, !Contains("Content-Encoding") && Contains(std::string(100'000, 'a')));
}

TEST_CASE("what overflows the stack in the library's regular expressions is answered") {
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

TEST_CASE("a service that answers from the head alone spares the body") {
  Serving serving;
  serving.service.on_head = [](const Request&, std::stop_token) {
    return FakeService::answer("no need", 403);
  };
  SECTION("and the connection ends when a body was announced") {
    serving.client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    CHECK_THAT(serving.client.read_all(), Contains("403 Forbidden") && Contains("no need"));
  }
  SECTION("and the connection goes on when there was none") {
    CHECK(serving.body_for("GET /a HTTP/1.1\r\nHost: a\r\n\r\n") == "no need");
    CHECK(serving.body_for("GET /b HTTP/1.1\r\nHost: a\r\n\r\n") == "no need");
  }
  CHECK(serving.service.requests().empty());
}

TEST_CASE("the service learns how many bytes were sent") {
  Serving serving;
  const auto answer = serving.client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read_answer();
  serving.server.stop();
  REQUIRE(serving.service.sent().size() == 1);
  CHECK(serving.service.sent()[0].bytes == answer.size());
  CHECK(serving.service.sent()[0].ending == Ending::complete);
}

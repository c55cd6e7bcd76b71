#include "contract_tests/target/http_target.hpp"

#include "contract_tests/target/mock_target.hpp"
#include "contract_tests/target/testing/allowed_answers.hpp"
#include "contract_tests/target/testing/canned_server.hpp"
#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;
using testing::CannedServer;

namespace {

const std::string with_trailers =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\n{}\r\n0\r\nX-Sum: 1\r\n\r\n";
const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

Request post(const std::string& target, const std::string& body) {
  Request request;
  request.method = "POST";
  request.target = target;
  request.headers.add("Authorization", "Bearer a key");
  request.body = body;
  return request;
}

std::shared_ptr<Target> target_at(const std::string& url, HttpOptions options = {}) {
  return http_target(*parse_base_url(url), std::move(options));
}

}  // namespace

TEST_CASE("every answer that HTTP allows is received over http and https") {
  std::vector<std::string> answers;
  for (const auto& one : testing::what_http_allows()) answers.push_back(one.bytes);
  for (const bool tls : {false, true}) {
    CannedServer server(answers, {.tls = tls});
    const TemporaryFile authorities(tls ? server.certificate_pem() : "");
    const auto target = target_at(server.url(), {.ca_cert_file = tls ? authorities.path() : ""});
    for (const auto& one : testing::what_http_allows()) {
      Request request;
      request.method = one.method;
      const auto answer = target->send(request);
      INFO((tls ? "https: " : "http: ") << one.what << "\n" << answer.body);
      CHECK(answer.status == one.status);
      CHECK(answer.body == one.body);
    }
  }
}

TEST_CASE("a request is sent unchanged, below the base URL, on its own connection") {
  CannedServer server({ok, ok});
  const auto target = target_at(server.url() + "/t/origin/");
  target->send(post("/api/v1/x?a=b+c&d=%2f'\"", "{\"a\": 1}"));
  target->send({});
  const auto requests = server.requests();
  REQUIRE(requests.size() == 2);
  const auto host = server.url().substr(7);
  CHECK(requests[0] == "POST /t/origin/api/v1/x?a=b+c&d=%2f'\" HTTP/1.1\r\nHost: " + host +
                           "\r\nUser-Agent: tines-contract\r\nAccept-Encoding: identity\r\n"
                           "Connection: close\r\nAuthorization: Bearer a key\r\n"
                           "Content-Length: 8\r\n\r\n{\"a\": 1}");
  CHECK_THAT(requests[1], Catch::Matchers::StartsWith("GET /t/origin/ HTTP/1.1\r\n"));
  CHECK(requests[1].find("Content-Length") == std::string::npos);
  CHECK(server.connections() == 2);
}

TEST_CASE("requests sent together are all in flight before any is answered") {
  constexpr std::size_t count = most_in_flight;
  CannedServer server(std::vector<std::string>(count, ok), {.at_once = count});
  const auto target = target_at(server.url());
  std::vector<Request> requests;
  for (std::size_t i = 0; i < count; ++i) requests.push_back(post("/", std::to_string(i)));
  const auto answers = target->send_together(requests);
  REQUIRE(answers.size() == count);
  for (const auto& answer : answers) CHECK(answer.status == 200);
}

TEST_CASE("answers to requests sent together are returned in the order of the requests") {
  const MockTarget mock({});
  const auto settings = mock.settings();
  const std::vector<std::string> ids{"9981", "9983", "9982", "9990"};
  std::vector<Request> requests;
  for (const auto& id : ids) {
    Request request;
    request.target = "/api/v1/stories/" + id;
    request.headers.add("Authorization", "Bearer " + settings.api_key);
    requests.push_back(request);
  }
  const auto answers = mock.tenants().origin->send_together(requests);
  REQUIRE(answers.size() == ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CHECK_THAT(answers[i].body, Catch::Matchers::Contains("\"id\":" + ids[i] + ","));
  }
}

TEST_CASE("a body in chunks is sent as chunks, without a length") {
  CannedServer server({ok}, {.answers_anything = true});
  auto request = post("/", std::string(70, 'x'));
  request.headers.add("Transfer-Encoding", "chunked");
  target_at(server.url())->send(request);
  const auto sent = server.requests().at(0);
  CHECK(sent.find("Content-Length") == std::string::npos);
  CHECK(sent.substr(sent.find("\r\n\r\n") + 4) ==
        "40\r\n" + std::string(64, 'x') + "\r\n6\r\nxxxxxx\r\n0\r\n\r\n");
}

TEST_CASE(
    "a target that no request line can hold is percent-encoded, and no header can add another") {
  CannedServer server({ok, ok});
  const auto target = target_at(server.url());
  target->send(post("/a b\r\nX: 1\x7f\xc3\xa9", ""));
  CHECK_THAT(server.requests().at(0),
             Catch::Matchers::StartsWith("POST /a%20b%0D%0AX:%201%7F%C3%A9 HTTP/1.1\r\n"));
  CHECK_THAT(server.requests().at(0), Catch::Matchers::Contains("Content-Length: 0\r\n"));
  Request split;
  split.headers.add("Authorization", "Bearer a\r\nX: 1");
  CHECK_THROWS_AS(target->send(split), CouldNotCheck);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a malformed key is sent over http and https: it is for the tenant to refuse it") {
  for (const bool tls : {false, true}) {
    for (const std::string key : {"", "Bearer ", "Bearer", " ", "Bearer a\tb", "Bearer \xc3\xa9"}) {
      CannedServer server({ok}, {.tls = tls});
      const TemporaryFile authorities(tls ? server.certificate_pem() : "");
      Request request;
      request.headers.add("Authorization", key);
      const HttpOptions options{.ca_cert_file = tls ? authorities.path() : ""};
      CHECK(target_at(server.url(), options)->send(request).status == 200);
      CHECK_THAT(server.requests().at(0),
                 Catch::Matchers::Contains("Authorization: " + key + "\r\n"));
    }
  }
}

TEST_CASE("an answer in a coding that was not asked for could not be checked") {
  CannedServer server({"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx"});
  CHECK_THROWS_WITH(target_at(server.url())->send({}), Catch::Matchers::Contains("coding 'br'"));
}

TEST_CASE("a connection is reused when both sides allow it, and replaced when it has ended") {
  const std::string last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
  {
    CannedServer server({ok, with_trailers, last}, {.tls = false, .keeps_connections = true});
    const auto target = target_at(server.url(), {.keep_alive = true});
    for (int i = 0; i < 3; ++i) CHECK(target->send({}).status == 200);
    CHECK(server.connections() == 1);
    CHECK(server.requests().at(0).find("Connection:") == std::string::npos);
  }
  CannedServer server({ok, ok});
  const auto target = target_at(server.url(), {.keep_alive = true});
  for (int i = 0; i < 2; ++i) CHECK(target->send({}).status == 200);
  CHECK(server.connections() == 2);
}

TEST_CASE("with the header keep-alive a request uses the connection again, without it a new one") {
  CannedServer server({ok, ok, ok}, {.tls = false, .keeps_connections = true});
  const auto target = target_at(server.url());
  Request kept;
  kept.headers.add("Connection", "keep-alive");
  for (int i = 0; i < 2; ++i) CHECK(target->send(kept).status == 200);
  CHECK(server.connections() == 1);
  CHECK(target->send({}).status == 200);
  CHECK(server.connections() == 2);
}

TEST_CASE("an answer that does not arrive has status 0 and says why") {
  CannedServer silent({"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"});
  const auto target = target_at(silent.url());
  CHECK(target->send({}).body == "no answer: the connection ended without an answer");
  const auto cut = target->send({});
  CHECK(cut.status == 0);
  CHECK(cut.ending == Ending::closed);
  CHECK(cut.body == "no answer: the connection ended in the middle of the answer");
}

TEST_CASE("a refused connection and an unknown host name are reported as no answer") {
  std::string url;
  {
    const CannedServer gone(std::vector<std::string>{});
    url = gone.url();
  }
  CHECK(target_at(url)->send({}).body == "no answer: Connection refused");
  CHECK_THAT(target_at("https://tenant.invalid")->send({}).body,
             Catch::Matchers::Contains("its host name cannot be resolved"));
}

TEST_CASE("a tenant that does not answer in time is reported as no answer") {
  CannedServer server({"HTTP/1.1 102 Processing\r\n\r\n"},
                      {.tls = false, .keeps_connections = true});
  const auto target = target_at(server.url(), {.answer_timeout = std::chrono::seconds{0}});
  CHECK(target->send({}).body == "no answer: no whole answer within 0 s");
}

TEST_CASE("a certificate of an unknown authority, or of another host, is not accepted") {
  CannedServer server({ok, ok, ok, ok}, {.tls = true});
  const TemporaryFile authorities(server.certificate_pem());
  const HttpOptions trusting{.ca_cert_file = authorities.path()};
  CHECK_THAT(target_at(server.url())->send({}).body,
             Catch::Matchers::Contains("its certificate is not valid: self"));
  CHECK_THAT(target_at(server.url("127.1"), trusting)->send({}).body,
             Catch::Matchers::Contains("its certificate is not valid: hostname mismatch"));
  CHECK(target_at(server.url("localhost"), trusting)->send({}).status == 200);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a CA file without certificates, and plain http to another machine, end the run") {
  const TemporaryFile nothing("no certificate");
  CHECK_THROWS_WITH(target_at("https://localhost", {.ca_cert_file = nothing.path()}),
                    Catch::Matchers::Contains(nothing.path()));
  CHECK_THROWS_AS(target_at("http://origin.example"), CannotRun);
}

TEST_CASE("http to an https port, and the reverse, are reported as no answer") {
  CannedServer tls({ok}, {.tls = true});
  auto plain_url = tls.url();
  plain_url.erase(4, 1);
  CHECK(target_at(plain_url)->send({}).status == 0);
  CannedServer plain({ok}, {.answers_anything = true});
  auto tls_url = plain.url();
  tls_url.insert(4, "s");
  CHECK_THAT(target_at(tls_url)->send({}).body,
             Catch::Matchers::Contains("the TLS handshake failed"));
}

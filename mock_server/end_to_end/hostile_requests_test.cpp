#include "end_to_end/testing/ask.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::end_to_end;

// Hostile requests: each gets a 4xx or the end of its connection, and changes no state.

namespace {

struct Hostile {
  const char* what;
  std::string bytes;
};

std::string create_with(std::string_view headers, std::string_view body) {
  std::string bytes = "POST /t/origin/api/v1/admin/sync_destinations HTTP/1.1\r\nHost: a\r\n";
  bytes.append("Authorization: Bearer origin-key\r\nContent-Type: application/json\r\n");
  return bytes.append(headers).append("\r\n").append(body);
}

std::string create_of(const std::string& body) {
  return create_with("Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

std::string documented_body_with(std::string_view member) {
  const auto body = documented_create().body;
  return body.substr(0, body.size() - 1).append(", ").append(member).append("}");
}

std::string repeated(std::string_view text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

std::string chunked(std::string_view body, std::size_t chunk_bytes) {
  std::string chunks;
  for (std::size_t at = 0; at < body.size(); at += chunk_bytes) {
    const auto chunk = body.substr(at, chunk_bytes);
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", chunk.size());
    chunks.append(size).append(chunk).append("\r\n");
  }
  return chunks + "0\r\n\r\n";
}

const std::string too_long =
    documented_body_with("\"x\": \"" + std::string(limits::body_bytes, 'x') + "\"");

const std::vector<Hostile> hostile = {
    {"10,000 headers", create_with(repeated("A: b\r\n", 10'000), "")},
    {"a header line of 100 KiB", create_with("A: " + std::string(100 * 1024, 'a') + "\r\n", "")},
    {"a path of 100 KiB", "GET /" + std::string(100 * 1024, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"100,000 brackets", create_of(repeated("[", 100'000))},
    {"100,000 pairs of brackets", create_of(repeated("[", 100'000) + repeated("]", 100'000))},
    {"100,000 braces", create_of(repeated("{\"a\":", 100'000))},
    {"brackets in a parameter",
     create_of(documented_body_with("\"x\": " + repeated("[", 1000) + repeated("]", 1000)))},
    {"no UTF-8", create_of(documented_body_with("\"x\": \"\xff\xfe\""))},
    {"half a UTF-8 character", create_of(documented_body_with("\"x\": \"\xe2\x80\""))},
    {"a body of 1 MiB and a byte", create_of(std::string(limits::body_bytes + 1, ' '))},
    {"1 MiB and more of JSON", create_of(too_long)},
    {"the same in chunks", create_with("Transfer-Encoding: chunked\r\n", chunked(too_long, 4096))},
    {"malformed JSON", create_of("{\"team_id\": 7,")},
    {"a body that ends early", create_with("Content-Length: 500\r\n", "{\"team_id\": 7")},
    {"chunks that end early", create_with("Transfer-Encoding: chunked\r\n", "ff\r\n{\"team_id\"")},
    {"a chunk without a size",
     create_with("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n")},
    {"a length and chunks",
     create_with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n")},
    {"a gzip body", create_with("Content-Encoding: gzip\r\nContent-Length: 4\r\n", "\x1f\x8b\x08")},
    {"integers over 64 bits", create_of(R"({"team_id": 99999999999999999999999999})")},
    {"a number of 100,000 digits", create_of("{\"team_id\": " + repeated("9", 100'000) + "}")},
    {"a NUL in the path",
     std::string("GET /t/origin") + '\0' + "/api/v1/info HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"no request at all", repeated("\xde\xad\xbe\xef", 1000)}};

}  // namespace

TEST_CASE("requests that are too large, too deep or malformed are rejected, and change no state") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  MockServer server(sample_world(), {}, served_over(transport));
  const auto before = to_json(server.world().export_state());
  for (const auto& each : hostile) {
    INFO(each.what);
    Client client(server, transport);
    client.send(each.bytes).leave();
    const auto seen = all_of(client);
    CHECK(seen.end != End::none);
    if (!seen.bytes.empty()) CHECK(seen.bytes.starts_with("HTTP/1.1 4"));
    CHECK(to_json(server.world().export_state()) == before);
  }
  CHECK(ask(server, documented_create(), transport).status == 201);
}

TEST_CASE("a chunked body is accepted, whatever the size of its chunks") {
  MockServer server;
  const auto body = documented_create().body;
  for (const std::size_t chunk_bytes : {std::size_t{1}, std::size_t{7}, body.size()}) {
    Client client(server);
    client.send(create_with("Transfer-Encoding: chunked\r\n", chunked(body, chunk_bytes))).leave();
    CHECK(client.read_all().starts_with("HTTP/1.1 201 "));
  }
}

TEST_CASE("a long path, Range, Accept-Encoding, multipart or Expect does not change the response") {
  MockServer server;
  const auto plain = ask(server, list());
  for (const auto& [name, value] : std::vector<Headers::Line>{
           {"Range", "bytes=" + repeated("0-1,", 1500) + "2-3"},
           {"Accept-Encoding", "br, gzip"},
           {"Content-Type", "multipart/form-data; boundary=" + std::string(8000, 'x')},
           {"Expect", "100-continue"}}) {
    INFO(name);
    auto request = list();
    request.headers.add(name, value);
    CHECK(ask(server, request).body == plain.body);
  }
  auto request = list();
  request.target += "?page=1&x=" + std::string(7'000, 'y');
  CHECK(ask(server, request).status == 200);
}

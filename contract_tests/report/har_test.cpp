#include "contract_tests/report/har.hpp"

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/target/testing/targets.hpp"
#include "files/file.hpp"
#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

#include <thread>
#include <vector>

#include <unistd.h>

using namespace tines_mock;
using namespace tines_mock::contract;
using namespace std::string_literals;

namespace {

constexpr const char* origin_key = "origin'key\"4711";

ReportRedactor har_redactor() {
  Settings settings;
  settings.api_key = origin_key;
  settings.destination_api_key = "dest-key-0815";
  return ReportRedactor(settings);
}

Request har_request() {
  Request request;
  request.method = "POST";
  request.target = "/api/v1/x?per_page=2&a%20b=c%26d&flag";
  request.headers = {{"Content-Type", "application/json"},
                     {"Authorization", "Bearer "s + origin_key}};
  request.body = "{\"destination_tenant_api_key\":\"dest-key-0815\"}";
  return request;
}

Response har_response(const std::string& body) {
  return {.status = 201, .headers = {{"Content-Type", "application/json"}}, .body = body};
}

Json har_of(const Request& request, const Response& response) {
  return Json::parse(har_entry({.url = "https://origin.example" + request.target,
                                .request = request,
                                .response = response,
                                .started_at = VirtualClock::default_start + Milliseconds{5},
                                .duration = Milliseconds{12}},
                               har_redactor()));
}

Json entries_in(const std::filesystem::path& file) {
  return Json::parse(files::read(file)).at("log").at("entries");
}

const std::string bytes_that_are_no_text = "\xff\xfe\0dest-key-0815"s;

}  // namespace

TEST_CASE("an exchange is an entry of HAR 1.2 with all its members") {
  const auto entry = har_of(har_request(), har_response("{\"id\":1}"));
  INFO(entry.dump(2));
  CHECK(entry["startedDateTime"] == "2026-01-01T00:00:00.005Z");
  CHECK(entry["time"] == 12);
  CHECK(entry["cache"] == Json::object());
  CHECK(entry["timings"] == Json{{"send", 0}, {"wait", 12}, {"receive", 0}});
  const auto& request = entry["request"];
  CHECK(request["method"] == "POST");
  CHECK(request["url"] == "https://origin.example/api/v1/x?per_page=2&a%20b=c%26d&flag");
  CHECK(request["queryString"] == Json::parse(R"([{"name": "per_page", "value": "2"},
    {"name": "a b", "value": "c&d"}, {"name": "flag", "value": ""}])"));
  CHECK(request["headers"][1] ==
        Json{{"name", "Authorization"}, {"value", "Bearer $TINES_API_KEY"}});
  CHECK(request["postData"]["mimeType"] == "application/json");
  CHECK(request["postData"]["text"] ==
        "{\"destination_tenant_api_key\":\"$TINES_DESTINATION_API_KEY\"}");
  CHECK(request["bodySize"] == har_request().body.size());
  const auto& response = entry["response"];
  CHECK(response["status"] == 201);
  CHECK(response["content"] ==
        Json{{"size", 8}, {"mimeType", "application/json"}, {"text", "{\"id\":1}"}});
  CHECK(response["redirectURL"] == "");
  for (const auto* member : {"httpVersion", "cookies", "headers", "headersSize", "bodySize"}) {
    CHECK(request.contains(member));
    CHECK(response.contains(member));
  }
  CHECK(response.contains("statusText"));
}

TEST_CASE("a request without a body has no postData, and a missing answer no content") {
  Request request;
  const auto entry = har_of(request, {.status = 0, .body = "no answer: reset"});
  CHECK_FALSE(entry["request"].contains("postData"));
  CHECK(entry["request"]["queryString"] == Json::array());
  CHECK(entry["response"]["status"] == 0);
  CHECK(entry["response"]["content"] == Json{{"size", 0}, {"mimeType", "x-unknown"}});
  CHECK(entry["response"]["comment"] == "no answer: reset");
}

TEST_CASE("an answer that is no text is written as base64") {
  const auto content = har_of(har_request(), har_response("\xff\xfe\0abc"s))["response"]["content"];
  CHECK(content["encoding"] == "base64");
  CHECK(content["text"] == base64("\xff\xfe\0abc"s));
  CHECK(content["size"] == 6);
}

TEST_CASE("whatever the bytes are, an entry is JSON and holds no key and no cookie") {
  const std::vector<std::string> bodies{
      bytes_that_are_no_text,
      "dest-key-0815",
      "{\"a\":\"origin'key\\\"4711\"}",
      base64("dest-key-0815"),
      "\x01\x02\x1b\r\n\t\"\\ \xe2\x80\xae dest-key-0815",
      std::string(most_har_body_bytes - 6, 'x') + "dest-key-0815",
      std::string(most_har_body_bytes - 1, 'x') + "\xc3\xbc" + std::string(100, 'y')};
  for (const auto& body : bodies) {
    auto request = har_request();
    request.body = body;
    request.target += body;
    auto response = har_response(body);
    response.headers.add("X-" + body, body);
    response.headers.add("Set-Cookie", "session=secret-cookie");
    response.headers.add("Location", "/" + body);
    const auto text = har_of(request, response).dump();
    for (const auto* secret : {"dest-key", "key-0815", "4711", "secret-cookie", "ZGVzdC1rZX"}) {
      INFO(text.substr(0, 3000));
      CHECK(text.find(secret) == std::string::npos);
    }
    CHECK(text.find(base64(bytes_that_are_no_text).substr(4, 16)) == std::string::npos);
  }
}

TEST_CASE("a long body is cut, and a comment says so") {
  const auto content =
      har_of(har_request(),
             har_response(std::string(most_har_body_bytes + 5, 'x')))["response"]["content"];
  CHECK(content["text"].get_ref<const std::string&>().size() == most_har_body_bytes);
  CHECK(content["comment"] == "the first 262144 of 262149 bytes");
  CHECK(content["size"] == most_har_body_bytes + 5);
}

TEST_CASE("the file is complete after each entry, and keeps their order") {
  const TemporaryFolder folder;
  const auto path = folder / "run.har";
  HarFile file(path);
  CHECK(Json::parse(files::read(path))["log"]["version"] == "1.2");
  CHECK(Json::parse(files::read(path))["log"]["creator"]["name"] == "tines-contract");
  for (int i = 0; i < 5; ++i) {
    file.add("{\"n\":" + std::to_string(i) + "}");
    const auto entries = entries_in(path);
    REQUIRE(entries.size() == static_cast<std::size_t>(i) + 1);
    CHECK(entries.back()["n"] == i);
  }
  CHECK(file.written());
}

TEST_CASE("when the file is full, further entries are left out, and the file says so") {
  const TemporaryFolder folder;
  const auto path = folder / "run.har";
  for (const HarLimits limits : {HarLimits{.entries = 2}, HarLimits{.bytes = 155}}) {
    HarFile file(path, limits);
    for (int i = 0; i < 14; ++i)
      file.add("{\"n\":" + std::to_string(i) + std::string(20, ' ') + "}");
    const auto log = Json::parse(files::read(path))["log"];
    CHECK(log["entries"].size() == 2);
    CHECK(file.left_out() == 12);
    CHECK(log["comment"] == "the file is full: 12 later exchanges are left out");
  }
}

TEST_CASE("after the first entry that is left out no other is added, so that the file has no gap") {
  const TemporaryFolder folder;
  const auto path = folder / "run.har";
  HarFile file(path, {.bytes = 155});
  file.add("{}");
  file.add("{" + std::string(200, ' ') + "}");
  file.add("{}");
  CHECK(entries_in(path).size() == 1);
  CHECK(file.left_out() == 2);
}

TEST_CASE("a file that exists is replaced") {
  const TemporaryFolder folder;
  const auto path = folder / "run.har";
  for (const int count : {9, 1}) {
    HarFile file(path);
    for (int i = 0; i < count; ++i) file.add("{}");
    CHECK(entries_in(path).size() == static_cast<std::size_t>(count));
  }
}

TEST_CASE("a file that cannot be written is an error that names it, at once") {
  const TemporaryFolder folder;
  for (const auto& place : {folder.path(), folder / "none" / "x", {"/dev/full"}}) {
    try {
      HarFile file(place);
      FAIL("written: " << place);
    } catch (const CannotRun& error) {
      CHECK_THAT(error.what(),
                 Catch::Matchers::StartsWith(place.string() + ": cannot be written: "));
    }
  }
}

TEST_CASE("a pipe gets the same JSON, with its end when the file is closed") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  {
    HarFile file("/dev/fd/" + std::to_string(ends[1]));
    file.add("{}");
    file.add("{}");
  }
  ::close(ends[1]);
  std::string text(1000, ' ');
  const auto count = ::read(ends[0], text.data(), text.size());
  ::close(ends[0]);
  REQUIRE(count > 0);
  CHECK(Json::parse(text.substr(0, static_cast<std::size_t>(count)))["log"]["entries"].size() == 2);
}

TEST_CASE("each exchange with a target is recorded, also of several threads") {
  const TemporaryFolder folder;
  const auto path = folder / "run.har";
  VirtualClock clock;
  const auto file = std::make_shared<HarFile>(path);
  const auto inner = std::make_shared<testing::AtOnceTarget>(
      [](const Request& request) { return Response{.status = 200, .body = request.target}; });
  RecordingTarget target(inner, "https://origin.example", file, har_redactor(), clock);
  Request first;
  first.target = "/first";
  CHECK(target.send(first).body == "/first");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 10; ++n) target.send(first);
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(target.send_together({first, first}).size() == 2);
  const auto entries = entries_in(path);
  CHECK(entries.size() == 43);
  for (const auto& entry : entries) {
    CHECK(entry["request"]["url"] == "https://origin.example/first");
    CHECK(entry["response"]["content"]["text"] == "/first");
  }
}

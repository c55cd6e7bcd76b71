#include "control/control.hpp"
#include "json/parse.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/world_options.hpp>

#include <nlohmann/json.hpp>

// The journal as HAR 1.2.
using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

const Time start = VirtualClock::default_start;

/// A world with a journal that tests fill.
class Recorded {
 public:
  void record(JournalEntry entry) { hosting_.default_world()->journal().arrive(std::move(entry)); }
  Response answer() { return control_.answer({.target = "/__admin/har"}); }
  Json log() { return parse_known_json(answer().body)["log"]; }
  Json entry(JournalEntry made) {
    record(std::move(made));
    return log()["entries"].back();
  }

 private:
  exchange::Hosting hosting_{std::make_shared<exchange::HostedWorld>(
      "default", sample_world(), WorldOptions{.virtual_clock = true})};
  control::Control control_{hosting_, {}, {}};
};

JournalEntry create() {
  return {.at = start,
          .answered_at = start + Milliseconds(250),
          .operation = "sync_destination.create",
          .request = {.method = "POST",
                      .target = "/t/origin/api/v1/admin/sync_destinations?a=b%20c&d",
                      .headers = {{"Host", "mock.test:81"},
                                  {"Authorization", "Bearer origin-key"},
                                  {"Content-Type", "application/json"}},
                      .body = R"({"destination_tenant_api_key":"dest-key","team_id":7})"},
          .status = 201,
          .response_headers = {{"Content-Type", "application/json; charset=utf-8"}},
          .response_body = "{\"ü\":1}",
          .committed = true,
          .bytes_sent = 99,
          .ending = Ending::complete};
}

void has_members(const Json& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    INFO(name << " in " << object.dump());
    CHECK(object.contains(name));
  }
}

}  // namespace

TEST_CASE("a HAR has every member that HAR 1.2 requires") {
  Recorded recorded;
  recorded.record(create());
  const auto log = recorded.log();
  CHECK(log["version"] == "1.2");
  has_members(log["creator"], {"name", "version"});
  REQUIRE(log["entries"].size() == 1);
  const auto& entry = log["entries"][0];
  has_members(entry, {"startedDateTime", "time", "request", "response", "cache", "timings"});
  has_members(entry["request"], {"method", "url", "httpVersion", "cookies", "headers",
                                 "queryString", "headersSize", "bodySize", "postData"});
  has_members(entry["request"]["postData"], {"mimeType", "text"});
  has_members(entry["response"], {"status", "statusText", "httpVersion", "cookies", "headers",
                                  "content", "redirectURL", "headersSize", "bodySize"});
  has_members(entry["response"]["content"], {"size", "mimeType"});
  has_members(entry["timings"], {"send", "wait", "receive"});
}

TEST_CASE("a HAR says what was sent, what came back and how long it took") {
  Recorded recorded;
  const auto entry = recorded.entry(create());
  CHECK(entry["startedDateTime"] == "2026-01-01T00:00:00Z");
  CHECK(entry["time"] == 250);
  CHECK(entry["timings"] == Json{{"send", 0}, {"wait", 250}, {"receive", 0}});
  CHECK(entry["cache"] == Json::object());
  const auto& request = entry["request"];
  CHECK(request["method"] == "POST");
  CHECK(request["url"] == "http://mock.test:81/t/origin/api/v1/admin/sync_destinations?a=b%20c&d");
  CHECK(request["queryString"] ==
        Json{{{"name", "a"}, {"value", "b c"}}, {{"name", "d"}, {"value", ""}}});
  CHECK(request["headers"][2] == Json{{"name", "Content-Type"}, {"value", "application/json"}});
  CHECK(request["postData"]["mimeType"] == "application/json");
  const auto& response = entry["response"];
  CHECK(response["status"] == 201);
  CHECK(response["statusText"] == "Created");
  CHECK(response["headers"].size() == 1);
  CHECK(response["content"] ==
        Json{{"size", 8}, {"mimeType", "application/json; charset=utf-8"}, {"text", "{\"ü\":1}"}});
  CHECK(response["redirectURL"] == "");
  CHECK(entry["comment"] == "committed");
}

TEST_CASE("a HAR has the names of cookies, and no value of one") {
  Recorded recorded;
  auto made = create();
  CHECK(recorded.entry(made)["request"]["cookies"] == Json::array());
  made.request.headers.add("cookie", "session=s3cr3t; theme=dark; bare");
  made.response_headers.add("Set-Cookie", "session=s3cr3t; Path=/");
  made.response_headers.add("set-cookie", "other=s3cr3t");
  const auto entry = recorded.entry(made);
  CHECK_THAT(entry.dump(), !Contains("s3cr3t") && !Contains("dark"));
  const auto& sent = entry["request"]["cookies"];
  REQUIRE(sent.size() == 2);
  CHECK(sent[0]["name"] == "session");
  CHECK_THAT(sent[0]["value"].get<std::string>(), Catch::Matchers::StartsWith("[redacted"));
  CHECK(sent[1]["name"] == "theme");
  CHECK(entry["response"]["cookies"] == Json{{{"name", "session"}, {"value", "[redacted]"}},
                                             {{"name", "other"}, {"value", "[redacted]"}}});
}

TEST_CASE("a request without a body has no postData in a HAR, and a redirection has its place") {
  Recorded recorded;
  const auto entry = recorded.entry({.operation = "unknown",
                                     .status = 302,
                                     .response_headers = {{"Location", "https://login.example"}}});
  CHECK_FALSE(entry["request"].contains("postData"));
  CHECK(entry["response"]["redirectURL"] == "https://login.example");
  CHECK_FALSE(entry.contains("comment"));
}

TEST_CASE("a HAR says in a comment what became of a request without a response") {
  Recorded recorded;
  auto lost = create();
  lost.status = 0;
  lost.response_headers = {};
  lost.response_body = {};
  lost.bytes_sent = 0;
  lost.ending = Ending::reset;
  auto har = recorded.entry(lost);
  CHECK(har["response"]["status"] == 0);
  CHECK(har["response"]["statusText"] == "");
  CHECK(har["comment"] == "connection reset after 0 bytes; committed");

  lost.faults = {{.rule = "lost", .applied = true}, {.rule = "too late", .applied = false}};
  lost.tenant_response = Response{.status = 201};
  lost.outdated = true;
  CHECK(recorded.entry(lost)["comment"] ==
        "connection reset after 0 bytes; committed; the rule \"lost\" acted; the tenant had "
        "responded 201; the world was reset meanwhile");

  lost.bytes_sent = 64;
  lost.ending = Ending::closed;
  CHECK_THAT(recorded.entry(lost)["comment"].get<std::string>(),
             Catch::Matchers::StartsWith(
                 "connection closed after 64 bytes without a status line; committed; "));

  lost = create();
  lost.committed = false;
  lost.bytes_sent = 1;
  lost.ending = Ending::closed;
  CHECK(recorded.entry(lost)["comment"] == "connection closed after 1 byte; nothing committed");
  lost.ending = Ending::stalled;
  CHECK(recorded.entry(lost)["comment"] == "stalled after 1 byte; nothing committed");
  lost.ending = Ending::pending;
  lost.answered_at = {};
  har = recorded.entry(lost);
  CHECK(har["comment"] == "not answered yet; nothing committed");
  CHECK(har["time"] == 0);
}

TEST_CASE("a HAR has no key, however often it is escaped, and a browser saves it as a file") {
  Recorded recorded;
  auto entry = create();
  entry.request.target = "/api/v1/stories?search=%256frigin-key&of=origin-key";
  entry.faults = {{.rule = "about origin-key", .applied = true}};
  recorded.record(entry);
  const auto answer = recorded.answer();
  CHECK_THAT(answer.body, !Contains("origin-key") && !Contains("dest-key") &&
                              !Contains("%6frigin-key") && Contains("[redacted:"));
  CHECK(answer.headers.find("Content-Type") == "application/json");
  CHECK(answer.headers.find("Content-Disposition") == "attachment; filename=\"default.har\"");
}

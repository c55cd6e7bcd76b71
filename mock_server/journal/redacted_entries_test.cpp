#include "journal/journal.hpp"
#include "journal/testing/entries.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using Catch::Matchers::Contains;
using journal::create;
using journal::Journal;

TEST_CASE("an update of the request replaces the earlier request and is redacted too") {
  Journal journal;
  auto head = create("");
  head.request.target += "?q=dest-key-4711";
  const auto ticket = journal.arrive(head);
  journal.redactor().know("dest-key-4711");
  head.request.body = "dest-key-4711";
  journal.update_request(ticket, head);
  REQUIRE(journal.size() == 1);
  const auto request = journal.entries()[0].request;
  CHECK_THAT(request.target + request.body, Contains("[redacted:") && !Contains("4711"));
}

TEST_CASE("a path that holds a key is verified by that key, however the path is spelt") {
  Journal journal;
  journal.redactor().know("origin-key");
  auto made = create();
  made.path = "/api/v1/stories/origin-key";
  journal.arrive(made);
  for (const char* path : {"/api/v1/stories/origin-key", "/api/v1//stories/%6frigin-key/"})
    CHECK(journal.check({.path = path}, exactly(1)).holds);
  CHECK(journal.check({.path = "/api/v1/stories/other-key1"}, exactly(0)).holds);
}

TEST_CASE("credentials are verified by their key, however client and test spell them") {
  Journal journal;
  auto made = create();
  for (const char* sent : {"Bearer origin-key", "bearer origin-key", " BEARER   origin-key "}) {
    made.request.headers = {{"Authorization", sent}};
    journal.arrive(made);
  }
  for (const char* asked : {"Bearer origin-key", "bearer  origin-key ", "Bearer origin-key"})
    CHECK(journal.check({.headers = {{"authorization", asked}}}, exactly(3)).holds);
  CHECK(journal.check({.headers = {{"authorization", "origin-key"}}}, exactly(0)).holds);
  made.request.headers = {{"X-User-Token", "origin-key"}};
  journal.arrive(made);
  CHECK(journal.check({.headers = {{"X-User-Token", " origin-key "}}}, exactly(1)).holds);
}

TEST_CASE(
    "no key is in an entry or a report, and a matcher with a key fits the requests that had it") {
  Journal journal;
  journal.redactor().know("origin-key");
  auto made = create(R"({"destination_tenant_api_key":"dest-key","name":"origin-key"})");
  made.request.headers = {{"Authorization", "Bearer origin-key"}};
  made.request.target += "?q=origin-key";
  made.response_body = "origin-key";
  made.response_headers = {{"X-Key", "origin-key"}};
  made.tenant_response = Response{.headers = {{"X-Key", "origin-key"}}, .body = "origin-key"};
  journal.arrive(made);
  const auto kept = journal.entries().front();
  for (const auto& text :
       {kept.request.target, kept.request.body, kept.response_body,
        std::string(*kept.request.headers.find("Authorization")),
        std::string(*kept.response_headers.find("X-Key")),
        std::string(*kept.tenant_response->headers.find("X-Key")), kept.tenant_response->body}) {
    CHECK_THAT(text, !Contains("origin-key") && !Contains("dest-key"));
  }
  const auto with_keys = [](const std::string& own, const std::string& destination) {
    return Matcher{.headers = {{"Authorization", "Bearer " + own}},
                   .body_json = R"({"destination_tenant_api_key":")" + destination + R"("})"};
  };
  CHECK(journal.check(with_keys("origin-key", "dest-key"), exactly(1)).holds);
  CHECK(journal.check(with_keys("other-key", "dest-key"), exactly(0)).holds);
  CHECK(journal.check(with_keys("origin-key", "third-key"), exactly(0)).holds);
  const auto report = journal.check(with_keys("other-key", "third-key"), exactly(7)).report;
  CHECK_THAT(report, Contains("[redacted:") && !Contains("other-key") && !Contains("third-key") &&
                         !Contains("origin-key") && !Contains("dest-key"));
}

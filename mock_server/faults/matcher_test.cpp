#include "faults/matcher.hpp"

#include "faults/patterns.hpp"
#include "testing/catch2.hpp"

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace tines_mock::faults;

namespace {

const std::string create_body =
    R"({"destination_tenant_url": "https://dest.tines.com", "team_id": 7,
        "story_ids": [9981, 9982], "nested": {"a": [{"b": 1, "c": 2}]}})";

struct Create {
  Request request{.method = "POST",
                  .target = "/api/v1/admin/sync_destinations?x=1",
                  .headers = {{"Accept", "application/json"}},
                  .body = create_body};
  LazyBody body{request.body};

  Subject subject() const {
    return {.tenant = "origin",
            .operation = "sync_destination.create",
            .path = "/api/v1/admin/sync_destinations",
            .request = &request,
            .body = &body,
            .sync_destination_id = SyncDestinationId(24)};
  }
};

bool fits(Matcher matcher) {
  const Create create;
  return CompiledMatcher(std::move(matcher)).fits(create.subject());
}

bool body_fits(std::string wanted) {
  return fits({.body_json = std::move(wanted)});
}

}  // namespace

TEST_CASE("a matcher with nothing set fits every request") {
  CHECK(fits(any_request()));
  CHECK(describe(any_request()) == "any request");
}

TEST_CASE("each part of a matcher must fit") {
  CHECK(fits({.tenant = "origin", .method = "POST", .headers = {{"accept", "application/json"}}}));
  CHECK_FALSE(fits({.tenant = "dest"}));
  CHECK_FALSE(fits({.method = "GET"}));
  CHECK_FALSE(fits({.headers = {{"Accept", "text/html"}}}));
  CHECK_FALSE(fits({.headers = {{"X-None", ""}}}));
  CHECK(fits({.sync_destination_id = SyncDestinationId(24)}));
  CHECK_FALSE(fits({.sync_destination_id = SyncDestinationId(25)}));
}

TEST_CASE("an operation fits its name and its family") {
  CHECK(fits(operation("sync_destination.create")));
  CHECK(fits(operation("sync_destination.*")));
  CHECK_FALSE(fits(operation("sync_destination.list")));
  CHECK_FALSE(fits(operation("sync.*")));
}

TEST_CASE("a story fits when it is in the path or in the body's story_ids") {
  CHECK(fits({.story_id = StoryId(9982)}));
  CHECK_FALSE(fits({.story_id = StoryId(7)}));
  CHECK(CompiledMatcher({.story_id = StoryId(7)}).fits({.story_id = StoryId(7)}));
}

TEST_CASE("a body fits when it contains what the matcher asks for") {
  CHECK(body_fits("{}"));
  CHECK(body_fits(R"({"team_id": 7})"));
  CHECK(body_fits(R"({"story_ids": [9982]})"));
  CHECK(body_fits(R"({"nested": {"a": [{"c": 2}]}})"));
  CHECK_FALSE(body_fits(R"({"team_id": "7"})"));
  CHECK_FALSE(body_fits(R"({"story_ids": [9983]})"));
  CHECK_FALSE(body_fits(R"({"nothing": null})"));
  CHECK_FALSE(body_fits(R"([])"));
}

TEST_CASE("numbers of a body are compared digit by digit, however they are written") {
  const auto fits_number = [](const std::string& wanted, const std::string& sent) {
    const auto text = R"({"n":)" + sent + "}";
    const LazyBody body(text);
    return CompiledMatcher({.body_json = R"({"n":)" + wanted + "}"}).fits({.body = &body});
  };
  CHECK(fits_number("1000000000000100000001", "1000000000000100000001"));
  CHECK_FALSE(fits_number("1000000000000100000001", "1000000000000100000000"));
  CHECK_FALSE(fits_number("9007199254740993", "9007199254740992"));
  CHECK_FALSE(fits_number("0.1", "0.10000000000000000555"));
  CHECK(fits_number("1e2", "100"));
  CHECK(fits_number("0.50", "0.5"));
  CHECK_FALSE(fits_number("1", "true"));
  CHECK_FALSE(fits_number("1", R"("1")"));
}

TEST_CASE("a body that was not read, or is not JSON, fits no matcher with a body") {
  const CompiledMatcher matcher({.body_json = "{}"});
  CHECK_FALSE(matcher.fits({}));
  const LazyBody broken("{");
  CHECK_FALSE(matcher.fits({.body = &broken}));
}

TEST_CASE("the differences say part, expected and found, down into the body") {
  const Create create;
  const CompiledMatcher matcher({.operation = "sync_destination.list",
                                 .method = "GET",
                                 .body_json = R"({"story_ids": [1], "team_id": 7})"});
  const auto differences = matcher.differences(create.subject());
  REQUIRE(differences.size() == 3);
  CHECK(differences[0].part == "operation");
  CHECK(differences[1].expected == "\"GET\"");
  CHECK(differences[1].found == "\"POST\"");
  CHECK(differences[2].part == "body /story_ids");
  CHECK(differences[2].found == "[9981,9982]");
}

TEST_CASE("a path fits however the matcher spells it") {
  for (const char* path : {"/api/v1/stories", "/api/v1/stories/", "/api//v1/stories",
                           "/api/v1/%73tories", "/api/*/stories/"})
    CHECK(CompiledMatcher({.path = path}).fits({.path = "/api/v1/stories"}));
  CHECK_FALSE(CompiledMatcher({.path = "/api/v1/stories/%2a"}).fits({.path = "/api/v1/stories"}));
}

TEST_CASE("a header fits by one of its lines, or by all of them together") {
  const Request request{
      .headers = {{"Accept", "text/html"}, {"accept", " text/plain "}, {"A", ""}}};
  const auto fits_header = [&](std::string name, std::string value) {
    return CompiledMatcher({.headers = {{std::move(name), std::move(value)}}})
        .fits({.request = &request});
  };
  CHECK(fits_header("Accept", "text/html"));
  CHECK(fits_header("ACCEPT", "text/plain"));
  CHECK(fits_header("Accept", "text/html, text/plain"));
  CHECK(fits_header("Accept", "text/plain "));
  CHECK(fits_header("A", ""));
  CHECK_FALSE(fits_header("Accept", "text/plain, text/html"));
  CHECK_FALSE(fits_header("Accept", ""));
  CHECK_FALSE(fits_header("B", ""));
  const auto differences =
      CompiledMatcher({.headers = {{"Accept", "x"}}}).differences({.request = &request});
  CHECK(differences.at(0).found == "\"text/html, text/plain\"");
}

TEST_CASE("each part that differs says what it expected and what it found") {
  const Create create;
  const auto [matcher, part, expected, found] =
      GENERATE((table<Matcher, std::string, std::string, std::string>({
          {{.tenant = "dest"}, "tenant", "\"dest\"", "\"origin\""},
          {{.operation = "story.*"}, "operation", "\"story.*\"", "\"sync_destination.create\""},
          {{.method = "PUT"}, "method", "\"PUT\"", "\"POST\""},
          {{.path = "/x"}, "path", "\"/x\"", "\"/api/v1/admin/sync_destinations\""},
          {{.headers = {{"Accept", "text/html"}}},
           "header Accept",
           "\"text/html\"",
           "\"application/json\""},
          {{.headers = {{"X-A", "b"}}}, "header X-A", "\"b\"", "none"},
          {{.story_id = StoryId(5)}, "story_id", "5", "none"},
          {{.sync_destination_id = SyncDestinationId(5)}, "sync_destination_id", "5", "24"},
          {{.body_json = "7"}, "body", "7", dump(*parse_json(create_body))},
          {{.body_json = R"({"team_id": 8})"}, "body /team_id", "8", "7"},
          {{.body_json = R"({"odd": null})"}, "body /odd", "null", "nothing"},
      })));
  const auto differences = CompiledMatcher(matcher).differences(create.subject());
  REQUIRE(differences.size() == 1);
  CHECK(differences[0].part == part);
  CHECK(differences[0].expected == expected);
  CHECK(differences[0].found == found);
}

TEST_CASE("a matcher is described by each of its parts") {
  CHECK(describe({.tenant = "origin",
                  .operation = "story.get",
                  .method = "GET",
                  .path = "/x",
                  .headers = {{"A", "b"}},
                  .body_json = "{}",
                  .story_id = StoryId(1),
                  .sync_destination_id = SyncDestinationId(2),
                  .nth = 3}) ==
        "operation \"story.get\", tenant \"origin\", method \"GET\", path \"/x\", header A \"b\", "
        "body with {}, story_id 1, sync_destination_id 2, of those the one of number 3");
}

TEST_CASE("body_json that is not JSON throws std::logic_error") {
  CHECK_THROWS_AS(CompiledMatcher({.body_json = "{"}), std::logic_error);
}

TEST_CASE("a star stands for one segment of a path, two stars for any number") {
  CHECK(fits_path("/api/v1/stories/*", "/api/v1/stories/7"));
  CHECK_FALSE(fits_path("/api/v1/stories/*", "/api/v1/stories"));
  CHECK_FALSE(fits_path("/api/v1/stories/*", "/api/v1/stories/7/export"));
  CHECK(fits_path("/api/**", "/api"));
  CHECK(fits_path("/api/**", "/api/v1/stories"));
  CHECK(fits_path("/**/export", "/api/v1/stories/7/export"));
  CHECK(fits_path("/**/v1/**/export", "/api/v1/stories/7/export"));
  CHECK_FALSE(fits_path("/**/export", "/api/v1/stories/7"));
  CHECK_FALSE(fits_path("/api/v1/stor*", "/api/v1/stories"));
  CHECK(fits_path("/**", "/"));
  CHECK(fits_path("/**/a/b", "/a/c/a/b"));
  CHECK_FALSE(fits_path("/**/a/b", "/a/c/b"));
  CHECK_FALSE(fits_path("/a", "/a/"));
  CHECK_FALSE(fits_path("/a/*", "/a"));
}

TEST_CASE("the root has no segment") {
  CHECK(fits_path("/", "/"));
  CHECK_FALSE(fits_path("/*", "/"));
  CHECK_FALSE(fits_path("/", "/api"));
}

TEST_CASE("credentials fit when their keys are equal, however they are spelt") {
  const Request request{.headers = {{"Authorization", "bearer  origin-key"}}};
  const auto fits_header = [&](std::string value) {
    return CompiledMatcher({.headers = {{"authorization", std::move(value)}}})
        .fits({.request = &request});
  };
  CHECK(fits_header("Bearer origin-key"));
  CHECK(fits_header("BEARER origin-key "));
  CHECK_FALSE(fits_header("Bearer other-key"));
  CHECK_FALSE(fits_header("origin-key"));
}

TEST_CASE("a path pattern of many stars takes no longer than |pattern| × |path|") {
  std::string pattern, path;
  for (int i = 0; i < 500; ++i) pattern += "/**/a";
  for (int i = 0; i < 2000; ++i) path += "/a";
  CHECK_FALSE(fits_path(pattern + "/b", path));
}

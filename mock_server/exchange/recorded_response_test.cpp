#include "exchange/testing/stage.hpp"

#include <thread>

// What an entry says of the response: of the one that the client saw, and of the tenant's own.
using namespace tines_mock;
using namespace tines_mock::exchange;
using namespace tines_mock::exchange::testing;
using Catch::Matchers::Contains;

namespace {

JournalEntry create_under(Phase phase, Effect effect) {
  Stage stage;
  stage.inject({.name = "r", .phase = phase, .effect = std::move(effect)});
  stage.create();
  return stage.last();
}

}  // namespace

TEST_CASE("an entry has the headers of the response") {
  Stage stage;
  stage.create();
  CHECK_THAT(std::string(stage.last().response_headers.find("Content-Type").value_or("")),
             Contains("application/json"));
  CHECK_FALSE(stage.last().tenant_response);
  stage.inject({.name = "r",
                .phase = Phase::request,
                .effect = effects::Answer{.status = 503, .headers = {{"X-From", "a proxy"}}}});
  stage.get(list);
  CHECK(stage.last().response_headers.find("X-From") == "a proxy");
}

TEST_CASE("where a rule replaces or keeps back the response, the entry has the tenant's own too") {
  SECTION("it is kept back") {
    const auto entry = create_under(Phase::after_commit, effects::reset());
    CHECK(entry.status == 0);
    CHECK(entry.response_headers.empty());
    CHECK(entry.response_body.empty());
    REQUIRE(entry.tenant_response);
    CHECK(entry.tenant_response->status == 201);
    CHECK(entry.tenant_response->headers.find("Content-Type").has_value());
    CHECK_THAT(entry.tenant_response->body, Contains(R"("sync_destination")"));
  }
  SECTION("it is replaced") {
    const auto phase = GENERATE(Phase::after_commit, Phase::response);
    const auto entry = create_under(phase, effects::answer(502));
    CHECK(entry.status == 502);
    REQUIRE(entry.tenant_response);
    CHECK(entry.tenant_response->status == 201);
    CHECK_THAT(entry.tenant_response->body, Contains(R"("sync_destination")"));
  }
}

TEST_CASE("an entry has no response of the tenant where it had none, or where it is the one sent") {
  CHECK_FALSE(create_under(Phase::request, effects::answer(502)).tenant_response);
  CHECK_FALSE(create_under(Phase::before_commit, effects::answer(502)).tenant_response);
  CHECK_FALSE(create_under(Phase::before_commit, effects::reset()).tenant_response);
  CHECK_FALSE(create_under(Phase::response, effects::missing_field("/nothing")).tenant_response);
  for (const Effect& effect : {Effect(effects::close(100'000)), Effect(effects::throttle(1 << 29)),
                               Effect(effects::wrong_content_length(0))}) {
    const auto whole = create_under(Phase::response, effect);
    CHECK(whole.status == 201);
    CHECK_THAT(whole.response_body, Contains(R"("sync_destination")"));
    CHECK_FALSE(whole.response_headers.find("Content-Length"));
    CHECK_FALSE(whole.tenant_response);
  }
}

TEST_CASE("what an entry says that the client saw is what an effect on bytes has sent") {
  const auto own = create_under(Phase::response, effects::throttle(1 << 29));
  const auto seen_under = [&](Effect effect) {
    auto entry = create_under(Phase::response, std::move(effect));
    REQUIRE(entry.tenant_response);
    CHECK(entry.tenant_response->status == 201);
    CHECK(entry.tenant_response->headers == own.response_headers);
    CHECK(entry.tenant_response->body == own.response_body);
    return entry;
  };
  for (const Effect& effect : {Effect(effects::garbage(5000)), Effect(effects::reset(12)),
                               Effect(effects::close()), Effect(effects::stall())}) {
    const auto entry = seen_under(effect);
    CHECK(entry.status == 0);
    CHECK(entry.response_headers.empty());
    CHECK(entry.response_body.empty());
  }
  CHECK(seen_under(effects::garbage(5000)).bytes_sent == 5000);
  const auto in_the_headers = seen_under(effects::close(30));
  CHECK(in_the_headers.status == 201);
  CHECK(in_the_headers.response_headers.empty());
  const auto length = own.response_body.size();
  const auto truncated = seen_under(effects::truncate(20));
  CHECK(truncated.status == 201);
  CHECK(truncated.response_body == own.response_body.substr(0, 20));
  CHECK(truncated.response_headers.find("Content-Length") == std::to_string(length));
  CHECK_FALSE(truncated.response_headers.find("Date"));
  const auto wrong = seen_under(effects::wrong_content_length(10));
  CHECK(wrong.response_body == own.response_body);
  CHECK(wrong.response_headers.find("Content-Length") == std::to_string(length + 10));
  CHECK(wrong.response_headers.find("Content-Type") == own.response_headers.find("Content-Type"));
}

TEST_CASE("a response that trickled when its world was reset is recorded as far as it was sent") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "slow", .phase = Phase::response, .effect = effects::throttle(500)});
  Response seen;
  {
    const std::jthread client([&] { seen = stage.get(list); });
    stage.world->virtual_clock()->wait_for_waiters(1);
    CHECK(stage.last().status == 200);
    stage.world->reset();
  }
  const auto entry = stage.last();
  CHECK(entry.ending == Ending::closed);
  CHECK(entry.bytes_sent == 50);
  CHECK(entry.status == 200);
  CHECK(entry.response_body.empty());
  CHECK(entry.response_headers.size() <= 1);
  REQUIRE(entry.tenant_response);
  CHECK_THAT(entry.tenant_response->body, Contains("sync_destinations"));
}

TEST_CASE("no part of a key that was cut is in an entry") {
  auto spec = sample_world();
  auto& story = spec.tenants[0].stories[0];
  story.name = "before origin-key after";
  const std::string path = "/api/v1/stories/" + std::to_string(story.id.value);
  Stage whole({}, spec);
  const auto body = whole.get(path).body;
  const auto begin = body.find("origin-key");
  REQUIRE(begin != body.npos);
  for (const std::size_t part : {3, 9, 10, 12}) {
    Stage stage({}, spec);
    stage.inject({.name = "cut",
                  .phase = Phase::response,
                  .effect = effects::truncate(static_cast<std::int64_t>(begin + part))});
    stage.get(path);
    const auto seen = stage.last().response_body;
    CHECK_THAT(seen, Catch::Matchers::EndsWith(part < 10   ? "before "
                                               : part < 12 ? "before [redacted]"
                                                           : "before [redacted] a"));
    CHECK_THAT(stage.last().tenant_response->body, !Contains("origin-key"));
  }
}

TEST_CASE("the recorded response to HEAD has no body") {
  Stage stage;
  if (GENERATE(false, true))
    stage.inject({.name = "r", .phase = Phase::response, .effect = effects::throttle(1 << 29)});
  stage.exchange.handle({.method = "HEAD", .target = list, .headers = stage.authorised});
  CHECK(stage.last().status == 200);
  CHECK(stage.last().response_body.empty());
}

TEST_CASE("an error that quotes a key is sent without it, also where a rule acts on its bytes") {
  Stage stage;
  stage.inject({.name = "r", .phase = Phase::response, .effect = effects::throttle(1 << 29)});
  const auto seen = stage.get("/api/v1/stories/origin-key");
  CHECK(seen.status >= 400);
  CHECK_THAT(seen.body, !Contains("origin-key") && Contains("[redacted]"));
  CHECK(stage.last().response_body == seen.body);
  CHECK_FALSE(seen.headers.find("Date"));
  CHECK_FALSE(seen.headers.find("Content-Length"));
}

TEST_CASE("a client without a socket, too, gets the Content-Length that is wrong") {
  Stage stage;
  stage.inject(
      {.name = "r", .phase = Phase::response, .effect = effects::wrong_content_length(10)});
  const auto seen = stage.get(list);
  CHECK(seen.headers.find("Content-Length") == std::to_string(seen.body.size() + 10));
}

TEST_CASE("no key is in the tenant's response of an entry, nor in the headers of a response") {
  Stage stage;
  stage.inject(
      {.name = "r",
       .phase = Phase::response,
       .effect = effects::Answer{
           .status = 502, .headers = {{"X-Upstream", "origin-key"}, {"Set-Cookie", "session=1"}}}});
  stage.get("/api/v1/stories/origin-key");
  const auto entry = stage.last();
  CHECK(entry.response_headers.find("X-Upstream") == "[redacted]");
  CHECK(entry.response_headers.find("Set-Cookie") == "session=[redacted]");
  REQUIRE(entry.tenant_response);
  CHECK_THAT(entry.tenant_response->body, !Contains("origin-key"));
}

TEST_CASE("an entry says on the world's clock when the response was sent") {
  Stage stage({.virtual_clock = true});
  stage.inject(
      {.name = "late", .phase = Phase::response, .effect = effects::delay(Milliseconds(500))});
  std::thread client([&] { stage.get(list); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  CHECK_FALSE(stage.last().answered_at);
  stage.world->virtual_clock()->advance(Milliseconds(500));
  client.join();
  CHECK(stage.last().answered_at == stage.last().at + Milliseconds(500));
}

TEST_CASE("a response that is lost has an end, one that is stalled has none") {
  CHECK(create_under(Phase::after_commit, effects::reset()).answered_at.has_value());
  CHECK_FALSE(create_under(Phase::after_commit, effects::Stall{}).answered_at.has_value());
}

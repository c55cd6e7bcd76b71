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
  const auto cut = create_under(Phase::response, effects::Close{20});
  CHECK(cut.status == 201);
  CHECK_FALSE(cut.tenant_response);
  CHECK_FALSE(create_under(Phase::response, effects::missing_field("/nothing")).tenant_response);
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

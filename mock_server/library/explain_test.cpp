#include "support/random.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <thread>

#include <nlohmann/json.hpp>

// Why each rule did or did not act on a request: one test for each reason.

using namespace tines_mock;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

/// A server with a virtual clock, whose last request is explained.
struct ExplainingServer {
  MockServer server{sample_world(), {.rng_seed = 5, .virtual_clock = true}, {.listen = false}};

  void inject(FaultRule rule) { server.inject(std::move(rule)); }
  Response send(std::string method, std::string path, std::string body = {}) {
    return server.handle({.method = std::move(method),
                          .target = "/api/v1" + path,
                          .headers = {{"Authorization", "Bearer origin-key"}},
                          .body = std::move(body)});
  }
  Response get() { return send("GET", "/stories"); }
  Response create() {
    return send("POST", "/admin/sync_destinations",
                R"({"destination_tenant_url": "https://dest.tines.com", "team_id": 7,
                    "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
                    "story_ids": [9981, 9982]})");
  }
  std::vector<Explanation> all() { return server.world().explain(server.requests().back().number); }
  Explanation only() {
    auto rules = all();
    REQUIRE(rules.size() == 1);
    return rules[0];
  }
  std::string why() { return only().why; }
};

FaultRule at(Phase phase, Effect effect = effects::answer(503)) {
  return {.name = "r", .phase = phase, .effect = std::move(effect)};
}

FaultRule rule() {
  return at(Phase::before_commit);
}

}  // namespace

TEST_CASE("a rule that acted is explained as the match that it was") {
  ExplainingServer face;
  auto acting = rule();
  acting.when = operation("story.*");
  face.inject(acting);
  face.get();
  face.get();
  const auto about = face.only();
  CHECK(about.rule == "r");
  CHECK(about.phase == Phase::before_commit);
  CHECK(about.effect == "answer");
  CHECK(about.fits);
  CHECK(about.n == 2);
  CHECK(about.acted);
  CHECK(about.why == "acted: 2nd match of operation \"story.*\"");
  CHECK_FALSE(about.story_id);
}

TEST_CASE("a match that was not chosen is explained by what left it out") {
  ExplainingServer face;
  auto left_out = rule();
  SECTION("skip") {
    left_out.skip = 2;
    face.inject(left_out);
    face.get();
    CHECK(face.why() == "fits, but skipped: 1 of the first 2");
    face.get();
    CHECK(face.why() == "fits, but skipped: 2 of the first 2");
    face.get();
    CHECK(face.only().acted);
  }
  SECTION("every") {
    left_out.skip = 1;
    left_out.every = 3;
    face.inject(left_out);
    for (int i = 0; i < 3; ++i) face.get();
    CHECK(face.why() == "fits, but only each 3rd acts, this was the 2nd");
    CHECK(face.only().n == 3);
    face.get();
    CHECK(face.only().acted);
  }
  SECTION("nth") {
    left_out.when.nth = 12;
    face.inject(left_out);
    face.get();
    CHECK(face.why() == "fits, but only the 12th acts, this was the 1st");
  }
  SECTION("probability") {
    left_out.probability = 0.25;
    face.inject(left_out);
    for (std::uint64_t n = 1; n <= 20; ++n) {
      const bool acts = face.get().status == 503;
      CHECK(acts == (Draws(5, "r", n).uniform() < 0.25));
      CHECK(face.only().acted == acts);
      if (!acts) CHECK_THAT(face.why(), Contains("fits, but probability 0.25 drew 0."));
    }
  }
  SECTION("quota") {
    face.inject(at(Phase::request, effects::rate_limited(1, Milliseconds(500))));
    face.get();
    CHECK(face.why() == "within its quota of 1 in 500 ms");
    face.get();
    CHECK(face.only().acted);
  }
  CHECK(face.only().fits);
}

TEST_CASE("a rule that is used up or expired fits a request and does not count it") {
  ExplainingServer face;
  auto ended = rule();
  SECTION("times") {
    ended.times = 1;
    face.inject(ended);
    face.get();
    face.get();
    CHECK(face.why() == "used up: it had acted 1 of 1 times");
  }
  SECTION("nth") {
    ended.when.nth = 1;
    face.inject(ended);
    face.get();
    face.get();
    CHECK(face.why() == "used up: the 1st had come");
  }
  SECTION("expired") {
    ended.expires_after = Milliseconds(100);
    face.inject(ended);
    face.server.virtual_clock().advance(Milliseconds(100));
    face.get();
    CHECK(face.why() == "expired before the request came");
  }
  CHECK(face.only().fits);
  CHECK_FALSE(face.only().n);
  CHECK_FALSE(face.only().acted);
}

TEST_CASE("a rule that expires while a request waits is explained so") {
  ExplainingServer face;
  auto slow = at(Phase::request, effects::delay(Milliseconds(200)));
  slow.name = "slow";
  face.inject(slow);
  auto expiring = rule();
  expiring.expires_after = Milliseconds(100);
  face.inject(expiring);
  face.server.virtual_clock().advance_while([&] { face.get(); });
  CHECK(face.all().at(0).acted);
  CHECK(face.all().at(1).why == "expired while the request was under way");
}

TEST_CASE("a rule that does not fit is explained by each difference, and without secrets") {
  ExplainingServer face;
  auto other = rule();
  other.when = {.tenant = "dest", .path = "/api/v1/teams", .headers = {{"X-Key", "dest-key"}}};
  face.inject(other);
  face.get();
  CHECK_FALSE(face.only().fits);
  CHECK_THAT(face.why(), Contains("tenant differs: expected \"dest\", found \"origin\"") &&
                             Contains("path differs: expected \"/api/v1/teams\", found "
                                      "\"/api/v1/stories\"") &&
                             Contains("header X-Key differs") && !Contains("dest-key"));
}

TEST_CASE("a create does not fit the id that it was given only then") {
  ExplainingServer face;
  auto later = rule();
  later.when.sync_destination_id = SyncDestinationId(24);
  face.inject(later);
  face.create();
  CHECK(face.why() == "sync_destination_id differs: expected 24, found none");
}

TEST_CASE("a stale read is only for requests that read") {
  ExplainingServer face;
  face.inject(at(Phase::before_commit, effects::stale_read(Milliseconds(5))));
  face.create();
  CHECK(face.why() == "method differs: expected \"GET\" or \"HEAD\", found \"POST\"");
}

TEST_CASE("of two rules that fire, the later one is explained by the earlier") {
  ExplainingServer face;
  face.inject(rule());
  auto second = rule();
  second.name = "second";
  face.inject(second);
  face.get();
  const auto rules = face.all();
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].acted);
  CHECK(rules[1].why == "an earlier rule acted");
  CHECK(rules[1].n == 1);
  CHECK_FALSE(rules[1].acted);
}

TEST_CASE("a rule that fired and found nothing to change is explained by that") {
  ExplainingServer face;
  face.inject(at(Phase::response, effects::missing_field("/nothing")));
  face.get();
  CHECK_THAT(face.why(), Contains("nothing that it could change"));
}

TEST_CASE("a rule whose phase a request did not come to is explained by that") {
  ExplainingServer face;
  SECTION("an earlier rule ended the request, whose body nobody has read") {
    auto cut = at(Phase::request, effects::close());
    cut.name = "cut";
    face.inject(cut);
    auto later = rule();
    later.when.body_json = R"({"team_id": 7})";
    face.inject(later);
    face.create();
    CHECK(face.all().at(1).why == "the request ended before this phase");
    CHECK(face.server.requests().back().reached == Phase::request);
  }
  SECTION("the operation did not succeed") {
    face.inject(at(Phase::after_commit));
    face.send("GET", "/stories/1");
    CHECK(face.why() == "there was no such phase: the operation did not succeed");
    CHECK(face.server.requests().back().reached == Phase::response);
  }
  SECTION("no tenant was asked") {
    face.inject(rule());
    face.server.handle({.method = "GET", .target = "/t/nobody/api/v1/info"});
    CHECK(face.why() == "the request names no tenant, so that no rule is asked");
    CHECK_FALSE(face.server.requests().back().reached);
  }
  SECTION("a rule at connect") {
    face.inject({.name = "r", .phase = Phase::connect, .effect = effects::close(), .times = 1});
    face.get();
    CHECK(face.why() == "it acts on connections, before there is a request");
    CHECK_FALSE(face.only().fits);
  }
}

TEST_CASE("a request that is held has not come to later phases, and the rule that holds it acted") {
  ExplainingServer face;
  std::jthread client;
  auto held = face.server.hold(operation("sync_destination.create"), Phase::before_commit);
  face.inject(at(Phase::response));
  client = std::jthread([&] { face.create(); });
  held.wait_until_reached();
  const auto rules = face.all();
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].acted);
  CHECK(rules[1].why == "the request has not come to this phase");
}

TEST_CASE("rules that were added after a request, and those that were removed since") {
  ExplainingServer face;
  face.inject(rule());
  face.get();
  face.server.world().clear_faults();
  face.inject(rule());
  const auto rules = face.all();
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].why == "added after the request arrived");
  CHECK_FALSE(rules[0].acted);
  CHECK(rules[1].why == "acted: its 1st match (removed since)");
  CHECK(rules[1].acted);
  CHECK(rules[1].n == 1);
}

TEST_CASE("each push before the response is explained, for each rule at that phase") {
  ExplainingServer face;
  face.inject({.name = "one story",
               .when = {.story_id = StoryId(9982)},
               .phase = Phase::push,
               .effect = effects::push_fails()});
  face.inject(
      {.name = "second push", .phase = Phase::push, .effect = effects::push_stuck(), .skip = 1});
  face.create();
  const auto rules = face.all();
  REQUIRE(rules.size() == 4);
  CHECK(rules[0].sync_destination_id == SyncDestinationId(24));
  CHECK(rules[0].story_id == StoryId(9981));
  CHECK(rules[0].why == "story_id differs: expected 9982, found 9981");
  CHECK(rules[1].story_id == StoryId(9982));
  CHECK(rules[1].acted);
  CHECK(rules[2].why == "fits, but skipped: 1 of the first 1");
  CHECK(rules[3].why == "an earlier rule acted");
  CHECK(rules[3].n == 2);
}

TEST_CASE("a rule at push is explained when there was no push, and when it came too late") {
  ExplainingServer face;
  face.inject(at(Phase::push, effects::push_stuck()));
  face.get();
  CHECK(face.why() == "the request caused no push before its response");
  CHECK_FALSE(face.only().fits);
  CHECK_FALSE(face.only().story_id);
  face.create();
  CHECK(face.all().size() == 2);
  face.server.world().clear_faults();
  face.inject({.name = "late", .phase = Phase::push, .effect = effects::push_stuck()});
  CHECK(face.all().at(0).why == "added after the request arrived");
}

TEST_CASE("of a request that pushes very many stories, the first pushes are explained") {
  ExplainingServer face;
  std::string ids;
  for (std::size_t i = 0; i <= limits::explained_pushes; ++i) {
    const auto id = face.server.tenant("origin").add_story({.name = "s", .team_id = TeamId(7)});
    ids += (ids.empty() ? "" : ",") + std::to_string(id.value);
  }
  face.inject(at(Phase::push, effects::push_fails()));
  face.send("POST", "/admin/sync_destinations",
            R"({"destination_tenant_url": "https://dest.tines.com", "team_id": 7,
                "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
                "story_ids": [)" +
                ids + "]}");
  CHECK(face.server.requests().back().faults.size() == limits::explained_pushes + 1);
  CHECK(face.all().size() == limits::explained_pushes);
}

TEST_CASE("explain rejects the number of a request that is not in the journal") {
  ExplainingServer face;
  face.get();
  CHECK_THROWS_WITH(face.server.world().explain(2), Contains("explain(2)"));
  CHECK(face.server.world().explain(1).empty());
}

TEST_CASE("the explanation over HTTP says the same, and no secret") {
  ExplainingServer face;
  face.inject(
      {.name = "dest-key", .phase = Phase::push, .effect = effects::push_stuck(), .skip = 1});
  face.create();
  const auto ask = [&](const std::string& path) {
    return face.server.handle({.target = "/__admin/requests/" + path + "/explain"});
  };
  const auto response = ask("1");
  REQUIRE(response.status == 200);
  CHECK_THAT(response.body, !Contains("dest-key"));
  const auto json = nlohmann::json::parse(response.body);
  CHECK(json["number"] == 1);
  REQUIRE(json["rules"].size() == 2);
  const auto& first = json["rules"][0];
  CHECK(first["phase"] == "push");
  CHECK(first["effect"] == "push_stuck");
  CHECK(first["push"] == nlohmann::json{{"sync_destination_id", 24}, {"story_id", 9981}});
  CHECK(first["fits"] == true);
  CHECK(first["n"] == 1);
  CHECK(first["acted"] == false);
  CHECK(first["why"] == "fits, but skipped: 1 of the first 1");
  CHECK(json["rules"][1]["acted"] == true);
  CHECK(ask("2").status == 404);
  CHECK(ask("x").status == 404);
}

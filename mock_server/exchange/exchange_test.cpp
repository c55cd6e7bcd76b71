#include "exchange/exchange.hpp"

#include "support/catch2.hpp"

#include <thread>

using namespace tines_mock;
using namespace tines_mock::exchange;

namespace {

struct Stage {
  explicit Stage(WorldOptions options = {}, WorldSpec spec = sample_world())
      : world(std::make_shared<HostedWorld>("default", std::move(spec), std::move(options))) {}

  void inject(FaultRule rule) {
    REQUIRE(world->faults().add({std::move(rule)}, world->clock().now()).empty());
  }
  Response get(std::string path) {
    return exchange.handle({.target = std::move(path), .headers = authorised});
  }
  Response create() {
    return exchange.handle({.method = "POST",
                            .target = "/api/v1/admin/sync_destinations",
                            .headers = authorised,
                            .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                        "destination_tenant_api_key": "dest-key", "team_id": 7,
                                        "destination_team_id": 42, "story_ids": [9981]})"});
  }
  std::size_t destinations() {
    return world->locked([](domain::World& domain, Time) {
      return domain.find_tenant("origin")->sync_destinations().size();
    });
  }
  JournalEntry last() { return world->journal().entries().back(); }

  const Headers authorised{{"Authorization", "Bearer origin-key"}};
  std::shared_ptr<HostedWorld> world;
  Hosting hosting{world};
  std::vector<std::string> control_targets;
  Exchange exchange{hosting,
                    [this](const Request& request) {
                      control_targets.push_back(request.target);
                      return Response{.status = 200, .headers = {}, .body = "control"};
                    },
                    {}};
};

constexpr auto list = "/api/v1/admin/sync_destinations";

}  // namespace

TEST_CASE("before the commit a fault leaves the state as it was, after it the state has changed") {
  Stage stage;
  stage.inject({.name = "before", .phase = Phase::before_commit, .effect = reset(), .times = 1});
  CHECK(stage.create().ending == Ending::reset);
  CHECK(stage.destinations() == 0);
  CHECK_FALSE(stage.last().committed);

  stage.inject({.name = "after", .phase = Phase::after_commit, .effect = reset(), .times = 1});
  CHECK(stage.create().ending == Ending::reset);
  CHECK(stage.destinations() == 1);
  CHECK(stage.last().committed);
  CHECK(stage.last().faults.at(0).rule == "after");
  CHECK(stage.last().bytes_sent == 0);
}

TEST_CASE("a refused request does not reach the phase after the commit") {
  Stage stage;
  stage.inject({.name = "after", .phase = Phase::after_commit, .effect = reset(), .times = 1});
  CHECK(stage.get("/api/v1/stories/1").status == 404);
  CHECK(stage.world->faults().unfired() == std::vector<std::string>{"after"});
  CHECK(stage.get("/api/v1/stories/9981").ending == Ending::reset);
}

TEST_CASE("of two rules that fire at one phase the first acts, and the journal names both") {
  Stage stage;
  stage.inject({.name = "first", .phase = Phase::request, .effect = Answer{.status = 502}});
  stage.inject({.name = "second", .phase = Phase::request, .effect = reset()});
  CHECK(stage.get(list).status == 502);
  const auto faults = stage.last().faults;
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].applied);
  CHECK(faults[1].rule == "second");
  CHECK_FALSE(faults[1].applied);
}

TEST_CASE("rules at different phases can meet the same request") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "late", .phase = Phase::request, .effect = delay(Milliseconds(500))});
  stage.inject({.name = "cut", .phase = Phase::response, .effect = Close{20}});
  Response response;
  std::thread client([&] { response = stage.get(list); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  CHECK(stage.world->journal().size() == 1);  // known while it still waits
  stage.world->virtual_clock()->advance(Milliseconds(500));
  client.join();
  CHECK(response.ending == Ending::closed);
  CHECK(response.body.size() == 20);
  CHECK(stage.last().bytes_sent == 20);
  CHECK(stage.world->journal().size() == 1);
}

TEST_CASE("a list that lags does not show what was created within that time") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "lag",
                .when = operation("sync_destination.list"),
                .phase = Phase::before_commit,
                .effect = StaleRead{Milliseconds(1000)}});
  stage.create();
  CHECK(stage.get(list).body.find("\"count\":0") != std::string::npos);
  stage.world->virtual_clock()->advance(Milliseconds(1000));
  CHECK(stage.get(list).body.find("\"count\":1") != std::string::npos);
}

TEST_CASE("a push fault stands in the entry of the request that made the push") {
  Stage stage;
  stage.inject({.name = "down", .phase = Phase::push, .effect = PushFails{}, .times = 1});
  CHECK(stage.create().status == 201);
  REQUIRE(stage.last().faults.size() == 1);
  CHECK(stage.last().faults[0].rule == "down");
  CHECK(stage.last().faults[0].phase == Phase::push);
}

TEST_CASE("the control API is neither journaled nor faulted") {
  Stage stage;
  stage.inject({.name = "everything", .phase = Phase::request, .effect = reset()});
  CHECK(stage.get("/__admin/health").body == "control");
  CHECK(stage.control_targets == std::vector<std::string>{"/__admin/health"});
  CHECK(stage.world->journal().size() == 0);
}

TEST_CASE("a world that asks for a rate limit enforces it until its window ends") {
  auto spec = sample_world();
  spec.rate_limit = RateLimit{2, Milliseconds(1500)};
  Stage stage({.virtual_clock = true}, spec);
  CHECK(stage.get(list).status == 200);
  CHECK(stage.get(list).status == 200);
  const auto limited = stage.get(list);
  CHECK(limited.status == 429);
  CHECK(limited.headers.find("Retry-After") == "2");
  CHECK(stage.get("/api/v1/info").status == 200);  // the limit is this family's
  stage.world->virtual_clock()->advance(Milliseconds(1500));
  CHECK(stage.get(list).status == 200);
}

TEST_CASE("a state that is imported brings its rate limit, and a reset forgets what has come") {
  Stage stage({.virtual_clock = true});
  auto spec = sample_world();
  spec.rate_limit = RateLimit{1, Milliseconds(1500)};
  stage.world->import_state(spec);
  CHECK(stage.get(list).status == 200);
  CHECK(stage.get(list).status == 429);
  CHECK(stage.world->export_state().rate_limit->requests == 1);
  stage.world->reset();
  CHECK(stage.get(list).status == 200);
  CHECK(stage.get(list).status == 429);
  stage.world->import_state(sample_world());
  CHECK(stage.get(list).status == 200);
}

TEST_CASE("a key in a wrong place comes back in no answer and stands in no entry") {
  Stage stage;
  const std::string key = "origin-key";
  for (const auto& response :
       {stage.get("/api/v1/" + key), stage.get("/api/v1/stories?team_id=" + key),
        stage.get("/t/" + key + "/api/v1/info"), stage.get("/api/v1/stories?order=" + key)}) {
    CHECK(response.status >= 400);
    CHECK(response.body.find(key) == std::string::npos);
  }
  for (const auto& entry : stage.world->journal().entries())
    CHECK((entry.request.target + entry.path + entry.response_body).find(key) == std::string::npos);
}

TEST_CASE("a key that a client gives is hidden from then on, in the same request as well") {
  Stage stage;
  const std::string key = "runtime-key-4711";
  const auto with_key = [&](std::string method, std::string target, std::string body) {
    return stage.exchange.handle({.method = std::move(method),
                                  .target = std::move(target),
                                  .headers = stage.authorised,
                                  .body = std::move(body)});
  };
  const auto refused = with_key(
      "PUT", "/api/v1/" + key,
      R"({"note":"runtime-key-4711","destination_tenant_api_key":"runtime-key-\u0034711"})");
  CHECK(refused.body.find(key) == std::string::npos);
  with_key("GET", "/api/v1/stories?api_key=" + key, "");
  with_key("POST", list, R"({"note":"runtime-key-4711"})");
  for (const auto& entry : stage.world->journal().entries())
    CHECK((entry.request.target + entry.path + entry.request.body).find("4711") ==
          std::string::npos);
}

TEST_CASE("a secret of the server stands in no world's journal, of worlds added later neither") {
  Stage stage;
  stage.hosting.know("control-token");
  stage.hosting.add(
      std::make_shared<HostedWorld>("other", sample_world(), WorldOptions{.rng_seed = 1}));
  for (const auto& target : {"/t/control-token", "/w/other/t/control-token"})
    CHECK(stage.get(target).body.find("control-token") == std::string::npos);
  for (const auto& world : stage.hosting.worlds()) {
    REQUIRE(world->journal().size() == 1);
    CHECK(world->journal().entries()[0].path.find("control-token") == std::string::npos);
  }
}

TEST_CASE("a key with escapes of JSON in the path is recognised in the answer, which is JSON") {
  auto spec = sample_world();
  spec.tenants[0].keys.push_back({.secret = "UPPER\"key-Ab"});
  Stage stage({}, spec);
  for (const std::string path :
       {R"(/api/v1/\u0055PPER\"key-Ab)", "/api/v1/UPPER%22key-Ab", "/api/v1/%2555PPER%2522key-Ab"})
    CHECK(stage.get(path).body.find("found /api/v1/[redacted]") != std::string::npos);
}

TEST_CASE("an entry holds the story and the sync destination that its path names") {
  Stage stage;
  const auto ids_of = [&](std::string method, std::string path) {
    stage.exchange.handle({.method = std::move(method), .target = std::move(path)});
    return std::pair(stage.last().story_id, stage.last().sync_destination_id);
  };
  const std::optional<StoryId> story(9981);
  const std::optional<SyncDestinationId> destination(24);
  const std::string one = std::string(list) + "/24";
  CHECK(ids_of("GET", "/api/v1/stories/9981") == std::pair(story, decltype(destination)()));
  CHECK(ids_of("GET", one) == std::pair(decltype(story)(), destination));
  CHECK(ids_of("POST", one + "/story/9981/sync") == std::pair(story, destination));
  CHECK(ids_of("GET", "/api/v1/teams/7") == std::pair(decltype(story)(), decltype(destination)()));
  CHECK(stage.world->journal().check({.story_id = StoryId(9981)}, exactly(2)).holds);
  CHECK(stage.world->journal().check({.sync_destination_id = destination}, exactly(2)).holds);
}

TEST_CASE("the entry of a create holds the sync destination that it made") {
  Stage stage;
  stage.inject({.name = "of that one",
                .when = {.sync_destination_id = SyncDestinationId(24)},
                .phase = Phase::response,
                .effect = reset()});
  CHECK(stage.create().status == 201);  // rules are about what a request names
  CHECK(stage.last().sync_destination_id == SyncDestinationId(24));
}

TEST_CASE("links start with the URL through which the request came") {
  Stage stage;
  const auto link_of = [&](std::string target, std::string host) {
    auto headers = stage.authorised;
    headers.add("Host", std::move(host));
    const auto body = stage.exchange.handle({.target = std::move(target), .headers = headers}).body;
    const auto begin = body.find("http");
    return body.substr(begin, body.find("/api/v1", begin) - begin);
  };
  CHECK(link_of("/t/origin/api/v1/stories", "mock.example:81") ==
        "http://mock.example:81/t/origin");
  CHECK(link_of("/w/default/t/origin/api/v1/stories", "a") == "http://a/w/default/t/origin");
  CHECK(link_of("/api/v1/stories", "origin.tines.com") == "http://origin.tines.com");
}

#include "exchange/testing/stage.hpp"

#include <stdexcept>
#include <thread>

using namespace tines_mock;
using namespace tines_mock::exchange;
using namespace tines_mock::exchange::testing;

TEST_CASE("before the commit a fault leaves the state as it was, after it the state has changed") {
  Stage stage;
  stage.inject(
      {.name = "before", .phase = Phase::before_commit, .effect = effects::reset(), .times = 1});
  CHECK(stage.create().ending == Ending::reset);
  CHECK(stage.destinations() == 0);
  CHECK_FALSE(stage.last().committed);

  stage.inject(
      {.name = "after", .phase = Phase::after_commit, .effect = effects::reset(), .times = 1});
  CHECK(stage.create().ending == Ending::reset);
  CHECK(stage.destinations() == 1);
  CHECK(stage.last().committed);
  CHECK(stage.last().faults.at(0).rule == "after");
  CHECK(stage.last().bytes_sent == 0);
}

TEST_CASE("a request that is rejected does not reach the phase after_commit") {
  Stage stage;
  stage.inject(
      {.name = "after", .phase = Phase::after_commit, .effect = effects::reset(), .times = 1});
  CHECK(stage.get("/api/v1/stories/1").status == 404);
  CHECK(stage.world->faults().unfired() == std::vector<std::string>{"after"});
  CHECK(stage.get("/api/v1/stories/9981").ending == Ending::reset);
}

TEST_CASE("when two rules fire at one phase the first acts, and the entry names both") {
  Stage stage;
  stage.inject(
      {.name = "first", .phase = Phase::request, .effect = effects::Answer{.status = 502}});
  stage.inject({.name = "second", .phase = Phase::request, .effect = effects::reset()});
  CHECK(stage.get(list).status == 502);
  const auto faults = stage.last().faults;
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].applied);
  CHECK(faults[1].rule == "second");
  CHECK_FALSE(faults[1].applied);
}

TEST_CASE("rules at different phases can act on the same request") {
  Stage stage({.virtual_clock = true});
  stage.inject(
      {.name = "late", .phase = Phase::request, .effect = effects::delay(Milliseconds(500))});
  stage.inject({.name = "cut", .phase = Phase::response, .effect = effects::Close{20}});
  Response response;
  std::thread client([&] { response = stage.get(list); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  CHECK(stage.world->journal().size() == 1);  // recorded while it still waits
  stage.world->virtual_clock()->advance(Milliseconds(500));
  client.join();
  CHECK(response.ending == Ending::closed);
  CHECK(response.body.size() == 20);
  CHECK(stage.last().bytes_sent == 20);
  CHECK(stage.world->journal().size() == 1);
}

TEST_CASE("a list that lags does not show what was created during the lag") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "lag",
                .when = operation("sync_destination.list"),
                .phase = Phase::before_commit,
                .effect = effects::StaleRead{Milliseconds(1000)}});
  stage.create();
  CHECK(stage.get(list).body.find("\"count\":0") != std::string::npos);
  stage.world->virtual_clock()->advance(Milliseconds(1000));
  CHECK(stage.get(list).body.find("\"count\":1") != std::string::npos);
}

TEST_CASE("a push fault is recorded in the entry of the request that caused the push") {
  Stage stage;
  stage.inject({.name = "down", .phase = Phase::push, .effect = effects::PushFails{}, .times = 1});
  CHECK(stage.create().status == 201);
  REQUIRE(stage.last().faults.size() == 1);
  CHECK(stage.last().faults[0].rule == "down");
  CHECK(stage.last().faults[0].phase == Phase::push);
}

TEST_CASE("a push that no request caused is recorded in no entry") {
  Stage stage({.virtual_clock = true, .sync_mode = SyncMode::deferred});
  stage.inject({.name = "down", .phase = Phase::push, .effect = effects::PushFails{}});
  CHECK(stage.create().status == 201);
  CHECK(stage.last().faults.empty());  // the push is due later
  stage.world->virtual_clock()->advance(Milliseconds(1000));
  CHECK(stage.get("/api/v1/info").status == 200);
  CHECK(stage.get(list).body.find("\"failed\"") != std::string::npos);
  stage.world->locked([](domain::World& domain, Time now) {
    auto& tenant = *domain.find_tenant("origin");
    return bool(domain.change_story(
        tenant, StoryId(9981), [](Story& story) { story.name = "New"; }, now));
  });
  stage.world->virtual_clock()->advance(Milliseconds(1000));
  CHECK(stage.get(list).status == 200);
  for (const auto& entry : stage.world->journal().entries()) CHECK(entry.faults.empty());
  CHECK(stage.world->faults().list(stage.world->clock().now())[0].fired == 2);
}

TEST_CASE("a rule that finds nothing to change has not acted, and the entry says why") {
  Stage stage;
  const auto changes_nothing = [&](Phase phase, Effect effect) {
    stage.world->faults().clear();
    stage.inject({.name = "r", .phase = phase, .effect = std::move(effect)});
    const auto plain = stage.get("/api/v1/info");
    CHECK(stage.last().status == 200);
    const auto status = stage.world->faults().list(stage.world->clock().now())[0];
    CHECK(status.fired == 1);
    CHECK(status.unchanged == 1);
    CHECK(stage.world->faults().unfired() == std::vector<std::string>{"r"});
    const auto fired = stage.last().faults.at(0);
    CHECK_FALSE(fired.applied);
    return fired.why_not;
  };
  constexpr auto nothing = "the answer has nothing that it could change";
  CHECK(changes_nothing(Phase::response, effects::MissingField{"/no/such"}) == nothing);
  CHECK(changes_nothing(Phase::response, effects::WrongType{"/no/such"}) == nothing);
  CHECK(changes_nothing(Phase::response, effects::WrongContentType{"application/json"}) == nothing);
  CHECK(changes_nothing(Phase::response, effects::Close{100'000}) == nothing);
  CHECK(changes_nothing(Phase::response, effects::Truncate{100'000}) == nothing);
  CHECK(changes_nothing(Phase::before_commit, effects::StaleRead{}) ==
        "nothing was created so lately");
  CHECK(changes_nothing(Phase::request, effects::delay(Milliseconds(0))) == "the delay was 0 ms");
  stage.world->faults().clear();
  stage.inject(
      {.name = "r", .phase = Phase::response, .effect = effects::MissingField{"/stack/name"}});
  stage.get("/api/v1/info");
  CHECK(stage.last().faults.at(0).applied);
  CHECK(stage.world->faults().unfired().empty());
}

TEST_CASE("a stale read acts when it hides something") {
  Stage stage({.virtual_clock = true});
  stage.inject(
      {.name = "lag", .phase = Phase::before_commit, .effect = effects::StaleRead{}, .skip = 0});
  stage.create();
  CHECK(stage.get(list).body.find("\"count\":0") != std::string::npos);
  CHECK(stage.last().faults.at(0).applied);
  CHECK(stage.get(std::string(list) + "/24").status == 404);
  CHECK(stage.last().faults.at(0).applied);
}

TEST_CASE("the API, fault rules and verifications read a path in the same way") {
  Stage stage;
  stage.inject({.name = "r",
                .when = {.path = "/api/v1/stories"},
                .phase = Phase::response,
                .effect = effects::Answer{.status = 503}});
  for (const char* target :
       {"/api/v1/stories", "/api/v1/stories/", "/api//v1/stories", "/api/v1/%73tories",
        "//api/v1/stories?page=1", "/t/origin/api/v1/stories/", "/t//origin//api/v1/stories"}) {
    INFO(target);
    CHECK(stage.get(target).status == 503);
    CHECK(stage.last().operation == "story.list");
    CHECK(stage.last().path == "/api/v1/stories");
    CHECK(stage.last().request.target == target);
  }
  CHECK(stage.world->journal().check({.path = "/api/v1/stories"}, exactly(7)).holds);
  CHECK(stage.world->journal().check({.path = "/api/v1//stories/"}, exactly(7)).holds);
}

TEST_CASE("a stale read does not act on a request that never reads") {
  auto spec = sample_world();
  spec.rate_limit = RateLimit{1, Milliseconds(1500)};
  Stage stage({}, spec);
  stage.inject(
      {.name = "lag", .phase = Phase::before_commit, .effect = effects::StaleRead{}, .skip = 1});
  stage.get(list);
  CHECK(stage.get(list).status == 429);
  CHECK_FALSE(stage.last().faults.at(0).applied);
  CHECK(stage.last().faults.at(0).why_not == "the rate limit was exceeded");
  CHECK(stage.world->faults().list(stage.world->clock().now())[0].unchanged == 1);
}

TEST_CASE("without a socket, too, HEAD and 204 have no body, also under a fault") {
  Stage stage;
  stage.inject({.name = "slow",
                .when = {.method = "HEAD"},
                .phase = Phase::response,
                .effect = effects::Throttle{1'000'000}});
  const auto head = stage.exchange.handle(
      {.method = "HEAD", .target = "/api/v1/stories", .headers = stage.authorised});
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.headers.find("Content-Length") ==
        std::to_string(stage.get("/api/v1/stories").body.size()));
  stage.inject({.name = "empty",
                .when = {.method = "GET"},
                .phase = Phase::response,
                .effect = effects::Answer{.status = 204, .body = "no"}});
  CHECK(stage.get(list).body.empty());
  CHECK(stage.last().response_body.empty());
}

TEST_CASE("HEAD is the same operation as GET, and its response has no body") {
  Stage stage;
  const auto head = stage.exchange.handle(
      {.method = "HEAD", .target = "/api/v1/stories", .headers = stage.authorised});
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(stage.last().operation == "story.list");
  CHECK(stage.last().request.method == "HEAD");
}

TEST_CASE("a reset brings back the rules that the world started with") {
  Stage stage({.faults = {{.name = "from the start",
                           .phase = Phase::request,
                           .effect = effects::Answer{.status = 503},
                           .times = 1}}});
  CHECK(stage.get(list).status == 503);
  CHECK(stage.get(list).status == 200);
  stage.world->faults().clear();
  stage.inject(
      {.name = "later", .phase = Phase::request, .effect = effects::Answer{.status = 500}});
  stage.world->reset();
  CHECK(stage.get(list).status == 503);
  CHECK(stage.get(list).status == 200);
}

TEST_CASE("an exception of an observer, of any type, is caught and recorded in the entry") {
  auto world = std::make_shared<HostedWorld>("default", sample_world(), WorldOptions{});
  Hosting hosting{world};
  int calls = 0;
  Exchange exchange{hosting, {}, [&](const JournalEntry&) {
                      if (++calls == 1) throw std::runtime_error("disk full, origin-key");
                      throw calls;
                    }};
  CHECK(exchange.handle({.target = "/api/v1/info"}).status == 401);
  CHECK(exchange.handle({.target = "/api/v1/info"}).status == 401);
  const auto entries = world->journal().entries();
  CHECK(entries.at(0).error == "on_request threw: disk full, [redacted]");
  CHECK(entries.at(1).error == "on_request threw: an exception that is no std::exception");
}

TEST_CASE("a mistake inside the mock gives status 500, and the entry says what it was") {
  Stage stage;
  // No request can make such a story.
  const auto id = stage.world->locked([](domain::World& domain, Time now) {
    Story broken{.name = "broken", .team_id = TeamId(7), .content = "{"};
    return domain.add_story(*domain.find_tenant("origin"), std::move(broken), now)->id.value;
  });
  const auto response = stage.get("/api/v1/stories/" + std::to_string(id) + "/export");
  CHECK(response.status == 500);
  CHECK(response.body.find("a mistake in the mock") != std::string::npos);
  CHECK(stage.last().status == 500);
  CHECK_FALSE(stage.last().error.empty());
  CHECK(stage.get("/api/v1/info").status == 200);
}

TEST_CASE("the control API is neither journaled nor faulted") {
  Stage stage;
  stage.inject({.name = "everything", .phase = Phase::request, .effect = effects::reset()});
  CHECK(stage.get("/__admin/health").body == "control");
  CHECK(stage.control_targets == std::vector<std::string>{"/__admin/health"});
  CHECK(stage.world->journal().size() == 0);
}

TEST_CASE("a world with a rate limit enforces it until the window ends") {
  auto spec = sample_world();
  spec.rate_limit = RateLimit{2, Milliseconds(1500)};
  Stage stage({.virtual_clock = true}, spec);
  CHECK(stage.get(list).status == 200);
  CHECK(stage.get(list).status == 200);
  const auto limited = stage.get(list);
  CHECK(limited.status == 429);
  CHECK(limited.headers.find("Retry-After") == "2");
  CHECK(stage.get("/api/v1/info").status == 200);  // the limit is for sync destinations only
  stage.world->virtual_clock()->advance(Milliseconds(1500));
  CHECK(stage.get(list).status == 200);
}

TEST_CASE("an imported state brings its rate limit, and a reset forgets the counted requests") {
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

TEST_CASE("a key in a wrong place is in no response and in no entry") {
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

TEST_CASE("a key that a client sends is hidden from then on, in the same request as well") {
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

TEST_CASE("a secret of the server is in no world's journal, also of worlds added later") {
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

TEST_CASE("a key with JSON escapes in the path is recognised in the response, which is JSON") {
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
                .effect = effects::reset()});
  CHECK(stage.create().status == 201);  // a matcher fits the ids that a request names
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

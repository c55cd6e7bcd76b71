#include "exchange/testing/stage.hpp"

#include <array>
#include <thread>
#include <vector>

// Requests that a rule with the effect hold keeps back, and what lets them go on.

using namespace tines_mock;
using namespace tines_mock::exchange;
using namespace tines_mock::exchange::testing;

namespace {

FaultRule hold_at(Phase phase, std::optional<Milliseconds> duration = {}) {
  return {.name = "gate", .phase = phase, .effect = effects::hold(duration), .times = 1};
}

/// A create on another thread that a rule holds.
struct Held {
  explicit Held(Stage& stage, Phase phase = Phase::before_commit,
                std::optional<Milliseconds> duration = {})
      : Held(stage, hold_at(phase, duration)) {}
  Held(Stage& stage, FaultRule rule) : stage_(stage) {
    stage.inject(std::move(rule));
    client_ = std::thread([this] { response_ = stage_.create(stop_.get_token()); });
    const auto reached = [&] { return stage.world->faults().gates().list()[0].reached == 1; };
    REQUIRE(stage.world->wait_until(reached, std::chrono::seconds(10), {}) == WaitEnd::met);
  }
  ~Held() {
    stop();
    if (client_.joinable()) client_.join();
  }
  void stop() { stop_.request_stop(); }
  Response response() {
    client_.join();
    return response_;
  }

 private:
  Stage& stage_;
  std::stop_source stop_;
  std::thread client_;
  Response response_;
};

}  // namespace

TEST_CASE("a request is held at its phase, and its entry says so meanwhile") {
  const auto phase =
      GENERATE(Phase::request, Phase::before_commit, Phase::after_commit, Phase::response);
  const bool committed = phase == Phase::after_commit || phase == Phase::response;
  Stage stage;
  Held held(stage, phase);
  CHECK(stage.destinations() == (committed ? 1 : 0));
  const auto entry = stage.last();
  CHECK(entry.committed == committed);
  CHECK(entry.ending == Ending::pending);
  CHECK(entry.bytes_sent == 0);
  REQUIRE(entry.faults.size() == 1);
  CHECK(entry.faults[0].rule == "gate");
  CHECK(entry.faults[0].effect == "hold");
  CHECK(entry.faults[0].applied);
  CHECK(stage.world->release("gate") == 1);
  CHECK(held.response().status == 201);
  CHECK(stage.destinations() == 1);
  CHECK(stage.last().ending == Ending::complete);
  CHECK(stage.last().faults.size() == 1);
}

TEST_CASE("other requests are served while one is held") {
  Stage stage;
  Held held(stage);
  CHECK(stage.create().status == 201);
  CHECK(stage.destinations() == 1);
}

TEST_CASE("a later rule of the same phase does not act on a request that was held") {
  Stage stage;
  Held held(stage);
  stage.world->release("gate");
  CHECK(held.response().status == 201);
  stage.inject({.name = "new", .phase = Phase::before_commit, .effect = effects::answer(503)});
  CHECK(stage.create().status == 503);
}

TEST_CASE("whatever removes the rule lets the request go on") {
  Stage stage;
  Held held(stage);
  SECTION("removed") {
    CHECK(stage.world->faults().remove("gate"));
  }
  SECTION("cleared") {
    stage.world->faults().clear();
  }
  CHECK(held.response().status == 201);
}

TEST_CASE("a request that is held when its state is replaced gets 409 and changes nothing more") {
  const auto phase = GENERATE(Phase::before_commit, Phase::after_commit);
  Stage stage;
  Held held(stage, phase);
  SECTION("by a reset") {
    stage.world->reset();
  }
  SECTION("by an import") {
    stage.world->import_state(sample_world());
  }
  CHECK(held.response().status == 409);
  CHECK(stage.destinations() == 0);
}

TEST_CASE("every request that waits at the response when its state is replaced gets 409") {
  const auto effect =
      GENERATE(Effect(effects::hold()), Effect(effects::delay(Milliseconds(600000))));
  for (int round = 0; round < 50; ++round) {
    Stage stage;
    stage.inject({.name = "late", .phase = Phase::response, .effect = effect});
    std::array<int, 4> statuses{};
    {
      std::vector<std::jthread> clients;
      for (auto& status : statuses) clients.emplace_back([&] { status = stage.get(list).status; });
      const auto all_wait = [&] {
        return stage.world->faults().list({})[0].applied == std::ssize(statuses);
      };
      REQUIRE(stage.world->wait_until(all_wait, std::chrono::seconds(10), {}) == WaitEnd::met);
      if (round % 2 == 0)
        stage.world->reset();
      else
        stage.world->end();
    }
    CHECK(statuses == std::array{409, 409, 409, 409});
  }
}

TEST_CASE("a stop of the server and a drop of the world let a held request go on") {
  Stage stage;
  Held held(stage);
  SECTION("stop") {
    held.stop();
    CHECK(held.response().status == 201);
  }
  SECTION("drop") {
    stage.world->end();
    CHECK(held.response().status == 409);
  }
}

TEST_CASE("a hold with a duration ends on the world's clock") {
  Stage stage({.virtual_clock = true});
  Held held(stage, Phase::before_commit, Milliseconds(500));
  auto& clock = *stage.world->virtual_clock();
  clock.wait_for_waiters(1);
  CHECK(stage.world->next_event() == clock.now() + Milliseconds(500));
  clock.advance(Milliseconds(499));
  CHECK(clock.waiting() == 1);
  clock.advance(Milliseconds(1));
  CHECK(held.response().status == 201);
}

TEST_CASE("a hold without a duration does not wait on the clock, so that nothing advances to it") {
  Stage stage({.virtual_clock = true});
  Held held(stage);
  CHECK(stage.world->virtual_clock()->waiting() == 0);
  CHECK_FALSE(stage.world->next_event());
  stage.world->virtual_clock()->advance(std::chrono::hours(24));
  CHECK(stage.world->faults().gates().find("gate")->waiting.size() == 1);
}

TEST_CASE("a create is answered while its push is held, and the push goes on when it is released") {
  Stage stage;
  stage.inject(hold_at(Phase::push));
  const auto created = stage.create();
  CHECK(created.status == 201);
  CHECK_THAT(created.body, Catch::Matchers::Contains("requires_sync"));
  REQUIRE(stage.last().faults.size() == 1);
  CHECK(stage.last().faults[0].applied);
  const auto gate = *stage.world->faults().gates().find("gate");
  REQUIRE(gate.waiting.size() == 1);
  const auto push = std::get<domain::Push>(gate.waiting[0].what);
  CHECK(push.origin_tenant == "origin");
  CHECK(push.story_id == StoryId(9981));

  const auto stories = [&] {
    return stage.world->locked(
        [](domain::World& world, Time) { return world.find_tenant("dest")->stories().size(); });
  };
  CHECK(stories() == 0);
  CHECK(stage.world->release("gate") == 1);
  CHECK(stories() == 1);
  CHECK(stage.world->faults().gates().find("gate")->waiting.empty());
}

TEST_CASE("a held push ends with the state that it belongs to") {
  Stage stage;
  stage.inject(hold_at(Phase::push));
  stage.create();
  stage.world->import_state(sample_world());
  CHECK(stage.world->faults().gates().find("gate")->waiting.empty());
  stage.world->reset();
  CHECK(stage.world->faults().gates().list().empty());
}

TEST_CASE("of more held pushes than the limit the first goes on") {
  Stage stage;
  stage.inject({.name = "gate", .phase = Phase::push, .effect = effects::hold()});
  for (std::size_t i = 0; i < limits::held_requests; ++i) stage.create();
  const auto pending = [&] { return stage.world->export_state().pending_pushes.size(); };
  CHECK(pending() == limits::held_requests);
  stage.create();
  CHECK(pending() == limits::held_requests);
  CHECK(stage.world->faults().gates().find("gate")->waiting.size() == limits::held_requests);
}

#include "exchange/testing/stage.hpp"
#include "testing/eventually.hpp"

#include <atomic>
#include <thread>

// Requests that are under way while other threads read, or while their world is replaced.

using namespace tines_mock;
using namespace tines_mock::exchange;
using namespace tines_mock::exchange::testing;

TEST_CASE("a client that sees a new state finds the entry of the request that made it") {
  Stage stage;
  std::atomic<bool> over = false;
  std::atomic<int> missing = 0;
  std::thread observer([&] {
    for (std::size_t seen = 0; !over;) {
      const auto now = stage.destinations();
      if (now == seen) continue;
      seen = now;
      std::size_t committed = 0;
      for (const auto& entry : stage.world->journal().entries())
        committed += entry.committed && entry.sync_destination_id ? 1U : 0U;
      if (committed < seen) ++missing;
    }
  });
  for (int i = 0; i < 300; ++i) stage.create();
  over = true;
  observer.join();
  CHECK(missing == 0);
}

TEST_CASE("entries are numbered in the order in which requests arrived, not in which they ended") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "slow",
                .when = operation("story.list"),
                .phase = Phase::request,
                .effect = effects::delay(Milliseconds(500))});
  std::thread slow([&] { stage.get("/api/v1/stories"); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  stage.get("/api/v1/info");
  auto entries = stage.world->journal().entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].operation == "story.list");
  CHECK(entries[0].ending == Ending::pending);
  CHECK(entries[0].faults.size() == 1);
  CHECK(entries[1].operation == "info.show");
  CHECK(entries[1].ending == Ending::complete);
  stage.world->virtual_clock()->advance(Milliseconds(500));
  slow.join();
  entries = stage.world->journal().entries();
  CHECK(entries[0].number == 1);
  CHECK(entries[0].status == 200);
  CHECK(entries[0].ending == Ending::complete);
}

namespace {

/// A create that waits at a phase on another thread.
struct Straggler {
  explicit Straggler(Stage& stage, Phase phase = Phase::before_commit) : stage_(stage) {
    stage.inject({.name = "slow",
                  .when = operation("sync_destination.create"),
                  .phase = phase,
                  .effect = effects::delay(Milliseconds(500)),
                  .times = 1});
    client_ = std::thread([this] { response_ = stage_.create(); });
    stage.world->virtual_clock()->wait_for_waiters(1);
  }
  ~Straggler() { end(); }

  Response end() {
    stage_.world->virtual_clock()->advance(Milliseconds(500));
    if (client_.joinable()) client_.join();
    return response_;
  }

 private:
  Stage& stage_;
  std::thread client_;
  Response response_;
};

}  // namespace

TEST_CASE("a request that waits while its world is reset changes nothing and gets 409") {
  const auto phase = GENERATE(Phase::request, Phase::before_commit);
  Stage stage({.virtual_clock = true});
  Straggler straggler(stage, phase);
  stage.world->reset();
  CHECK(straggler.end().status == 409);
  CHECK(stage.destinations() == 0);
  REQUIRE(stage.world->journal().size() == 1);
  CHECK(stage.last().outdated);
  CHECK(stage.last().status == 409);
  CHECK_FALSE(stage.last().committed);
  CHECK(stage.world->journal().check(operation("sync_destination.create"), exactly(0)).holds);
  CHECK(stage.create().status == 201);
}

TEST_CASE("a reset ends the waits of requests under way, without an advance of the clock") {
  Stage stage({.virtual_clock = true});
  stage.inject(
      {.name = "slow", .phase = Phase::request, .effect = effects::delay(Milliseconds(500))});
  Response response;
  std::thread client([&] { response = stage.get(list); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  stage.world->reset();
  client.join();
  CHECK(response.status == 409);
}

TEST_CASE("a create that waits for its push when the world is reset is not in the new state") {
  Stage stage({.virtual_clock = true});
  stage.inject({.name = "slow",
                .phase = Phase::push,
                .effect = effects::PushSlow{effects::FixedDelay{Milliseconds(500)}}});
  Response response;
  std::thread client([&] { response = stage.create(); });
  stage.world->virtual_clock()->wait_for_waiters(1);
  stage.world->reset();
  client.join();
  CHECK(response.status == 409);
  CHECK(stage.destinations() == 0);
}

TEST_CASE("an entry is marked as outdated at whatever moment the reset happens") {
  for (int round = 0; round < 50; ++round) {
    Stage stage;
    stage.inject(
        {.name = "slow", .phase = Phase::request, .effect = effects::delay(std::chrono::hours(0))});
    std::atomic<int> refused = 0;
    std::atomic<bool> over = false;
    std::thread client([&] {
      while (!over) refused += stage.create().status == 409 ? 1 : 0;
    });
    REQUIRE(eventually([&] { return stage.destinations() >= 1; }));
    stage.world->reset();
    over = true;
    client.join();
    int marks = 0;
    for (const auto& entry : stage.world->journal().entries())
      marks += entry.outdated && entry.status == 409 ? 1 : 0;
    CHECK(marks == refused);
  }
}

TEST_CASE("a request that waits while another state is imported does not change that state") {
  Stage stage({.virtual_clock = true});
  Straggler straggler(stage);
  stage.world->import_state(sample_world());
  CHECK(straggler.end().status == 409);
  CHECK(stage.destinations() == 0);
  REQUIRE(stage.world->journal().size() == 1);
  CHECK(stage.last().status == 409);
}

TEST_CASE("a request that arrived before an import uses up no rule") {
  Stage stage;
  stage.inject(
      {.name = "once", .phase = Phase::before_commit, .effect = effects::reset(), .times = 1});
  const auto pending =
      stage.exchange.begin({.target = "/api/v1/info", .headers = stage.authorised}, {});
  CHECK_FALSE(pending->head());
  stage.world->import_state(sample_world());
  CHECK(pending->body("", true).response.status == 409);
  CHECK(stage.world->faults().list(stage.world->clock().now())[0].matched == 0);
  CHECK(stage.get("/api/v1/info").ending == Ending::reset);
}

TEST_CASE("a request that waits while its world is dropped gets 409 at once") {
  Stage stage;
  auto other =
      std::make_shared<HostedWorld>("other", sample_world(), WorldOptions{.virtual_clock = true});
  REQUIRE(stage.hosting.add(other));
  REQUIRE(other->faults()
              .add({{.name = "slow",
                     .phase = Phase::request,
                     .effect = effects::delay(Milliseconds(500))}},
                   other->clock().now())
              .empty());
  Response response;
  std::thread client([&] { response = stage.get("/w/other/api/v1/info"); });
  other->virtual_clock()->wait_for_waiters(1);
  CHECK(stage.hosting.drop("other"));
  client.join();
  CHECK(response.status == 409);
}

TEST_CASE("a request that waits while the journal is cleared is carried out, and its entry stays") {
  Stage stage({.virtual_clock = true});
  Straggler straggler(stage);
  stage.get(list);
  stage.world->journal().clear();
  CHECK(straggler.end().status == 201);
  CHECK(stage.destinations() == 1);
  REQUIRE(stage.world->journal().size() == 1);
  CHECK(stage.last().committed);
  CHECK(stage.world->journal().check(operation("sync_destination.create"), exactly(1)).holds);
}

TEST_CASE("rules that are added while a request waits do not act on it, nor on its push") {
  Stage stage({.virtual_clock = true});
  Straggler straggler(stage);
  stage.world->faults().clear();
  stage.inject(
      {.name = "new", .phase = Phase::after_commit, .effect = effects::reset(), .times = 1});
  stage.inject(
      {.name = "new push", .phase = Phase::push, .effect = effects::PushFails{}, .times = 1});
  CHECK(straggler.end().status == 201);
  CHECK(stage.world->faults().unfired() == std::vector<std::string>{"new", "new push"});
  CHECK(stage.create().ending == Ending::reset);
}

TEST_CASE("after a reset among creates, the new state holds what its journal says") {
  for (int round = 0; round < 100; ++round) {
    Stage stage;
    std::atomic<bool> over = false;
    std::thread client([&] {
      while (!over) stage.create();
    });
    REQUIRE(eventually([&] { return stage.destinations() >= 2; }));
    stage.world->reset();
    over = true;
    client.join();
    std::size_t committed = 0;
    for (const auto& entry : stage.world->journal().entries())
      committed += entry.committed && !entry.outdated ? 1U : 0U;
    CHECK(stage.destinations() == committed);
  }
}

TEST_CASE("a wait for a condition says why it ended") {
  Stage stage;
  auto& world = *stage.world;
  const auto end_after = [&](const std::function<void()>& happens, std::stop_token stop = {}) {
    return world.wait_until([&] { return happens(), false; }, std::chrono::minutes(10), stop);
  };
  std::stop_source stop;
  CHECK(world.wait_until([] { return true; }, std::chrono::minutes(10), {}) == WaitEnd::met);
  CHECK(world.wait_until([] { return false; }, Milliseconds(1), {}) == WaitEnd::timed_out);
  CHECK(end_after([&] { world.reset(); }) == WaitEnd::replaced);
  CHECK(end_after([&] { world.import_state(sample_world()); }) == WaitEnd::replaced);
  CHECK(end_after([&] { stop.request_stop(); }, stop.get_token()) == WaitEnd::stopped);
  CHECK(end_after([&] { world.end(); }) == WaitEnd::dropped);
  CHECK(world.wait_until([] { return false; }, Milliseconds(0), {}) == WaitEnd::timed_out);
}

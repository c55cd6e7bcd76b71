#include "demo/testing/played.hpp"
#include "testing/catch2.hpp"

#include <thread>

using namespace tines_mock;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

SceneStep get_info(Milliseconds after) {
  return {.after = after, .tenant = "origin", .path = "/api/v1/info"};
}

Scene scene(std::string title, std::vector<SceneStep> steps = {}, Milliseconds stays = 10s) {
  return {.title = std::move(title),
          .text = {"What is seen."},
          .rules = {},
          .steps = std::move(steps),
          .stays = stays};
}

/// Three scenes on the sample world, whose clock the test moves.
struct Paced : demo::testing::Played {
  explicit Paced(Demo demo = {{scene("one", {get_info(2s), get_info(3s)}, 5s), scene("two"),
                               scene("three", {}, 20s)}})
      : Played(std::move(demo), {.virtual_clock = true}, sample_world()) {
    player.start();
    wait_for_wait();
  }

  /// Blocks until the player waits on the clock.
  void wait_for_wait() { REQUIRE(clock().wait_for_waiters(1)); }
  /// Blocks until so many requests have come and the player waits again.
  void advance(Milliseconds by, std::size_t requests_then) {
    clock().advance(by);
    wait_until([&] { return requests().size() == requests_then; });
    wait_for_wait();
  }
  /// Blocks until the player waits so long in that scene.
  void wait_for(const std::string& title, Milliseconds first_wait) {
    wait_until([&] {
      return player.status().title == title &&
             clock().next_deadline() == clock().now() + first_wait;
    });
  }
  /// Moves the clock far ahead, so often that a player that waits on it would be released.
  void let_time_pass() {
    for (int i = 0; i < 1000; ++i) {
      clock().advance(1min);
      std::this_thread::yield();
    }
  }
  VirtualClock& clock() { return *stage.world->virtual_clock(); }
};

}  // namespace

TEST_CASE("a scene sends its requests one after another, and the demo moves on after its stay") {
  Paced demo;
  auto status = demo.player.status();
  CHECK(status.title == "one");
  CHECK(status.scene == 0);
  CHECK(status.scenes == std::vector<std::string>{"one", "two", "three"});
  CHECK(status.text == std::vector<std::string>{"What is seen."});
  CHECK(status.remaining == 10s);
  demo.clock().advance(1s);
  CHECK(demo.requests().empty());
  CHECK(demo.player.status().remaining == 9s);
  demo.advance(1s, 1);
  demo.advance(3s, 2);
  CHECK(demo.player.status().remaining == 5s);
  demo.clock().advance(4999ms);
  CHECK(demo.player.status().title == "one");
  demo.clock().advance(1ms);
  demo.wait_for("two", 10s);
  CHECK(demo.player.status().scene == 1);
  CHECK(demo.player.status().remaining == 10s);
  CHECK(demo.requests().empty());
}

TEST_CASE("a scene's requests are in the journal as those of clients") {
  Paced demo;
  demo.advance(2s, 1);
  const auto entry = demo.requests().front();
  CHECK(entry.operation == "info.show");
  CHECK(entry.status == 200);
  CHECK(entry.request.headers.find("User-Agent") == "the demo's client");
}

TEST_CASE("each scene begins from the reset world with its own rules alone") {
  auto second = scene("two", {get_info(1s)});
  second.rules.push_back({.name = "busy", .phase = Phase::request, .effect = effects::answer(503)});
  Paced demo({{scene("one", {{.after = 1s,
                              .tenant = "origin",
                              .method = "POST",
                              .path = "/api/v1/teams",
                              .body_json = R"({"name": "new"})"}}),
               second}});
  demo.advance(1s, 1);
  CHECK(demo.stage.world->export_state().tenants[0].teams.size() == 2);
  demo.player.next();
  demo.wait_for("two", 1s);
  CHECK(demo.requests().empty());
  CHECK(demo.stage.world->export_state().tenants[0].teams.size() == 1);
  demo.advance(1s, 1);
  CHECK(demo.requests().front().status == 503);
  demo.player.back();
  demo.wait_until([&] { return demo.stage.world->faults().list({}).empty(); });
}

TEST_CASE("each scene begins from the demo's own world, also when another was imported meanwhile") {
  Paced demo({{scene("one", {get_info(1s)}), scene("two", {get_info(1s)}, 5s), scene("three")}});
  const auto other = demo_world();
  demo.stage.world->import_state(other);
  demo.clock().advance(500ms);
  SECTION("next") {
    demo.player.next();
    demo.wait_for("two", 1s);
  }
  SECTION("back") {
    demo.player.back();
    demo.wait_for("one", 1s);
  }
  SECTION("a scene that follows by itself") {
    demo.player.next();
    demo.wait_for("two", 1s);
    demo.stage.world->import_state(other);
    demo.advance(1s, 1);
    demo.clock().advance(5s);
    demo.wait_for("three", 10s);
  }
  CHECK(demo.stage.world->find_tenant("origin"));
  demo.stage.world->reset();
  CHECK(demo.stage.world->find_tenant("origin"));
}

TEST_CASE("next and back go to any scene at once, whatever the present one is doing") {
  Paced demo;
  demo.clock().advance(1s);
  demo.player.next();
  CHECK(demo.player.status().title == "two");
  CHECK(demo.player.status().remaining == 10s);
  demo.player.next();
  CHECK(demo.player.status().title == "three");
  demo.player.next();
  CHECK(demo.player.status().title == "three");
  demo.player.back();
  demo.player.back();
  CHECK(demo.player.status().title == "one");
  demo.wait_for("one", 2s);
}

TEST_CASE("back begins the first scene again") {
  Paced demo;
  demo.advance(2s, 1);
  demo.player.back();
  demo.wait_for("one", 2s);
  CHECK(demo.requests().empty());
}

TEST_CASE("next ends a request that waits") {
  auto first = scene("one", {get_info(1s)});
  first.rules.push_back({.name = "slow", .phase = Phase::request, .effect = effects::delay(10min)});
  Paced demo({{first, scene("two")}});
  demo.clock().advance(1s);
  demo.wait_until([&] { return demo.requests().size() == 1; });
  demo.player.next();
  demo.wait_for("two", 10s);
  CHECK(demo.requests().empty());
}

TEST_CASE("a paused scene stands still, and goes on where it was") {
  Paced demo;
  demo.clock().advance(500ms);
  demo.player.pause();
  CHECK(demo.player.status().paused);
  demo.wait_until([&] { return demo.clock().waiting() == 0; });
  demo.let_time_pass();
  CHECK(demo.requests().empty());
  CHECK(demo.player.status().remaining == 9500ms);
  demo.player.play();
  CHECK_FALSE(demo.player.status().paused);
  demo.wait_for_wait();
  CHECK(demo.player.status().remaining == 9500ms);
  demo.advance(1500ms, 1);
}

TEST_CASE("while the demo is paused, next plays a scene to its end, where it stays") {
  Paced demo({{scene("one"), scene("two", {get_info(1s)}, 2s), scene("three")}});
  demo.player.pause();
  demo.player.next();
  CHECK(demo.player.status().paused);
  demo.wait_for("two", 1s);
  demo.advance(1s, 1);
  demo.let_time_pass();
  CHECK(demo.player.status().remaining == 0ms);
  CHECK(demo.player.status().title == "two");
  demo.player.play();
  demo.wait_for("three", 10s);
}

TEST_CASE("after the last scene the demo has ended, and play begins again") {
  Paced demo({{scene("one"), scene("two", {get_info(1s)}, 1s)}});
  demo.player.next();
  demo.wait_for("two", 1s);
  demo.advance(1s, 1);
  demo.clock().advance(1s);
  demo.wait_until([&] { return demo.player.status().ended; });
  CHECK(demo.player.status().title == "two");
  CHECK(demo.player.status().remaining == 0ms);
  CHECK(demo.requests().size() == 1);
  demo.player.pause();
  CHECK_FALSE(demo.player.status().paused);
  demo.player.play();
  CHECK(demo.player.status().title == "one");
  CHECK_FALSE(demo.player.status().ended);
  demo.wait_for("one", 10s);
}

TEST_CASE("the demo stops at once in the middle of a scene, and its world stays as it is") {
  Paced demo;
  demo.advance(2s, 1);
  demo.player.stop();
  CHECK(demo.requests().size() == 1);
  CHECK(demo.clock().waiting() == 0);
  demo.player.stop();
}

TEST_CASE("a demo stops while it is paused, while it has ended, and before it starts") {
  Paced paused;
  paused.player.pause();
  paused.player.stop();
  demo::testing::Played ended({{scene("one")}, true}, {.virtual_clock = true}, sample_world());
  ended.player.start();
  ended.wait_until([&] { return ended.player.status().ended; });
  ended.player.stop();
  const demo::testing::Played never({{scene("one")}}, {}, sample_world());
  CHECK(never.player.status().title == "one");
}

TEST_CASE("a change of the demo is a change of its world's faults, for those who wait for one") {
  Paced demo;
  auto& changes = demo.stage.world->changes();
  const auto noted = [&](auto act) {
    const auto before = changes.numbers().faults;
    act();
    return changes.numbers().faults > before;
  };
  CHECK(noted([&] { demo.player.pause(); }));
  CHECK(noted([&] { demo.player.play(); }));
  CHECK(noted([&] { demo.player.next(); }));
  CHECK(noted([&] { demo.player.back(); }));
}

TEST_CASE("a demo that cannot be played is an error that says why") {
  const auto error = [](Demo demo, WorldOptions options = {}) {
    try {
      const demo::testing::Played played(std::move(demo), std::move(options), sample_world());
      return std::string();
    } catch (const std::logic_error& why) {
      return std::string(why.what());
    }
  };
  CHECK_THAT(error({}), Contains("the demo: /scenes: expected 1 to 100 scenes, found 0"));
  CHECK_THAT(error({{scene("one", {{.tenant = "nobody", .path = "/"}})}}),
             Contains("\"nobody\", which the world does not have"));
  CHECK_THAT(error({{scene("one", std::vector(101, get_info(1s)))}}),
             Contains("/scenes/0/steps: expected 0 to 100 steps, found 101"));
  CHECK_THAT(error({{scene("one")}, true}), Contains("demo_world_options(true)"));
  CHECK_THAT(error({{scene("one", {{.tenant = "origin", .path = "/", .body_json = "{"}})}}),
             Contains("/scenes/0/steps/0/body: expected JSON"));
}

TEST_CASE("the built-in demo is played to its end without a wait") {
  Demo demo = sample_demo();
  demo.fast = true;
  demo::testing::Played played(demo, demo_world_options(true));
  played.player.start();
  played.wait_until([&] { return played.player.status().ended; });
  CHECK(played.player.status().title == demo.scenes.back().title);
  played.player.back();
  played.wait_until([&] { return played.player.status().ended; });
  CHECK(played.player.status().title == demo.scenes.back().title);
}

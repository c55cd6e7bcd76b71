#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

#include <tines_mock/demo.hpp>

using namespace tines_mock;
using namespace tines_mock::browser;
using Catch::Matchers::Contains;

namespace {

/// A demo whose scenes last an hour each, so that only the test moves it.
Demo slow_demo() {
  auto demo = sample_demo();
  for (auto& scene : demo.scenes) scene.stays = Milliseconds(600'000);
  return demo;
}

ServerOptions playing(Demo demo) {
  ServerOptions options;
  options.demo = std::move(demo);
  return options;
}

}  // namespace

TEST_CASE("a fast demo plays to its end, and the page shows it") {
  auto demo = sample_demo();
  demo.fast = true;
  const auto scenes = demo.scenes;
  MockServer server(demo_world(), demo_world_options(true), playing(std::move(demo)));
  Page page(server);
  page.wait_for_text("#demo-next-in", "the end");
  CHECK(page.text("#demo-title") == scenes.back().title);
  CHECK_THAT(page.text("#demo-text"), Contains(scenes.back().text[0]));
  const auto count = std::to_string(scenes.size());
  CHECK(page.text("#demo-scene") == "Scene " + count + " of " + count);
  page.wait_for("#requests tr");
}

TEST_CASE("a presenter goes through the scenes with buttons, or with the arrow keys alone") {
  const auto scenes = sample_demo().scenes;
  MockServer server(demo_world(), demo_world_options(), playing(slow_demo()));
  Page page(server);
  page.wait_for_text("#demo-title", scenes[0].title);
  page.click("#demo-next");
  page.wait_for_text("#demo-title", scenes[1].title);
  page.press(keys::right);
  page.wait_for_text("#demo-title", scenes[2].title);
  page.press(keys::left);
  page.wait_for_text("#demo-title", scenes[1].title);
  page.click("#demo-back");
  page.wait_for_text("#demo-title", scenes[0].title);
  page.click("#demo-pause");
  page.wait_for_text("#demo-pause", "Play");
  page.wait_for_text("#demo-next-in", "paused");
  page.click("#demo-pause");
  page.wait_for_text("#demo-pause", "Pause");
}

TEST_CASE("each scene of the demo shows its failure on the page") {
  const auto scenes = sample_demo().scenes;
  auto demo = sample_demo();
  for (auto& scene : demo.scenes) {
    scene.stays = Milliseconds(600'000);
    for (auto& step : scene.steps) step.after = Milliseconds(50);
  }
  MockServer server(demo_world(), demo_world_options(), playing(std::move(demo)));
  Page page(server);
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    INFO(scenes[i].title);
    if (i > 0) page.press(keys::right);
    page.wait_for_text("#demo-title", scenes[i].title);
    page.wait_until("return document.querySelectorAll('#requests tr').length >= arguments[0]",
                    std::min<std::size_t>(scenes[i].steps.size(), 1));
  }
}

TEST_CASE("a page of another world follows the demo that a client moves") {
  const auto scenes = sample_demo().scenes;
  MockServer server(demo_world(), demo_world_options(), playing(slow_demo()));
  auto other = server.add_world("other", demo_world());
  Page page(server, "?world=other");
  page.wait_for_text("#demo-title", scenes[0].title);
  page.run("fetch('/__admin/demo/next', {method: 'POST'})");
  other.inject_scenario("broken_json");  // with a change of its world the page looks at once
  page.wait_for_text("#demo-title", scenes[1].title);
}

TEST_CASE("a page without a demo shows none") {
  MockServer server;
  Page page(server);
  page.wait_for("#requests-empty");
  CHECK_FALSE(page.shows("#demo"));
}

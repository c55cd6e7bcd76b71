#include "testing/catch2.hpp"

#include <tines_mock/demo.hpp>

#include <algorithm>
#include <set>

using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

Milliseconds length_of(const Scene& scene) {
  Milliseconds length = scene.stays;
  for (const auto& step : scene.steps) length += step.after;
  return length;
}

/// A scene with a title and a text; `members` are added.
std::string scene_with(const std::string& members) {
  return R"({"scenes": [{"title": "t", "text": ["s"], )" + members + "}]}";
}

std::string step_with(const std::string& members) {
  return scene_with(R"("steps": [{"tenant": "a", "path": "/api")" + members + "}]");
}

std::string objections(const std::string& text) {
  try {
    parse_demo(text, "file");
    return "";
  } catch (const FileError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("the built-in demo has six scenes, each with two sentences and a length to follow") {
  const auto demo = sample_demo();
  CHECK(demo.scenes.size() == 6);
  std::set<std::string> titles;
  for (const auto& scene : demo.scenes) {
    INFO(scene.title);
    titles.insert(scene.title);
    CHECK(scene.text.size() == 2);
    std::size_t letters = 0;
    for (const auto& sentence : scene.text) letters += sentence.size();
    CHECK(letters <= 160);  // one line of the page on a wide screen
    CHECK(length_of(scene) >= std::chrono::seconds(8));
    CHECK(length_of(scene) <= std::chrono::seconds(15));
    for (const auto& step : scene.steps) CHECK(step.after >= std::chrono::seconds(1));
  }
  CHECK(titles.size() == demo.scenes.size());
}

TEST_CASE("the demo's world has one tenant with eight stories, and three more to publish to") {
  const auto world = demo_world();
  REQUIRE(world.tenants.size() == 4);
  CHECK(world.tenants[0].stories.size() == 8);
  CHECK(world.tenants[0].sync_destinations.size() == 1);
  std::set<std::string> receivers;
  for (const auto& scene : sample_demo().scenes)
    for (const auto& step : scene.steps)
      for (const auto& tenant : world.tenants)
        if (step.body_json.find('"' + tenant.url + '"') != std::string::npos)
          receivers.insert(tenant.name);
  CHECK(receivers == std::set<std::string>{"europe", "asia-pacific"});
}

TEST_CASE("each synced subscription of the demo's world has its copy, equal to the story") {
  const auto world = demo_world();
  for (const auto& destination : world.tenants[0].sync_destinations)
    for (const auto& subscription : destination.subscriptions) {
      const auto find = [&](const TenantSpec& tenant, auto fits) -> const Story* {
        const auto found = std::ranges::find_if(tenant.stories, fits);
        return found == tenant.stories.end() ? nullptr : &*found;
      };
      const auto receiver =
          std::ranges::find(world.tenants, *destination.destination_tenant, &TenantSpec::name);
      const auto* story = find(world.tenants[0],
                               [&](const Story& each) { return each.id == subscription.story_id; });
      const auto* copy = find(*receiver, [&](const Story& each) {
        return each.synced_from == StoryOrigin{"headquarters", subscription.story_id};
      });
      INFO(subscription.story_id.value);
      REQUIRE(story);
      REQUIRE(copy);
      CHECK(copy->team_id == destination.destination_team_id);
      CHECK(copy->name == story->name);
      CHECK(copy->description == story->description);
      CHECK(copy->priority == story->priority);
    }
}

TEST_CASE("the built-in demo is the file of the fixtures") {
  const auto built_in = sample_demo();
  const auto file = load_demo(TINES_MOCK_FIXTURES "/demo/scenes.json");
  REQUIRE(built_in.scenes.size() == file.scenes.size());
  for (std::size_t i = 0; i < file.scenes.size(); ++i)
    CHECK(built_in.scenes[i].title == file.scenes[i].title);
}

TEST_CASE("a scene has its own rules and those of its scenarios") {
  const auto demo = parse_demo(scene_with(
      R"("scenarios": ["rate_limited"],
         "rules": [{"name": "mine", "phase": "push", "effect": {"kind": "push_stuck"}}])"));
  REQUIRE(demo.scenes[0].rules.size() == 2);
  CHECK(demo.scenes[0].rules[0].name == "mine");
  CHECK(demo.scenes[0].rules[1].name == "rate_limited");
}

TEST_CASE("a step is a GET without a body and without a wait unless it says otherwise") {
  const auto plain = parse_demo(step_with("")).scenes[0].steps[0];
  CHECK(plain.method == "GET");
  CHECK(plain.body_json.empty());
  CHECK(plain.after == Milliseconds(0));
  const auto full = parse_demo(step_with(R"(, "after_ms": 600000, "method": "POST", "body": [1])"));
  CHECK(full.scenes[0].steps[0].after == std::chrono::minutes(10));
  CHECK(full.scenes[0].steps[0].method == "POST");
  CHECK(full.scenes[0].steps[0].body_json == "[1]");
}

TEST_CASE("a mistake in a file of scenes is reported with its place") {
  const std::string rule = R"({"name": "rate_limited", "phase": "push",
                               "effect": {"kind": "push_stuck"}})";
  for (const auto& [text, words] : std::vector<std::pair<std::string, std::string>>{
           {"[]", "file: the document: expected an object"},
           {"{}", "file: /scenes: expected an array of scenes, found nothing"},
           {R"({"scenes": []})", "/scenes: expected 1 to 100 scenes, found 0"},
           {R"({"scenes": [{"text": ["s"]}]})", "/scenes/0/title: expected"},
           {R"({"scenes": [{"title": " ", "text": ["s"]}]})", "/scenes/0/title: expected a text"},
           {R"({"scenes": [{"title": "t"}]})", "/scenes/0/text: expected an array of sentences"},
           {R"({"scenes": [{"title": "t", "text": []}]})", "/scenes/0/text: expected 1 to 3"},
           {R"({"scenes": [{"title": "t", "text": ["s", ""]}]})", "/scenes/0/text/1: expected"},
           {scene_with(R"("stays_ms": -1)"), "/scenes/0/stays_ms: expected an integer from 0"},
           {scene_with(R"("stays": 1)"), "/scenes/0/stays"},
           {scene_with(R"("scenarios": ["none"])"), "/scenes/0/scenarios/0: expected the name"},
           {scene_with(R"("rules": [{"name": "r"}])"), "/scenes/0/rules/0/phase: expected"},
           {scene_with(R"("scenarios": ["rate_limited"], "rules": [)" + rule + "]"),
            "/scenes/0/rules/1/name: expected a name that no rule here has"},
           {scene_with(R"("steps": [{"path": "/api"}])"), "/scenes/0/steps/0/tenant: expected"},
           {scene_with(R"("steps": [{"tenant": " ", "path": "/api"}])"),
            "/scenes/0/steps/0/tenant: expected a text that is not blank"},
           {step_with(R"(, "method": "get")"), "/scenes/0/steps/0/method: expected a method in"},
           {step_with(R"(, "after_ms": 600001)"), "/scenes/0/steps/0/after_ms: expected"},
           {scene_with(R"("steps": [{"tenant": "a", "path": "api"}])"),
            "/scenes/0/steps/0/path: expected a path that starts with a slash, found \"api\""}}) {
    INFO(text);
    CHECK_THAT(objections(text), Contains(words));
  }
}

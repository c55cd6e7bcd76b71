#include "json/parse.hpp"
#include "library/testing/json_schema.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

Demo demo_of(std::vector<std::string> titles, bool fast = false) {
  Demo demo{.fast = fast};
  for (auto& title : titles)
    demo.scenes.push_back({.title = std::move(title),
                           .text = {"One.", "Two."},
                           .steps = {{.tenant = "origin", .path = "/api/v1/info"}},
                           .stays = 60s});
  return demo;
}

/// The sample world on a virtual clock that nobody moves, unless the demo is fast.
MockServer server_with(Demo demo, bool read_only = false) {
  return MockServer(sample_world(), {.virtual_clock = true},
                    {.read_only_control = read_only, .listen = false, .demo = std::move(demo)});
}

Response ask_control(MockServer& server, std::string method, const std::string& path) {
  return server.handle({.method = std::move(method), .target = "/__admin" + path});
}

Json demo_after(MockServer& server, std::string method, const std::string& path) {
  const auto response = ask_control(server, std::move(method), path);
  REQUIRE(response.status == 200);
  return parse_known_json(response.body);
}

/// A wait ends with each reset of the world, so with each scene.
bool ends(MockServer& server, int scenes) {
  const auto has_ended = [&] { return demo_after(server, "GET", "/demo")["ended"] == true; };
  for (int i = 0; i <= scenes; ++i)
    if (server.world().within(60s).wait_until(has_ended)) return true;
  return false;
}

std::vector<std::string> demo_violations(const std::string& text) {
  std::ifstream file(TINES_MOCK_FIXTURES "/schemas/demo.schema.json");
  return testing::schema_violations(testing::PlainJson::parse(file), "",
                                    testing::PlainJson::parse(text));
}

bool reads_as_demo(const std::string& text) {
  try {
    parse_demo(text);
    return true;
  } catch (const FileError&) {
    return false;
  }
}

std::string scene_with(const std::string& members) {
  return R"({"scenes": [{"title": "t", "text": ["s"], )" + members + "}]}";
}

std::string step_with(const std::string& members) {
  return scene_with(R"("steps": [{"tenant": "a", "path": "/b", )" + members + "}]");
}

}  // namespace

TEST_CASE("the control API shows where the demo is, and leads through its scenes") {
  auto server = server_with(demo_of({"one", "two", "three"}));
  const auto first = demo_after(server, "GET", "/demo");
  CHECK(first["title"] == "one");
  CHECK(first["scene"] == 0);
  CHECK(first["scenes"] == Json{"one", "two", "three"});
  CHECK(first["text"] == Json{"One.", "Two."});
  CHECK(first["paused"] == false);
  CHECK(first["ended"] == false);
  CHECK(first["remaining_ms"] == 60000);
  CHECK(demo_after(server, "POST", "/demo/next")["title"] == "two");
  CHECK(demo_after(server, "POST", "/demo/next")["scene"] == 2);
  CHECK(demo_after(server, "POST", "/demo/next")["scene"] == 2);
  CHECK(demo_after(server, "POST", "/demo/back")["scene"] == 1);
  CHECK(demo_after(server, "POST", "/demo/pause")["paused"] == true);
  CHECK(demo_after(server, "POST", "/demo/play")["paused"] == false);
}

TEST_CASE("a fast demo is played to its end, and the server goes on serving") {
  auto server = server_with(demo_of({"one", "two"}, true));
  REQUIRE(ends(server, 2));
  const auto demo = demo_after(server, "GET", "/demo");
  CHECK(demo["title"] == "two");
  CHECK(demo["remaining_ms"] == 0);
  CHECK(server.requests().size() == 1);
  CHECK(server
            .handle({.target = "/t/origin/api/v1/info",
                     .headers = {{"Authorization", "Bearer origin-key"}}})
            .status == 200);
}

TEST_CASE("a server without a demo says so") {
  MockServer server({.listen = false});
  for (const auto& [method, path] : std::vector<std::pair<std::string, std::string>>{
           {"GET", "/demo"}, {"POST", "/demo/next"}, {"POST", "/demo/play"}})
    CHECK_THAT(ask_control(server, method, path).body, Contains("plays no demo"));
  CHECK(ask_control(server, "GET", "/demo").status == 404);
  CHECK_THAT(ask_control(server, "GET", "/version").body, Contains(R"("demo":false)"));
  auto playing = server_with(demo_of({"one"}));
  CHECK_THAT(ask_control(playing, "GET", "/version").body, Contains(R"("demo":true)"));
}

TEST_CASE("a read-only control API shows the demo and does not lead through it") {
  auto server = server_with(demo_of({"one", "two"}), true);
  for (const char* path : {"/demo/next", "/demo/back", "/demo/pause", "/demo/play"})
    CHECK(ask_control(server, "POST", path).status == 403);
  CHECK(demo_after(server, "GET", "/demo")["title"] == "one");
}

TEST_CASE("a server stops at once in the middle of a scene, also when several threads stop it") {
  auto server = server_with(demo_of({"one", "two"}));
  {
    const std::jthread one([&] { server.stop(); });
    const std::jthread another([&] { server.stop(); });
  }
  CHECK(demo_after(server, "GET", "/demo")["title"] == "one");
}

TEST_CASE("a demo that cannot be played is refused when its server is made") {
  CHECK_THROWS_WITH(server_with({}), Contains("/scenes: expected 1 to 100 scenes, found 0"));
  CHECK_THROWS_WITH(MockServer(sample_world(), {}, {.listen = false, .demo = sample_demo()}),
                    Contains("\"headquarters\", which the world does not have"));
  CHECK_THROWS_WITH(
      MockServer(sample_world(), {}, {.listen = false, .demo = demo_of({"one"}, true)}),
      Contains("demo_world_options(true)"));
}

TEST_CASE("schema and reader accept the same scenes") {
  for (const auto& text :
       {scene_with(R"("stays_ms": 600000)"), scene_with(R"("scenarios": ["rate_limited"])"),
        scene_with(
            R"("rules": [{"name": "r", "phase": "push", "effect": {"kind": "push_stuck"}}])"),
        step_with(R"("after_ms": 0)"), step_with(R"("method": "PATCH")"),
        step_with(R"("body": null)"), step_with(R"("body": [{"a": 1.5}])")}) {
    INFO(text);
    CHECK(demo_violations(text).empty());
    CHECK(reads_as_demo(text));
  }
}

TEST_CASE("schema and reader refuse the same scenes") {
  for (const auto& text :
       {std::string("[]"), std::string("{}"), std::string(R"({"scenes": []})"),
        std::string(R"({"scenes": [{"title": "t"}]})"),
        std::string(R"({"scenes": [{"title": "\t", "text": ["s"]}]})"),
        std::string(R"({"scenes": [{"title": "t", "text": []}]})"),
        std::string(R"({"scenes": [{"title": "t", "text": ["1", "2", "3", "4"]}]})"),
        scene_with(R"("odd": 1)"), scene_with(R"("stays_ms": -1)"),
        scene_with(R"("stays_ms": 600001)"), scene_with(R"("scenarios": [1])"),
        scene_with(R"("rules": [{"name": "r"}])"), scene_with(R"("steps": [{"tenant": "a"}])"),
        step_with(R"("method": "get")"), step_with(R"("after_ms": 0.5)"),
        step_with(R"("headers": {})"), scene_with(R"("steps": [{"tenant": "a", "path": "b"}])")}) {
    INFO(text);
    CHECK_FALSE(demo_violations(text).empty());
    CHECK_FALSE(reads_as_demo(text));
  }
}

// README.md shows the lines between the marks; a test below compares them.
// clang-format off
// README test: begins
#include <tines_mock/mock_server.hpp>
// README test: pauses
// README mount: begins
#include <tines_mock/httplib.hpp>
// README mount: pauses
// README try: begins
#include <tines_mock/trial.hpp>
// README try: pauses
// clang-format on

#include "testing/catch2.hpp"
#include "wire/testing/raw_client.hpp"

#include <fstream>
#include <sstream>
#include <thread>

#include <nlohmann/json.hpp>

namespace tines_mock {
namespace {

using Json = nlohmann::json;

// The client under test of the example. When it gets no answer, it looks whether the sync
// destination exists before it tries again.
class OurClient {
 public:
  OurClient(std::string_view url, std::string key)
      : port_(std::stoi(std::string(url.substr(url.rfind(':') + 1)))), key_(std::move(key)) {}

  bool sync_stories(const std::vector<int>& ids) {
    const Json body = {{"destination_tenant_url", "https://dest.tines.com"},
                       {"destination_tenant_api_key", "dest-key"},
                       {"destination_team_id", 42},
                       {"team_id", 7},
                       {"story_ids", ids}};
    if (ask("POST", body.dump()).empty() && !exists()) ask("POST", body.dump());
    return exists();
  }

 private:
  bool exists() {
    const std::string answer = ask("GET", "");
    const auto list = Json::parse(answer.substr(answer.find("\r\n\r\n")));
    return !list["sync_destinations"].empty();
  }

  // The whole response, "" when there is none.
  std::string ask(const std::string& method, const std::string& body) {
    std::ostringstream request;
    request << method << " /api/v1/admin/sync_destinations HTTP/1.1\r\nHost: localhost\r\n"
            << "Authorization: Bearer " << key_ << "\r\nContent-Type: application/json\r\n"
            << "Content-Length: " << body.size() << "\r\n\r\n"
            << body;
    return wire::testing::RawClient(port_).send(request.str()).read_response();
  }

  int port_;
  std::string key_;
};

OurClient our_client(const std::string& url, const std::string& key) {
  return {url, key};
}

std::string read(const char* file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace
}  // namespace tines_mock

// clang-format off
// README test: goes on
using namespace tines_mock;

TEST_CASE("our client survives a lost answer") {
  MockServer server{load_world("fixtures/worlds/documented_sample.json"), {.rng_seed = 42}};
  server.inject({.name = "the first create is committed, its answer is lost",
                 .when = operation("sync_destination.create"),
                 .phase = Phase::after_commit,
                 .effect = effects::reset(),
                 .times = 1});
  our_client(server.url("origin"), "origin-key").sync_stories({9981, 9982});
  REQUIRE(server.tenant("origin").sync_destinations().size() == 1);  // no duplicate
  server.verify(operation("sync_destination.create"), at_most(2));
}
// README test: ends

// README race: begins
// README race: pauses
// README race: goes on
TEST_CASE("of two creates at once, the one that commits first gets the first id") {
  MockServer server;
  std::jthread slow_client;  // before the hold: the hold ends first, even if the test fails
  auto held = server.hold(operation("sync_destination.create"), Phase::before_commit);
  slow_client = std::jthread(
      [&] { our_client(server.url("origin"), "origin-key").sync_stories({9981}); });
  held.wait_until_reached();  // its create was read, and has changed nothing
  our_client(server.url("origin"), "origin-key").sync_stories({9982});
  held.release();
  slow_client.join();
  const auto made = server.tenant("origin").sync_destinations();
  REQUIRE(made.size() == 2);
  CHECK(made[0].subscriptions[0].story_id == StoryId(9982));
}
// README race: ends

// README try: goes on
TEST_CASE("our client survives lost and slow answers") {
  const auto faults = faults_named({"lost_response_after_create", "slow_answers"});
  const auto runs = try_under(faults, sample_world(), [](MockServer& server) {
    return our_client(server.url("origin"), "origin-key").sync_stories({9981, 9982});
  }, {.virtual_time = true});
  for (const auto& run : runs) CHECK(run.verdict == Verdict::survived);
}
// README try: ends

// README mount: goes on
TEST_CASE("our cpp-httplib server serves the mock beside its own routes") {
  MockServer mock({.listen = false});
  httplib::Server server;
  server.Get("/health", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("ok", "text/plain");
  });
  mount(server, mock);

  const int port = server.bind_to_any_port("127.0.0.1");
  std::thread serving([&] { server.listen_after_bind(); });
  httplib::Client client("127.0.0.1", port);
  CHECK(client.Get("/health")->body == "ok");
  const httplib::Headers key = {{"Authorization", "Bearer origin-key"}};
  CHECK(client.Get("/t/origin/api/v1/stories", key)->status == 200);
  CHECK(client.Get("/__admin/health")->status == 200);
  server.stop();
  serving.join();
}
// README mount: ends
// clang-format on

TEST_CASE("the README shows the tests that are compiled here") {
  const std::string source = read(TINES_MOCK_FIXTURES "/../mock_server/end_to_end/readme_test.cpp");
  const std::string readme = read(TINES_MOCK_FIXTURES "/../README.md");
  const auto between = [&](const std::string& from, const std::string& to) {
    const auto start = source.find("\n// README " + from + "\n") + 12 + from.size();
    return source.substr(start, source.find("\n// README " + to + "\n") + 1 - start);
  };
  for (const std::string name : {"test", "race", "mount", "try"}) {
    const auto shown = "```cpp\n" + between(name + ": begins", name + ": pauses") +
                       (name == "mount" || name == "try" ? "\n" : "") +
                       between(name + ": goes on", name + ": ends") + "```";
    CHECK_THAT(readme, Catch::Matchers::Contains(shown));
  }
}

TEST_CASE("the README names every scenario") {
  const std::string readme = read(TINES_MOCK_FIXTURES "/../README.md");
  for (const auto& scenario : scenarios()) {
    INFO(scenario.name);
    CHECK(readme.find("| `" + scenario.name + "` | " + scenario.description) != std::string::npos);
  }
}

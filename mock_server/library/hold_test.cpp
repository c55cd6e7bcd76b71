#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <thread>

#include <nlohmann/json.hpp>

// Holds as tests and the control API use them.

using namespace tines_mock;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

const auto creates = operation("sync_destination.create");

Response create(MockServer& server, std::string key = "origin-key") {
  return server.handle({.method = "POST",
                        .target = "/api/v1/admin/sync_destinations",
                        .headers = {{"Authorization", "Bearer " + key}},
                        .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                    "destination_tenant_api_key": "dest-key", "team_id": 7,
                                    "destination_team_id": 42, "story_ids": [9981]})"});
}

nlohmann::json control(MockServer& server, std::string method, std::string path, int status = 200) {
  const auto response =
      server.handle({.method = std::move(method), .target = "/__admin" + std::move(path)});
  INFO(response.body);
  CHECK(response.status == status);
  return nlohmann::json::parse(response.body);
}

struct HoldingServer {
  MockServer server{{.listen = false}};
  std::jthread client = {};  // joined when the holds of the test have ended, and before the server

  void create_beside() {
    client = std::jthread([this] { create(server); });
  }
  std::size_t destinations() { return server.tenant("origin").sync_destinations().size(); }
};

}  // namespace

TEST_CASE("a hold holds as many requests as it is told to, and tells when it has") {
  HoldingServer face;
  auto held = face.server.hold(creates, Phase::after_commit);
  CHECK(held.name() == "hold 1");
  CHECK(held.reached() == 0);
  face.create_beside();
  held.wait_until_reached();
  CHECK(held.reached() == 1);
  CHECK(face.destinations() == 1);
  CHECK(face.server.requests().at(0).ending == Ending::pending);
  CHECK(create(face.server).status == 201);
  CHECK(held.release() == 1);
  face.client.join();
  CHECK(face.server.requests().at(0).status == 201);
  CHECK(held.release() == 0);
}

TEST_CASE("a hold that ends removes its rule and lets go on what it holds") {
  HoldingServer face;
  {
    auto held = face.server.hold(creates, Phase::request);
    face.create_beside();
    held.wait_until_reached();
    auto moved = std::move(held);
    CHECK(face.server.world().faults().size() == 1);
  }
  face.client.join();
  CHECK(face.server.world().faults().empty());
  CHECK(face.destinations() == 1);
}

TEST_CASE("a hold that takes the place of another ends that one") {
  MockServer server({.listen = false});
  auto held = server.hold(creates, Phase::request);
  held = server.hold(creates, Phase::response);
  REQUIRE(server.world().faults().size() == 1);
  CHECK(server.world().faults()[0].name == "hold 2");
}

TEST_CASE("a hold that was released before it was reached still holds") {
  HoldingServer face;
  auto held = face.server.hold(creates, Phase::before_commit);
  CHECK(held.release() == 0);
  face.create_beside();
  held.wait_until_reached();
  CHECK(face.destinations() == 0);
}

TEST_CASE("who waits in vain is told what came meanwhile, without secrets") {
  MockServer server({.listen = false});
  create(server);
  auto held = server.hold(creates, Phase::after_commit);
  create(server, "another-secret-key");
  CHECK_THROWS_WITH(held.wait_until_reached(2, 1ms),
                    Contains("expected that \"hold 1\" holds 2 within 1 ms") && Contains("got 0") &&
                        Contains("#2 POST /api/v1/admin/sync_destinations") &&
                        Contains("-> 401\n    there was no such phase") && !Contains("#1 ") &&
                        !Contains("secret"));
  CHECK_THROWS_AS(held.wait_until_reached(1, 1ms), VerificationError);
}

TEST_CASE("a reset ends a hold: who waits for it is told at once") {
  MockServer server({.listen = false});
  auto held = server.hold(creates, Phase::request);
  server.reset();
  CHECK_THROWS_AS(held.wait_until_reached(1, 1ms), VerificationError);
  CHECK(held.reached() == 0);
  CHECK(held.release() == 0);
}

TEST_CASE("a push is held by C++ code and goes on when it is released") {
  MockServer server({.listen = false});
  auto held = server.hold(operation("push"), Phase::push, 2);
  CHECK_THAT(create(server).body, Contains("requires_sync"));
  held.wait_until_reached();
  CHECK(server.tenant("dest").stories().empty());
  CHECK(held.release() == 1);
  CHECK(server.tenant("dest").stories().size() == 1);
}

TEST_CASE("a hold at a phase without such requests is a mistake of the caller") {
  MockServer server({.listen = false});
  CHECK_THROWS_AS(static_cast<void>(server.hold(creates, Phase::push)), std::logic_error);
  CHECK_THROWS_AS(static_cast<void>(server.hold(any_request(), Phase::connect)), std::logic_error);
  CHECK_THROWS_AS(static_cast<void>(server.hold(creates, Phase::request, 0)), std::logic_error);
}

TEST_CASE("a rule with the effect hold that came another way is released by its name") {
  MockServer server({.listen = false});
  server.inject({.name = "mine", .phase = Phase::push, .effect = effects::hold()});
  server.inject(
      {.name = "other", .phase = Phase::request, .effect = effects::answer(503), .times = 1});
  create(server);
  create(server);
  CHECK(server.world().release("mine") == 1);
  CHECK_THROWS_WITH(server.world().release("other"), Contains("(mine)"));
}

TEST_CASE("holds are listed and released over HTTP, without secrets") {
  HoldingServer face;
  auto held = face.server.hold(creates, Phase::before_commit);
  face.create_beside();
  held.wait_until_reached();
  face.server.inject({.name = "dest-key", .phase = Phase::push, .effect = effects::hold()});
  face.server.handle({.method = "POST",
                      .target = "/api/v1/admin/sync_destinations",
                      .headers = {{"Authorization", "Bearer origin-key"}},
                      .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                  "destination_tenant_api_key": "dest-key", "team_id": 7,
                                  "destination_team_id": 42, "story_ids": [9982]})"});
  const auto holds = control(face.server, "GET", "/holds")["holds"];
  REQUIRE(holds.size() == 2);
  CHECK(holds[0]["name"] == "hold 1");
  CHECK(holds[0]["phase"] == "before_commit");
  CHECK(holds[0]["reached"] == 1);
  REQUIRE(holds[0]["waiting"].size() == 1);
  CHECK(holds[0]["waiting"][0]["request"] == 1);
  CHECK(holds[0]["waiting"][0]["push"].is_null());
  CHECK(holds[1]["waiting"][0]["push"] ==
        nlohmann::json{{"tenant", "origin"}, {"sync_destination_id", 24}, {"story_id", 9982}});
  CHECK_THAT(holds.dump(), !Contains("dest-key") && Contains("[redacted"));
  CHECK(control(face.server, "POST", "/holds/hold%201/release")["released"] == 1);
  face.client.join();
  CHECK(control(face.server, "GET", "/holds")["holds"][0]["waiting"].empty());
  control(face.server, "POST", "/holds/none/release", 404);
}

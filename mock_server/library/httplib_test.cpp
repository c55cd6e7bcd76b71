#include "library/testing/ways.hpp"
#include "testing/catch2.hpp"

#include <nlohmann/json.hpp>

using namespace tines_mock;

namespace {

/// A client of a cpp-httplib server with a mock on it.
struct ClientOfMounted : testing::Mounted {
  ClientOfMounted() : Mounted(sample_world(), {}) {}
  httplib::Client client{"127.0.0.1", port()};
  const httplib::Headers key{{"Authorization", "Bearer origin-key"}};
};

constexpr auto a_create = R"({"destination_tenant_url": "https://dest.tines.com",
  "destination_tenant_api_key": "dest-key", "destination_team_id": 42, "team_id": 7,
  "story_ids": [9981, 9982]})";
constexpr auto collection = "/api/v1/admin/sync_destinations";

}  // namespace

TEST_CASE("a mounted cpp-httplib server answers as the mock does, beside its own routes") {
  ClientOfMounted mounted;
  const auto created = mounted.client.Post(collection, mounted.key, a_create, "application/json");
  REQUIRE(created);
  CHECK(created->status == 201);
  CHECK(nlohmann::json::parse(created->body)["sync_destination"]["id"] == 24);
  CHECK(created->get_header_value("Content-Type") == "application/json");
  CHECK(mounted.client
            .Get("/t/dest/api/v1/stories?team_id=42", {{"Authorization", "Bearer dest-key"}})
            ->status == 200);
  CHECK(mounted.client.Delete((collection + std::string("/24")).c_str(), mounted.key)->status ==
        204);
  CHECK(mounted.client.Get("/api/v1/nothing", mounted.key)->status == 404);
  CHECK(mounted.client.Get("/own")->body == "mine");
  CHECK(mounted.client.Get("/other")->status == 404);
  CHECK(mounted.client.Get("//api/v1/info", mounted.key)->status == 200);
  const auto head = mounted.client.Head("/api/v1/info", mounted.key);
  const auto get = mounted.client.Get("/api/v1/info", mounted.key);
  CHECK(head->status == 200);
  CHECK(head->get_header_value("Content-Length") == std::to_string(get->body.size()));
  CHECK(get->get_header_value_count("Date") == 1);
  CHECK(mounted.client.Get("/__admin/health")->status == 200);
  CHECK(mounted.mock.requests().size() == 7);
  CHECK(mounted.mock.requests()[0].request.headers.find("REMOTE_ADDR") == std::nullopt);
}

TEST_CASE("on a mounted server fault rules replace responses and cannot break connections") {
  ClientOfMounted mounted;
  mounted.mock.inject({.name = "trickles",
                       .when = operation("info.show"),
                       .phase = Phase::response,
                       .effect = effects::Throttle{1'000'000}});
  const auto whole = mounted.client.Get("/api/v1/info", mounted.key);
  CHECK(whole->status == 200);
  CHECK(whole->get_header_value_count("Content-Length") == 1);
  mounted.mock.inject({.name = "unavailable",
                       .phase = Phase::request,
                       .effect = effects::Answer{.status = 503, .headers = {{"Retry-After", "7"}}},
                       .times = 1});
  const auto unavailable = mounted.client.Get(collection, mounted.key);
  CHECK(unavailable->status == 503);
  CHECK(unavailable->get_header_value("Retry-After") == "7");
  mounted.mock.inject(
      {.name = "lost", .phase = Phase::after_commit, .effect = effects::reset(), .times = 1});
  const auto lost = mounted.client.Post(collection, mounted.key, a_create, "application/json");
  CHECK(lost->status == 502);
  CHECK(lost->body.find("MockServer's own port") != std::string::npos);
  CHECK(mounted.mock.tenant("origin").sync_destinations().size() == 1);
}

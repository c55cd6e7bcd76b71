#include "exchange/keyless_request.hpp"

#include "exchange/testing/stage.hpp"

using namespace tines_mock;
using exchange::with_keys;

namespace {

WorldSpec world_with_keys(std::vector<ApiKey> origin, std::vector<ApiKey> dest) {
  WorldSpec spec = sample_world();
  spec.tenants[0].keys = std::move(origin);
  spec.tenants[1].keys = std::move(dest);
  return spec;
}

Request completed(WorldSpec spec, const exchange::KeylessRequest& request) {
  exchange::testing::Stage stage({}, std::move(spec));
  return with_keys(*stage.world, request);
}

}  // namespace

TEST_CASE("a request without a key gets the tenant's key that may do everything") {
  const auto request =
      completed(world_with_keys({{.secret = "reads", .rights = {Right::read}},
                                 {.secret = "of a team", .team_id = TeamId(7)},
                                 {.secret = "all"}},
                                {}),
                {.tenant = "origin", .method = "POST", .path = "/api/v1/teams?a=b", .body = "{}"});
  CHECK(request.method == "POST");
  CHECK(request.target == "/t/origin/api/v1/teams?a=b");
  CHECK(request.headers.find("Authorization") == "Bearer all");
  CHECK(request.headers.find("Content-Type") == "application/json");
}

TEST_CASE("a request to a tenant without such a key has none, and without a body no content type") {
  const auto request =
      completed(world_with_keys({{.secret = "reads", .rights = {Right::read}}}, {}),
                {.tenant = "origin", .path = "/api/v1/info"});
  CHECK(request.method == "GET");
  CHECK(request.headers.empty());
}

TEST_CASE(
    "a named key in the body becomes one that may publish to that tenant, wherever it stands") {
  const auto spec = world_with_keys({}, {{.secret = "reads", .rights = {Right::read}},
                                         {.secret = R"(a"b\)", .rights = {Right::publish}}});
  CHECK(completed(spec, {.tenant = "origin",
                         .body = R"(["{key of dest}","x {key of dest}","{key of nobody}"])"})
            .body == R"(["a\"b\\","x a\"b\\","{key of nobody}"])");
}

TEST_CASE("a create without keys is carried out as one with keys") {
  exchange::testing::Stage stage;
  const auto response = stage.exchange.handle(
      with_keys(*stage.world, {.tenant = "origin",
                               .method = "POST",
                               .path = exchange::testing::list,
                               .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                           "destination_tenant_api_key": "{key of dest}",
                                           "destination_team_id": 42, "team_id": 7,
                                           "story_ids": [9981]})"}));
  CHECK(response.status == 201);
  CHECK(response.body.find(R"("status":"synced")") != std::string::npos);
}

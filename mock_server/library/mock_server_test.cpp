#include "testing/catch2.hpp"

#include <tines_mock/limits.hpp>
#include <tines_mock/mock_server.hpp>

#include <thread>
#include <type_traits>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const ServerOptions no_socket{.listen = false};

Request request_to(std::string tenant, std::string method, std::string path, json body = nullptr) {
  return {.method = std::move(method),
          .target = "/t/" + tenant + path,
          .headers = {{"Authorization", "Bearer " + tenant + "-key"}},
          .body = body.is_null() ? "" : body.dump()};
}

Request documented_create() {
  return request_to("origin", "POST", "/api/v1/admin/sync_destinations",
                    {{"destination_tenant_url", "https://dest.tines.com"},
                     {"destination_tenant_api_key", "dest-key"},
                     {"destination_team_id", 42},
                     {"team_id", 7},
                     {"story_ids", {9981, 9982}}});
}

json body_of(const Response& response) {
  return json::parse(response.body);
}

}  // namespace

TEST_CASE(
    "the documented request gets the documented response, and the destination has the stories") {
  MockServer server(sample_world(), {}, no_socket);
  const auto response = server.handle(documented_create());
  CHECK(response.status == 201);
  CHECK(body_of(response) == json::parse(R"({"sync_destination": {
    "id": 24, "destination_tenant_url": "https://dest.tines.com", "destination_team_id": 42,
    "origin_team_id": 7, "subscriptions": [
      {"story": {"id": 9981, "name": "High‑Priority Alerts"}, "status": "synced",
       "error_message": null},
      {"story": {"id": 9982, "name": "Change Control Requests"}, "status": "synced",
       "error_message": null}]}})"));

  const auto copies = server.tenant("dest").stories();
  REQUIRE(copies.size() == 2);
  CHECK(copies[0].name == "High‑Priority Alerts");
  CHECK(copies[0].team_id == TeamId(42));
  CHECK(server.tenant("origin").sync_destinations().size() == 1);
}

TEST_CASE("a story's content keeps every digit from import to export, through a sync and a file") {
  MockServer server(sample_world(), {}, no_socket);
  const std::string numbers = R"([1000000000000100000001,0.10,1E5,18446744073709551616])";
  auto import = request_to("origin", "POST", "/api/v1/stories/import");
  import.body =
      R"({"team_id":7,"new_name":"Big","data":{"name":"x","agents":[{"n":)" + numbers + R"(}]}})";
  const auto id = body_of(server.handle(import))["id"].get<int>();
  const auto exported_by = [&](MockServer& from, const std::string& tenant, int story) {
    return from
        .handle(request_to(tenant, "GET", "/api/v1/stories/" + std::to_string(story) + "/export"))
        .body;
  };
  CHECK(exported_by(server, "origin", id).find(numbers) != std::string::npos);

  auto create = documented_create();
  create.body.replace(create.body.find("9981"), 4, std::to_string(id));
  CHECK(server.handle(create).status == 201);
  const auto copy = server.tenant("dest").stories().front().id.value;
  CHECK(exported_by(server, "dest", static_cast<int>(copy)).find(numbers) != std::string::npos);

  MockServer again(parse_world(to_json(server.world().export_state())), {}, no_socket);
  CHECK(again.tenant("origin").story(StoryId(id)).content ==
        R"({"agents":[{"n":)" + numbers + "}]}");
}

TEST_CASE("a URL of the mock means the tenant that it reaches") {
  MockServer server;
  auto request = documented_create();
  auto body = body_of({.body = request.body});
  const auto port = std::to_string(server.port());
  for (const auto& url :
       {server.url("dest"), server.url("dest") + "/", "http://localhost:" + port + "/t/dest"}) {
    body["destination_tenant_url"] = url;
    request.body = body.dump();
    const auto answer = body_of(server.handle(request))["sync_destination"];
    CHECK(answer["destination_tenant_url"] == url);
    CHECK(answer["subscriptions"][0]["status"] == "synced");
  }
  for (const auto* url : {"http://127.0.0.1:1/t/dest", "https://dest.example/t/dest"}) {
    body["destination_tenant_url"] = url;
    request.body = body.dump();
    CHECK(body_of(server.handle(request))["sync_destination"]["subscriptions"][0]["status"] ==
          "failed");
  }
}

TEST_CASE("a tenant is found by path prefix, then by Host, else it is the first of its world") {
  MockServer server(sample_world(), {}, no_socket);
  const auto status = [&](std::string target, std::string host, std::string key) {
    return server
        .handle({.target = std::move(target),
                 .headers = {{"Host", std::move(host)}, {"X-User-Token", std::move(key)}}})
        .status;
  };
  CHECK(status("/t/dest/api/v1/info", "anything", "dest-key") == 200);
  CHECK(status("/api/v1/info", "dest.tines.com", "dest-key") == 200);
  CHECK(status("/api/v1/info", "DEST.tines.com:8080", "dest-key") == 200);
  CHECK(status("/api/v1/info", "127.0.0.1", "origin-key") == 200);
  CHECK(status("/w/default/t/dest/api/v1/info", "x", "dest-key") == 200);
  CHECK(status("/t/dest/api/v1/info", "origin.tines.com", "origin-key") == 401);
  CHECK(status("/t/nobody/api/v1/info", "x", "origin-key") == 404);
  CHECK(status("/w/nowhere/api/v1/info", "x", "origin-key") == 404);
}

TEST_CASE("worlds of one server do not see each other") {
  MockServer server(sample_world(), {}, no_socket);
  auto other = server.add_world("other", sample_world());
  server.handle(documented_create());
  CHECK(server.tenant("origin").sync_destinations().size() == 1);
  CHECK(other.tenant("origin").sync_destinations().empty());
  CHECK(other.url("dest") == "http://localhost/w/other/t/dest");

  auto request = documented_create();
  request.target = "/w/other" + request.target;
  CHECK(server.handle(request).status == 201);
  CHECK(other.tenant("dest").stories().size() == 2);

  CHECK_THROWS_AS(server.add_world("other", {}), std::logic_error);
  CHECK_THROWS_AS(server.add_world("Not a name", {}), std::logic_error);
  CHECK_THROWS_AS(server.drop_world("default"), std::logic_error);
  server.drop_world("other");
  CHECK(server.handle(request).status == 404);
  CHECK_THROWS_WITH(server.world("other"),
                    "world(\"other\"): expected a world of this server (default)");
}

TEST_CASE("a deferred push runs when the world's clock reaches it") {
  MockServer server(sample_world(), {.virtual_clock = true, .sync_mode = SyncMode::deferred},
                    no_socket);
  const auto created = body_of(server.handle(documented_create()));
  CHECK(created["sync_destination"]["subscriptions"][0]["status"] == "requires_sync");
  server.virtual_clock().advance(Milliseconds(999));
  CHECK(server.tenant("dest").stories().empty());
  server.virtual_clock().advance(Milliseconds(1));
  CHECK(server.tenant("dest").stories().size() == 2);
  CHECK(server.tenant("origin").sync_destinations()[0].subscriptions[0].status ==
        SyncStatus::synced);
}

TEST_CASE("create waits for a slow destination, on the world's clock") {
  MockServer server(sample_world(), {.virtual_clock = true}, no_socket);
  server.inject({.name = "slow",
                 .when = operation("push"),
                 .phase = Phase::push,
                 .effect = effects::PushSlow{effects::FixedDelay{Milliseconds(60'000)}}});
  Response response;
  std::thread client([&] { response = server.handle(documented_create()); });
  server.virtual_clock().wait_for_waiters(1);
  CHECK(server.tenant("origin").sync_destinations()[0].subscriptions[0].status ==
        SyncStatus::requires_sync);
  server.virtual_clock().advance(Milliseconds(60'000));
  client.join();
  CHECK(body_of(response)["sync_destination"]["subscriptions"][0]["status"] == "synced");
}

TEST_CASE("a client with one thread gets a delayed answer on a virtual clock") {
  MockServer server(sample_world(), {.virtual_clock = true}, no_socket);
  server.inject({.name = "slow", .effect = effects::delay(limits::delay)});
  Response response;
  server.virtual_clock().advance_while([&] { response = server.handle(documented_create()); });
  CHECK(response.status == 201);
  CHECK(server.virtual_clock().now() == VirtualClock::default_start + limits::delay);
}

template <class Rule>
concept MayLackAnEffect = requires {
  Rule{.name = "no effect"};
};
static_assert(!MayLackAnEffect<FaultRule> && !std::is_default_constructible_v<FaultRule>);

TEST_CASE("reset restores the state of the start") {
  MockServer server(sample_world(), {}, no_socket);
  server.inject({.name = "always", .effect = effects::reset()});
  CHECK(server.handle(documented_create()).ending == Ending::reset);
  server.tenant("origin").delete_story(StoryId(9981));
  server.reset();
  CHECK(server.world().faults().empty());
  CHECK(server.requests().empty());
  CHECK(body_of(server.handle(documented_create()))["sync_destination"]["id"] == 24);
}

TEST_CASE("a server with an exported state continues where the other one was") {
  MockServer first(sample_world(), {}, no_socket);
  first.handle(documented_create());
  MockServer second(first.world().export_state(), {}, no_socket);
  CHECK(to_json(second.world().export_state()) == to_json(first.world().export_state()));
  CHECK(body_of(second.handle(documented_create()))["sync_destination"]["id"] == 25);
  CHECK(second.tenant("dest").stories().size() == 2);
}

TEST_CASE("misuse of the C++ API throws an error that lists what there is") {
  MockServer server(sample_world(), {}, no_socket);
  CHECK_THROWS_WITH(server.tenant("nobody"),
                    "tenant(\"nobody\"): expected one of the world's tenants (origin, dest)");
  CHECK_THROWS_AS(server.tenant("origin").story(StoryId(1)), std::logic_error);
  CHECK_THROWS_AS(server.virtual_clock(), std::logic_error);
  CHECK_THROWS_AS(server.inject_scenario("no such thing"), std::logic_error);
  CHECK_THROWS_AS(server.world().remove_fault("no such rule"), std::logic_error);
  CHECK_THROWS_AS(MockServer(sample_world(), {}, {.host = "0.0.0.0"}), std::logic_error);
}

TEST_CASE("a blank option is an error, and not the same as no option") {
  const auto error_of = [](const ServerOptions& options) {
    try {
      MockServer server(sample_world(), {}, options);
    } catch (const std::logic_error& misuse) {
      return std::string(misuse.what());
    }
    return std::string("accepted");
  };
  for (const auto* blank : {"", " ", "\t\r\n"})
    for (const bool listen : {true, false}) {
      CHECK_THAT(error_of({.control_token = blank, .listen = listen}),
                 Contains("ServerOptions::control_token"));
      CHECK_THAT(error_of({.host = blank, .control_token = "token", .listen = listen}),
                 Contains("ServerOptions::host"));
    }
  for (const auto& half : {Tls{.certificate_file = "c.pem"}, Tls{.key_file = "k.pem"}})
    CHECK_THAT(error_of({.tls = half, .listen = false}), Contains("Tls::key_file"));
  CHECK_THAT(error_of({.host = "0.0.0.0"}), Contains("set a control token"));
  CHECK(error_of({.host = "0.0.0.0", .control_token = " t "}) == "accepted");
  CHECK(error_of({.host = "0.0.0.0", .listen = false}) == "accepted");
  CHECK(error_of({.host = "localhost"}) == "accepted");
}

TEST_CASE("a server can be stopped twice, and before it has served anything") {
  MockServer server;
  server.stop();
  server.stop();
}

TEST_CASE("two servers of one process have ports of their own") {
  MockServer first;
  MockServer second;
  CHECK(first.port() != second.port());
  CHECK_THROWS_AS(MockServer(sample_world(), {}, {.port = first.port()}), std::system_error);
}

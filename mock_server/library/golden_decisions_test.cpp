#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <algorithm>
#include <cstdio>
#include <utility>

// The decisions for a seed and a rule's name, written down: a change of the way in which random
// numbers are drawn would change runs that users have recorded.
using namespace tines_mock;

namespace {

MockServer seeded(WorldOptions options = {}) {
  options.rng_seed = 42;
  return MockServer(sample_world(), std::move(options), {.listen = false});
}

Response info(MockServer& server) {
  return server.handle({.target = "/api/v1/info",
                        .headers = {{"Host", "localhost"}, {"X-User-Token", "origin-key"}}});
}

std::string hex(std::string_view bytes) {
  std::string digits;
  for (const char byte : bytes) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", static_cast<unsigned char>(byte));
    digits += two;
  }
  return digits;
}

// How long each push of a deferred create takes.
std::vector<std::int64_t> push_times(const effects::DelayTime& time) {
  auto server = seeded({.virtual_clock = true, .sync_mode = SyncMode::deferred});
  server.inject({.name = "slow",
                 .when = operation("push"),
                 .phase = Phase::push,
                 .effect = effects::PushSlow{time}});
  std::vector<std::int64_t> times;
  for (int i = 0; i < 3; ++i)
    REQUIRE(server
                .handle({.method = "POST",
                         .target = "/api/v1/admin/sync_destinations",
                         .headers = {{"Host", "localhost"}, {"X-User-Token", "origin-key"}},
                         .body = R"({"destination_tenant_url": "https://dest.tines.com",
                           "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
                           "team_id": 7, "story_ids": [9981, 9982]})"})
                .status == 201);
  server.virtual_clock().advance(Milliseconds(1000));
  auto pushes = server.world().export_state().pending_pushes;
  std::ranges::sort(pushes, {}, [](const PendingPush& push) {
    return std::pair(push.sync_destination_id, push.story_id);
  });
  for (const auto& push : pushes) times.push_back(push.due_in.count());
  return times;
}

}  // namespace

TEST_CASE("a rule of seed 42 that acts on half of its matches acts on these") {
  auto server = seeded();
  server.inject({.name = "half",
                 .phase = Phase::request,
                 .effect = effects::Answer{.status = 503},
                 .probability = 0.5});
  server.inject({.name = "a third",
                 .phase = Phase::before_commit,
                 .effect = effects::Answer{.status = 500},
                 .probability = 0.33});
  std::string decisions;
  for (int i = 0; i < 32; ++i) {
    const int status = info(server).status;
    decisions += status == 503 ? 'h' : status == 500 ? 't' : '-';
  }
  CHECK(decisions == "hht-th-ht--hh-hhhht-th-thh-hhhh-");
}

TEST_CASE("the delays of a rule of seed 42 are these") {
  using Times = std::vector<std::int64_t>;
  CHECK(push_times(effects::UniformDelay{Milliseconds(1000), Milliseconds(9000)}) ==
        Times{7051, 4348, 6967, 3749, 4393, 3775});
  CHECK(push_times(effects::LognormalDelay{Milliseconds(1000), 0.5}) ==
        Times{961, 609, 1112, 1259, 1023, 704});
}

TEST_CASE("the garbage of a rule of seed 42 is this") {
  auto server = seeded();
  server.inject(
      {.name = "noise", .phase = Phase::response, .effect = effects::Garbage{.bytes = 8}});
  CHECK(hex(info(server).body) == "c7eaa9baa0b6efe7");
  CHECK(hex(info(server).body) == "e789bfdddff9ceb4");
}

TEST_CASE("the guid of a story of seed 42 is this") {
  const auto server = seeded();
  const auto added = server.tenant("dest").add_story({.name = "s", .team_id = TeamId(42)});
  CHECK(server.tenant("dest").story(added).guid == "6baa628c9a299007ec757da82a0f7684");
}

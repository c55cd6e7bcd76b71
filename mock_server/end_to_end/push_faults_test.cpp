#include "end_to_end/testing/ask.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;

// Faults at the push, seen by a client that creates a sync destination, shows it and syncs again.

namespace {

FaultRule push_rule(Effect effect) {
  return {.name = "the fault",
          .when = operation("push"),
          .phase = Phase::push,
          .effect = std::move(effect)};
}

MockServer& with(MockServer& server, FaultRule rule) {
  server.inject(std::move(rule));
  return server;
}

std::string message_of(const Response& response, std::size_t subscription) {
  return body_of(response)["sync_destination"]["subscriptions"][subscription]["error_message"];
}

/// The statuses of both stories after the create and after each manual sync.
std::vector<Statuses> after_each_sync(MockServer& server, int syncs) {
  std::vector<Statuses> all = {sync_statuses(ask(server, documented_create()))};
  for (int i = 0; i < syncs; ++i) {
    CHECK(ask(server, manual_sync(24)).status == 200);
    all.push_back(sync_statuses(ask(server, show(24))));
  }
  return all;
}

}  // namespace

TEST_CASE(
    "each reason of a failed push: 201, status failed, a message with the reason and without a "
    "key") {
  const auto reason = GENERATE(
      std::pair(PushFailure::unreachable, "reached"), std::pair(PushFailure::timed_out, "in time"),
      std::pair(PushFailure::key_refused, "key"), std::pair(PushFailure::team_unknown, "team 42"),
      std::pair(PushFailure::rejected, "rejected"));
  MockServer server;
  with(server, push_rule(effects::PushFails{reason.first}));
  const auto created = ask(server, documented_create());
  CHECK(created.status == 201);
  CHECK(sync_statuses(created) == both_failed);
  CHECK_THAT(message_of(created, 0), Contains(reason.second));
  CHECK(created.body.find("dest-key") == std::string::npos);
  CHECK(server.tenant("dest").stories().empty());
}

TEST_CASE("the message of a failed push can be any text of any length, and is returned unchanged") {
  const std::string odd = std::string(3000, 'x') + "\n\"<b>\\ ошибка 🚫";
  MockServer server;
  with(server, push_rule(effects::PushFails{.reason = PushFailure::rejected, .message = odd}));
  CHECK(message_of(ask(server, documented_create()), 1) == odd);
  CHECK(message_of(ask(server, show(24)), 0) == odd);
}

TEST_CASE("a create waits for a slow push, on the world's clock only") {
  MockServer server(sample_world(), {.virtual_clock = true});
  with(server, push_rule(effects::PushSlow{effects::FixedDelay{Milliseconds(120'000)}}));
  Client client(server);
  client.send(bytes_of(documented_create(), Keeps::nothing));
  server.virtual_clock().wait_for_waiters(1);
  CHECK(sync_statuses(ask(server, show(24))) == both_waiting);
  server.virtual_clock().advance(Milliseconds(119'999));
  CHECK_FALSE(client.has_more());
  server.virtual_clock().advance(Milliseconds(1));
  CHECK(sync_statuses(response_in(all_of(client))) == both_synced);
}

TEST_CASE("a push that times out fails when its time is over") {
  MockServer server(sample_world(), {.virtual_clock = true});
  with(server, push_rule(effects::PushFails{PushFailure::timed_out, "", Milliseconds(2000)}));
  const auto created = ask_and_advance(server, documented_create(), Milliseconds(2000));
  CHECK(sync_statuses(created) == both_failed);
}

TEST_CASE("a push that is stuck stays in requires_sync until the rule is gone") {
  MockServer server;
  with(server, push_rule(effects::PushStuck{}));
  CHECK(after_each_sync(server, 1) == std::vector{both_waiting, both_waiting});
  CHECK(server.tenant("dest").stories().empty());
  server.world().remove_fault("the fault");
  ask(server, manual_sync(24));
  CHECK(sync_statuses(ask(server, show(24))) == both_synced);
  CHECK(server.tenant("dest").stories().size() == 2);
}

TEST_CASE("a flapping destination fails every second push") {
  auto rule = push_rule(effects::PushFails{});
  rule.every = 2;
  MockServer server;
  with(server, rule);
  const Statuses one = {"synced", "failed"};
  CHECK(after_each_sync(server, 2) == std::vector{one, one, one});
}

TEST_CASE("a destination recovers after K pushes") {
  auto rule = push_rule(effects::PushFails{});
  rule.times = 3;
  MockServer server;
  with(server, rule);
  CHECK(after_each_sync(server, 2) ==
        std::vector<Statuses>{both_failed, {"failed", "synced"}, both_synced});
  CHECK(server.tenant("dest").stories().size() == 2);
}

TEST_CASE("a key that is revoked halfway fails all pushes after the first") {
  auto rule = push_rule(effects::PushFails{PushFailure::key_refused});
  rule.skip = 1;
  MockServer server;
  with(server, rule);
  CHECK(after_each_sync(server, 1) == std::vector<Statuses>{{"synced", "failed"}, both_failed});
  CHECK(server.tenant("dest").stories().size() == 1);
}

TEST_CASE(
    "a rule for a story and a destination fails the pushes of that story to that destination "
    "only") {
  auto rule = push_rule(effects::PushFails{});
  rule.when.story_id = StoryId(9982);
  rule.when.sync_destination_id = SyncDestinationId(24);
  MockServer server;
  with(server, rule);
  CHECK(sync_statuses(ask(server, documented_create())) == Statuses{"synced", "failed"});
  CHECK(sync_statuses(ask(server, documented_create())) == both_synced);
}

TEST_CASE("the journal entry of a create names the rules that made its pushes fail") {
  MockServer server;
  with(server, push_rule(effects::PushFails{}));
  ask(server, documented_create());
  const auto entry = server.requests().at(0);
  REQUIRE(entry.faults.size() == 2);
  CHECK(entry.faults[1].rule == "the fault");
  CHECK(entry.faults[1].phase == Phase::push);
  CHECK(entry.faults[1].n == 2);
  CHECK(entry.committed);
}

TEST_CASE("a stale read hides a new sync destination until its time is over") {
  MockServer server(sample_world(), {.virtual_clock = true});
  server.inject({.name = "lag", .effect = effects::StaleRead{Milliseconds(5000)}});
  CHECK(ask(server, documented_create()).status == 201);
  const auto listed = [&] { return body_of(ask(server, list())); };
  CHECK(listed()["sync_destinations"].empty());
  CHECK(listed()["meta"]["count"] == 0);
  CHECK(ask(server, show(24)).status == 404);
  CHECK(destinations(server) == 1);
  server.virtual_clock().advance(Milliseconds(4999));
  CHECK(listed()["sync_destinations"].empty());
  server.virtual_clock().advance(Milliseconds(1));
  CHECK(listed()["sync_destinations"].size() == 1);
  CHECK(ask(server, show(24)).status == 200);
}

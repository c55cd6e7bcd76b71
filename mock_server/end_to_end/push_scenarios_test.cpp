#include "end_to_end/testing/ask.hpp"
#include "end_to_end/testing/scenario_proofs.hpp"
#include "testing/catch2.hpp"

// What the scenarios do in which a sync fails.

namespace tines_mock::end_to_end {
namespace {

using Catch::Matchers::Contains;

Statuses created(const MockServer& server) {
  const auto response = ask(server, documented_create());
  CHECK(response.status == 201);
  return sync_statuses(response);
}

Statuses synced_again(const MockServer& server) {
  CHECK(ask(server, manual_sync(24)).status == 200);
  return sync_statuses(ask(server, show(24)));
}

std::string first_message(const MockServer& server) {
  return body_of(ask(server, show(24)))["sync_destination"]["subscriptions"][0]["error_message"];
}

void destination_down_then_recovers(MockServer& server) {
  CHECK(created(server) == both_failed);
  CHECK_THAT(first_message(server), Contains("could not be reached"));
  CHECK(synced_again(server) == both_failed);
  CHECK(synced_again(server) == both_synced);
}

void destination_key_revoked(MockServer& server) {
  CHECK(created(server) == both_failed);
  CHECK_THAT(first_message(server), Contains("refused the API key"));
  CHECK(synced_again(server) == both_failed);
}

void destination_team_deleted(MockServer& server) {
  CHECK(created(server) == both_failed);
  CHECK_THAT(first_message(server), Contains("has no team 42"));
}

void destination_times_out(MockServer& server) {
  const auto late = ask_and_advance(server, documented_create(), Milliseconds(2000));
  CHECK(sync_statuses(late) == both_failed);
  CHECK_THAT(first_message(server), Contains("did not answer in time"));
}

void flapping_sync(MockServer& server) {
  CHECK(created(server) == both_synced);
  CHECK(synced_again(server) == Statuses{"failed", "synced"});
  CHECK(synced_again(server) == Statuses{"synced", "failed"});
}

void key_revoked_halfway(MockServer& server) {
  CHECK(created(server) == Statuses{"synced", "failed"});
  CHECK(synced_again(server) == both_failed);
  CHECK(server.tenant("dest").stories().size() == 1);
}

void long_error_message(MockServer& server) {
  CHECK(created(server) == both_failed);
  const auto message = first_message(server);
  CHECK(message.size() > 2000);
  CHECK_THAT(message, Contains("\n") && Contains("\"agents\"") && Contains("検証"));
}

void one_story_fails(MockServer& server) {
  CHECK(created(server) == Statuses{"synced", "failed"});
  CHECK(synced_again(server) == Statuses{"synced", "failed"});
}

void slow_destination(MockServer& server) {
  const auto late = ask_and_advance(server, documented_create(), std::chrono::minutes(10));
  CHECK(sync_statuses(late) == both_synced);
}

void stuck_requires_sync(MockServer& server) {
  CHECK(created(server) == both_waiting);
  CHECK(synced_again(server) == both_waiting);
}

}  // namespace

ScenarioProofs push_scenarios() {
  return {{"destination_down_then_recovers", destination_down_then_recovers},
          {"destination_key_revoked", destination_key_revoked},
          {"destination_team_deleted", destination_team_deleted},
          {"destination_times_out", destination_times_out},
          {"flapping_sync", flapping_sync},
          {"key_revoked_halfway", key_revoked_halfway},
          {"long_error_message", long_error_message},
          {"one_story_fails", one_story_fails},
          {"slow_destination", slow_destination},
          {"stuck_requires_sync", stuck_requires_sync}};
}

}  // namespace tines_mock::end_to_end

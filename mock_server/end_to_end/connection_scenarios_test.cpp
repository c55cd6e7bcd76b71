#include "end_to_end/testing/ask.hpp"
#include "end_to_end/testing/scenario_proofs.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"

// What the scenarios do in which a client gets no response, a part of one, or a slow one.

namespace tines_mock::end_to_end {
namespace {

using wire::testing::RawClient;

Seen seen(const MockServer& server, const Request& request) {
  Client client(server);
  return all_of(client.send(bytes_of(request, Keeps::nothing)));
}

std::size_t promised(std::string_view response) {
  return std::stoul(std::string(response.substr(response.find("Content-Length: ") + 16)));
}

std::string body_in(const std::string& response) {
  return response.substr(response.find("\r\n\r\n") + 4);
}

void connection_resets(MockServer& server) {
  std::string outcomes;
  for (int i = 0; i < 8; ++i) {
    const auto each = seen(server, list());
    outcomes += each.end != End::reset ? 'o' : each.bytes.size() == 60 ? 'm' : 'b';
  }
  CHECK(outcomes == "omobmomb");
}

void create_times_out_before_commit(MockServer& server) {
  Client client(server);
  client.send(bytes_of(documented_create()));
  CHECK(ask(server, list()).status == 200);
  CHECK_FALSE(client.has_more());
  client.leave();
  CHECK(all_of(client).bytes.empty());
  CHECK(destinations(server) == 0);
  CHECK(ask(server, documented_create()).status == 201);
  CHECK(destinations(server) == 1);
}

void empty_reply(MockServer& server) {
  const auto empty = seen(server, documented_create());
  CHECK(empty.bytes.empty());
  CHECK(empty.end == End::regular);
  CHECK(destinations(server) == 0);
}

void garbage_answer(MockServer& server) {
  const auto garbage = seen(server, list());
  CHECK(garbage.bytes.size() == 64);
  CHECK_FALSE(garbage.bytes.starts_with("HTTP"));
}

// A client that repeats a create without looking whether the first one was committed.
int create_until_it_works(const MockServer& server) {
  int tries = 1;
  while (tries < 10 && ask(server, documented_create()).status != 201) ++tries;
  return tries;
}

void lost_response_after_create(MockServer& server) {
  CHECK(create_until_it_works(server) == 2);
  CHECK(destinations(server) == 2);

  REQUIRE(server.requests().size() == 2);
  REQUIRE(eventually([&] { return server.requests()[0].ending == Ending::reset; }));
  const auto requests = server.requests();
  const auto& lost = requests[0];
  CHECK(lost.committed);
  CHECK(lost.status == 0);
  CHECK(lost.bytes_sent == 0);
  REQUIRE(lost.faults.size() == 1);
  CHECK(lost.faults[0].rule == "lost_response_after_create");
  CHECK(lost.faults[0].phase == Phase::after_commit);
  CHECK(requests[1].committed);
  CHECK(requests[1].faults.empty());
  CHECK(requests[1].status == 201);
  server.verify(operation("sync_destination.create"), exactly(2));
}

void lost_response_after_delete(MockServer& server) {
  CHECK(ask(server, documented_create()).status == 201);
  const auto remove = to_origin("DELETE", "/api/v1/admin/sync_destinations/24");
  CHECK(seen(server, remove).end == End::reset);
  CHECK(destinations(server) == 0);
  CHECK(ask(server, remove).status == 404);
}

void server_restarts(MockServer& server) {
  CHECK(ask(server, list()).status == 200);
  CHECK(ask(server, list()).status == 200);
  CHECK(seen(server, documented_create()).end == End::reset);
  CHECK_FALSE(RawClient::can_connect(server.port()));
  CHECK(destinations(server) == 0);
  server.virtual_clock().wait_for_waiters(1);
  server.virtual_clock().advance(Milliseconds(1500));
  REQUIRE(eventually([&] { return RawClient::can_connect(server.port()); }));
  CHECK(ask(server, documented_create()).status == 201);
}

void slow_answers(MockServer& server) {
  CHECK(ask_and_advance(server, documented_create(), std::chrono::minutes(10)).status == 201);
  CHECK(ask_and_advance(server, list(), std::chrono::minutes(10)).status == 200);
}

void slow_then_recovers(MockServer& server) {
  for (int i = 0; i < 3; ++i)
    CHECK(ask_and_advance(server, list(), Milliseconds(2000)).status == 200);
  CHECK(ask(server, list()).status == 200);
}

void stall_forever(MockServer& server) {
  Client client(server);
  client.send(bytes_of(documented_create()));
  client.leave();
  CHECK(all_of(client).bytes.empty());
  CHECK(destinations(server) == 0);
}

void stall_midway(MockServer& server) {
  Client client(server);
  client.send(bytes_of(documented_create()));
  CHECK(client.read(40).size() == 40);
  CHECK_FALSE(client.has_more());
  client.leave();
  CHECK(all_of(client).bytes.empty());
  CHECK(destinations(server) == 1);
}

void trickling_answer(MockServer& server) {
  Client client(server);
  client.send(bytes_of(list(), Keeps::nothing));
  for (int tenth_of_a_second = 0; tenth_of_a_second < 3; ++tenth_of_a_second) {
    CHECK(client.read(20).size() == 20);
    CHECK_FALSE(client.has_more());
    server.virtual_clock().wait_for_waiters(1);
    server.virtual_clock().advance(Milliseconds(100));
  }
}

void truncated_answer(MockServer& server) {
  const auto cut = seen(server, documented_create());
  CHECK(cut.end == End::regular);
  CHECK(body_in(cut.bytes).size() == 20);
  CHECK(promised(cut.bytes) > 20);
  CHECK(destinations(server) == 1);
}

void wrong_content_length(MockServer& server) {
  const auto wrong = seen(server, documented_create());
  CHECK(wrong.end == End::regular);
  CHECK(promised(wrong.bytes) == body_in(wrong.bytes).size() + 10);
}

}  // namespace

ScenarioProofs connection_scenarios() {
  return {{"connection_resets", connection_resets},
          {"create_times_out_before_commit", create_times_out_before_commit},
          {"empty_reply", empty_reply},
          {"garbage_answer", garbage_answer},
          {"lost_response_after_create", lost_response_after_create},
          {"lost_response_after_delete", lost_response_after_delete},
          {"server_restarts", server_restarts},
          {"slow_answers", slow_answers},
          {"slow_then_recovers", slow_then_recovers},
          {"stall_forever", stall_forever},
          {"stall_midway", stall_midway},
          {"trickling_answer", trickling_answer},
          {"truncated_answer", truncated_answer},
          {"wrong_content_length", wrong_content_length}};
}

}  // namespace tines_mock::end_to_end

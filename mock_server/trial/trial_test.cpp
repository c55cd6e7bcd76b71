#include "testing/catch2.hpp"

#include <tines_mock/trial.hpp>

#include <thread>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

// Clients of every kind under faults, judged by the whole engine.

namespace {

const std::string destinations = "/api/v1/admin/sync_destinations";

/// A client without a socket, so that its answer is the tenant's.
class InProcess {
 public:
  explicit InProcess(MockServer& server) : server_(server) {}

  Response create() {
    return server_.handle({.method = "POST",
                           .target = destinations,
                           .headers = headers_,
                           .body = R"({"destination_tenant_url": "https://dest.tines.com",
                                       "destination_tenant_api_key": "dest-key",
                                       "destination_team_id": 42, "team_id": 7,
                                       "story_ids": [9981, 9982]})"});
  }
  Response list() { return server_.handle({.target = destinations, .headers = headers_}); }

 private:
  MockServer& server_;
  const Headers headers_ = {{"Authorization", "Bearer origin-key"},
                            {"Content-Type", "application/json"}};
};

bool is_success(const Response& response) {
  return response.status == 201;
}

bool naive(MockServer& server) {
  return is_success(InProcess(server).create());
}

bool lying(MockServer& server) {
  InProcess(server).create();
  return true;
}

bool blind(MockServer& server) {
  InProcess client(server);
  for (int i = 0; i < 3; ++i)
    if (is_success(client.create())) return true;
  return false;
}

bool hammering(MockServer& server) {
  InProcess client(server);
  for (int i = 0; i < 12; ++i)
    if (is_success(client.create())) return true;
  return false;
}

TriedFault create_fault(Phase phase, Effect effect, std::optional<std::int64_t> times = 1) {
  return {"the fault",
          "",
          {{.name = "the fault",
            .when = operation("sync_destination.create"),
            .phase = phase,
            .effect = std::move(effect),
            .times = times}}};
}

const TriedFault lost_answer = create_fault(Phase::after_commit, effects::reset());
const TriedFault down = create_fault(Phase::before_commit, effects::answer(503), std::nullopt);

template <class OurClient>
TrialRun under(const TriedFault& fault, OurClient client, TrialOptions options = {}) {
  options.virtual_time = true;
  return try_under({fault}, sample_world(), client, options).front();
}

}  // namespace

TEST_CASE("a client that the fault does not concern has survived") {
  const auto run = under({"none", "", {}}, naive);
  CHECK(run.verdict == Verdict::survived);
  CHECK_FALSE(run.failed());
  CHECK(run.requests.size() == 1);
  CHECK(run.pushes == 2);
}

TEST_CASE("a client that tries again after a lost answer has duplicated") {
  const auto run = under(lost_answer, blind);
  CHECK(run.verdict == Verdict::duplicated);
  CHECK(run.failed());
  CHECK_THAT(run.why, Contains("2 times: sync destination of origin to team 42 of dest"));
}

TEST_CASE("a client that says failure after a lost answer has left something behind") {
  const auto run = under(lost_answer, naive);
  CHECK(run.verdict == Verdict::left_behind);
  CHECK_FALSE(run.failed());
}

TEST_CASE("a client that says failure when nothing was done has given up") {
  CHECK(under(down, naive).verdict == Verdict::gave_up);
}

TEST_CASE("a client that says success when nothing was done has claimed it") {
  const auto run = under(down, lying);
  CHECK(run.verdict == Verdict::claimed_success);
  CHECK_THAT(run.why, Contains("missing: sync destination of origin"));
}

TEST_CASE("success with a subscription that is not synced is claimed") {
  const TriedFault one_fails{
      "push",
      "",
      {{.name = "push", .phase = Phase::push, .effect = effects::push_fails(), .times = 1}}};
  const auto run = under(one_fails, naive);
  CHECK(run.verdict == Verdict::claimed_success);
  CHECK_THAT(run.why, Contains("failed"));
}

TEST_CASE("a push that is slow or deferred has its result before the run is judged") {
  const TriedFault slow{
      "slow", "", {{.name = "slow", .phase = Phase::push, .effect = effects::push_slow(5min)}}};
  CHECK(under(slow, naive, {.world = {.sync_mode = SyncMode::deferred}}).verdict ==
        Verdict::survived);
}

TEST_CASE(
    "a request that is delayed longer than its client waits still commits before the verdict") {
  const auto delayed = create_fault(Phase::before_commit, effects::delay(5min));
  const auto impatient = [](MockServer& server) {
    std::jthread(
        [&server] { InProcess(server).create(); });  // NOLINT: joined here, as the time moves on
    return false;
  };
  const auto run = run_under(
      delayed,
      run_baseline(
          sample_world(),
          [](MockServer& server) { return ClientResult{.exit_status = naive(server) ? 0 : 1}; }),
      sample_world(),
      [&](MockServer& server) { return ClientResult{.exit_status = impatient(server) ? 0 : 1}; },
      {.virtual_time = true});
  CHECK(run.verdict == Verdict::left_behind);
}

TEST_CASE("a client that asks again and again while every answer fails has hammered") {
  const auto run = under(down, hammering);
  CHECK(run.verdict == Verdict::hammered);
  CHECK(under(down, blind).verdict == Verdict::gave_up);
}

TEST_CASE("a client that throws has said failure, and its words are searched for keys") {
  const auto throwing = [](const std::string& text) {
    return [text](MockServer& server) -> bool {
      if (naive(server)) return true;
      throw std::runtime_error(text);
    };
  };
  CHECK(under(down, throwing("no answer")).verdict == Verdict::gave_up);
  const auto leaked = under(down, throwing("no answer to Bearer origin-key"));
  CHECK(leaked.verdict == Verdict::leaked_key);
  CHECK_THAT(leaked.why, Contains("a key of origin") && !Contains("origin-key"));
}

TEST_CASE("a client that prints a key whatever happens is judged for it under each fault") {
  const auto chatty = [](MockServer& server) {
    return ClientResult{.exit_status = naive(server) ? 0 : 1, .output = "key: origin-key"};
  };
  CHECK(under({"none", "", {}}, chatty).verdict == Verdict::leaked_key);
  CHECK(under(down, chatty).verdict == Verdict::leaked_key);
}

TEST_CASE("a client whose requests never end is stopped at its time and has hung") {
  const auto stall = create_fault(Phase::before_commit, effects::hold());
  const auto run = under(stall, naive, {.timeout = 50ms});
  CHECK(run.verdict == Verdict::hung);
}

TEST_CASE("a client that cannot do its work without a fault, or changes nothing, is no baseline") {
  const auto tried = [](auto client) { try_under({}, sample_world(), client); };
  CHECK_THROWS_WITH(tried([](MockServer&) { return false; }), Contains("exit 1"));
  CHECK_THROWS_WITH(
      tried([](MockServer& server) { return InProcess(server).list().status == 200; }),
      Contains("changed nothing"));
  CHECK_THROWS_AS(tried([](MockServer&) { return 3; }), BaselineError);
}

TEST_CASE("the time that a run may take is 1 ms to 10 minutes") {
  CHECK_THROWS_AS(under(down, naive, {.timeout = 0ms}), std::logic_error);
  CHECK_THROWS_AS(under(down, naive, {.timeout = 10min + 1ms}), std::logic_error);
}

TEST_CASE("in virtual time every scenario is tried without waiting for its delays") {
  const auto runs =
      try_under(faults_of(scenarios()), sample_world(), blind, {.virtual_time = true});
  REQUIRE(runs.size() == scenarios().size());
  const auto push_decision = [&](std::string_view name) {
    for (const auto& run : runs)
      if (run.fault.name == name) return run.verdict;
    FAIL(name);
    return Verdict::survived;
  };
  CHECK(push_decision("lost_response_after_create") == Verdict::duplicated);
  CHECK(push_decision("slow_answers") == Verdict::survived);
  CHECK(push_decision("destination_key_revoked") == Verdict::claimed_success);
  CHECK(push_decision("create_forbidden_by_proxy") == Verdict::hammered);
}

TEST_CASE("the same seed gives the same verdicts") {
  const auto verdicts = [] {
    std::vector<std::pair<std::string, Verdict>> all;
    for (const auto& run : try_under(faults_of(scenarios()), sample_world(), blind,
                                     {.world = {.rng_seed = 5}, .virtual_time = true}))
      all.emplace_back(run.fault.name, run.verdict);
    return all;
  };
  CHECK(verdicts() == verdicts());
}

#include "faults/plan.hpp"

#include "faults/push_faults.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <tuple>

using namespace tines_mock;
using namespace tines_mock::faults;

namespace {

constexpr Time start = VirtualClock::default_start;

FaultRule rule(std::string name, Effect effect = effects::reset()) {
  return {.name = std::move(name), .phase = Phase::before_commit, .effect = std::move(effect)};
}

void add(Plan& plan, FaultRule added, Time now = start) {
  const auto problems = plan.add({std::move(added)}, now);
  INFO(to_string(problems, "plan"));
  REQUIRE(problems.empty());
}

Subject a_create() {
  return {.operation = "sync_destination.create"};
}

Decision decide(Plan& plan, Time now = start) {
  return plan.decide(Phase::before_commit, a_create(), now);
}

/// On which of the first `count` requests the plan acts.
std::vector<int> acts_on(Plan& plan, int count) {
  std::vector<int> numbers;
  for (int i = 1; i <= count; ++i)
    if (decide(plan)) numbers.push_back(i);
  return numbers;
}

using Decided = std::tuple<std::string, std::int64_t, std::uint64_t>;

/// Sends requests from 16 threads. Records each rule that fired, its n, and its next draw.
std::multiset<Decided> hammer(std::uint64_t seed, const std::vector<FaultRule>& rules) {
  Plan plan(seed);
  REQUIRE(plan.add(rules, start).empty());
  std::mutex mutex;
  std::multiset<Decided> record;
  const auto client = [&] {
    for (int i = 0; i < 50; ++i) {
      auto decision = decide(plan);
      const std::scoped_lock lock(mutex);
      for (const auto& fired : decision.fired)
        record.emplace(fired.rule, fired.n, fired.applied ? decision.draws.next() : 0);
    }
  };
  std::vector<std::jthread> clients;
  for (int i = 0; i < 16; ++i) clients.emplace_back(client);
  clients.clear();
  return record;
}

FaultRule flaky(std::string name, double probability) {
  auto flaky_rule = rule(std::move(name));
  flaky_rule.probability = probability;
  return flaky_rule;
}

std::multiset<std::pair<std::string, std::int64_t>> decisions_of(
    const std::multiset<Decided>& record, const std::string& name) {
  std::multiset<std::pair<std::string, std::int64_t>> decisions;
  for (const auto& [rule_name, n, draw] : record)
    if (rule_name == name) decisions.emplace(rule_name, n);
  return decisions;
}

}  // namespace

TEST_CASE("a plan without rules acts on no request") {
  Plan plan(1);
  const auto decision = decide(plan);
  CHECK_FALSE(decision);
  CHECK(decision.fired.empty());
}

TEST_CASE("skip, every and times say which matches a rule acts on") {
  Plan plan(1);
  auto third = rule("every third after the first two");
  third.skip = 2;
  third.every = 3;
  third.times = 2;
  add(plan, third);
  CHECK(acts_on(plan, 20) == std::vector<int>{5, 8});
  CHECK(plan.list(start).front().state == RuleState::exhausted);
  CHECK(plan.list(start).front().fired == 2);
  CHECK(plan.list(start).front().matched == 8);
}

TEST_CASE("nth acts on that match alone, and then the rule is used up") {
  Plan plan(1);
  auto second = rule("the second");
  second.when.nth = 2;
  add(plan, second);
  CHECK(acts_on(plan, 5) == std::vector<int>{2});
  CHECK(plan.list(start).front().state == RuleState::exhausted);
}

TEST_CASE("a rule expires on the world's clock, counted from when it was added") {
  Plan plan(1);
  auto brief = rule("for a second");
  brief.expires_after = Milliseconds(1000);
  add(plan, brief, start);
  CHECK(decide(plan, start + Milliseconds(999)));
  CHECK_FALSE(decide(plan, start + Milliseconds(1000)));
  CHECK(plan.list(start + Milliseconds(1000)).front().state == RuleState::expired);
}

TEST_CASE("of two rules that fire the first acts, and the second is reported as not applied") {
  Plan plan(1);
  add(plan, rule("first", effects::Close{}));
  add(plan, rule("second", effects::reset()));
  auto decision = decide(plan);
  note_result(decision, decision.fired[0], "");
  CHECK(kind_of(*decision.effect) == "close");
  REQUIRE(decision.fired.size() == 2);
  CHECK(decision.fired[0].applied);
  CHECK_FALSE(decision.fired[1].applied);
  CHECK(decision.fired[1].rule == "second");
  CHECK(decision.fired[1].n == 1);
  CHECK(plan.unfired() == std::vector<std::string>{"second"});
}

TEST_CASE("a rule acts at its own phase only") {
  Plan plan(1);
  add(plan, rule("before the commit"));
  CHECK_FALSE(plan.decide(Phase::after_commit, a_create(), start));
  CHECK(plan.decide(Phase::before_commit, a_create(), start));
}

TEST_CASE("a hundred runs of 16 parallel clients with one seed leave one record") {
  const std::vector<FaultRule> rules = {flaky("a", 0.3), flaky("b", 0.5)};
  const auto first = hammer(7, rules);
  CHECK(first.size() > 400);
  int same = 0;
  for (int run = 0; run < 100; ++run) {
    const auto again = hammer(7, rules);
    if (decisions_of(again, "a") == decisions_of(first, "a") &&
        decisions_of(again, "b") == decisions_of(first, "b"))
      ++same;
  }
  CHECK(same == 100);
  CHECK(decisions_of(hammer(8, rules), "a") != decisions_of(first, "a"));
}

TEST_CASE("a single rule's draws are the same in every run, whatever the threads do") {
  CHECK(hammer(7, {flaky("a", 0.3)}) == hammer(7, {flaky("a", 0.3)}));
}

TEST_CASE("adding a rule changes no decision of another, not even when it acts first") {
  const auto alone = hammer(7, {flaky("a", 0.3)});
  const auto behind = hammer(7, {rule("always"), flaky("a", 0.3)});
  CHECK(decisions_of(behind, "a") == decisions_of(alone, "a"));
}

TEST_CASE("a probability is the share of matches on which a rule acts") {
  Plan plan(3);
  add(plan, flaky("three in ten", 0.3));
  const auto acted = acts_on(plan, 10'000).size();
  CHECK(acted > 2'800);
  CHECK(acted < 3'200);
}

TEST_CASE("a quota allows the first requests of a window and says when the window ends") {
  Plan plan(1);
  add(plan, rule("two a second", effects::RateLimited{.quota = 2, .window = Milliseconds(1000)}));
  CHECK_FALSE(decide(plan, start));
  CHECK_FALSE(decide(plan, start + Milliseconds(100)));
  const auto third = decide(plan, start + Milliseconds(400));
  REQUIRE(third);
  CHECK(third.retry_after == Milliseconds(600));
  CHECK_FALSE(decide(plan, start + Milliseconds(1000)));
  CHECK(plan.list(start).front().fired == 1);
}

TEST_CASE("adding several rules adds all or, when one is invalid, none") {
  Plan plan(1);
  auto wrong = rule("wrong");
  wrong.times = 0;
  const auto problems = plan.add({rule("right"), wrong}, start);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().pointer == "/rules/1/times");
  CHECK(plan.list(start).empty());
}

TEST_CASE("two rules of one name are an error, whether added together or one after the other") {
  Plan plan(1);
  CHECK(plan.add({rule("a"), rule("a")}, start).front().pointer == "/rules/1/name");
  add(plan, rule("a"));
  CHECK(plan.add({rule("a")}, start).front().pointer == "/rules/0/name");
}

TEST_CASE("a thousand and one rules are too many") {
  Plan plan(1);
  std::vector<FaultRule> rules;
  for (int i = 0; i < 1001; ++i) rules.push_back(rule("rule " + std::to_string(i)));
  CHECK(plan.add(rules, start).front().pointer == "/rules");
  rules.pop_back();
  CHECK(plan.add(rules, start).empty());
}

TEST_CASE("a removed rule acts no more, and removing it again is answered with false") {
  Plan plan(1);
  add(plan, rule("a"));
  CHECK(plan.remove("a"));
  CHECK_FALSE(plan.remove("a"));
  CHECK_FALSE(decide(plan));
}

TEST_CASE("a read that lags is decided for GET and for nothing else") {
  Plan plan(1);
  add(plan, rule("behind", effects::StaleRead{.lag = Milliseconds(5000)}));
  const Request get{.method = "GET"};
  const Request post{.method = "POST"};
  CHECK_FALSE(plan.decide(Phase::before_commit, {.request = &post}, start));
  const auto decision = plan.decide(Phase::before_commit, {.request = &get}, start);
  REQUIRE(decision);
  CHECK(lag_of(*decision.effect) == Milliseconds(5000));
}

TEST_CASE("a rule at phase push decides about one story of one destination") {
  Plan plan(1);
  add(plan, {.name = "one story",
             .when = {.operation = "push", .story_id = StoryId(9982)},
             .phase = Phase::push,
             .effect = effects::PushFails{PushFailure::rejected, "no", Milliseconds(5)}});
  PushFaults pushes(plan);
  CHECK_FALSE(pushes.decide({"origin", SyncDestinationId(24), StoryId(9981)}, start).failure);
  const auto decision = pushes.decide({"origin", SyncDestinationId(24), StoryId(9982)}, start);
  CHECK(decision.failure == PushFailure::rejected);
  CHECK(decision.message == "no");
  CHECK(decision.duration == Milliseconds(5));
}

TEST_CASE(
    "a rule that fires on a push is reported to the request that caused the push, and to no "
    "other") {
  Plan plan(1);
  add(plan, {.name = "down", .phase = Phase::push, .effect = effects::PushFails{}});
  add(plan, {.name = "no slower",
             .phase = Phase::push,
             .effect = effects::PushSlow{effects::FixedDelay{}}});
  PushFaults pushes(plan);
  const domain::Push push{"origin", SyncDestinationId(24), StoryId(9981)};
  std::vector<FiredFault> fired;
  Asked asked{.additions = plan.additions()};
  pushes.begin_request(fired, asked);
  pushes.decide(push, start);
  REQUIRE(fired.size() == 2);
  CHECK(fired[0].applied);
  CHECK(fired[1].why_not == "an earlier rule acted");
  pushes.end_request();
  pushes.decide(push, start);
  CHECK(fired.size() == 2);
  plan.remove("down");
  pushes.begin_request(fired, asked);
  CHECK_FALSE(pushes.decide(push, start).changes());
  CHECK(fired.back().why_not == "it added no time");
  CHECK(plan.list(start)[0].unchanged == 1);
}

TEST_CASE("a rule applies only to requests that arrived after it was added") {
  Plan plan(1);
  add(plan, rule("old"));
  const auto before = plan.additions();
  plan.remove("old");
  add(plan, rule("new"));
  CHECK_FALSE(plan.decide(Phase::before_commit, a_create(), start, before));
  CHECK(plan.decide(Phase::before_commit, a_create(), start, plan.additions()));
  plan.replace_all({rule("start")}, start);
  CHECK_FALSE(plan.decide(Phase::before_commit, a_create(), start, plan.additions() - 1));
  CHECK(plan.decide(Phase::before_commit, a_create(), start, plan.additions()).fired[0].rule ==
        "start");
}

TEST_CASE(
    "a rule counts apart how often it changed something and how often there was nothing to "
    "change") {
  Plan plan(1);
  add(plan, rule("r"));
  for (const auto* why_not : {"", "no such member", ""}) {
    auto decision = decide(plan);
    note_result(decision, decision.fired[0], why_not);
    CHECK(decision.fired[0].applied == std::string(why_not).empty());
  }
  const auto status = plan.list(start)[0];
  CHECK(status.fired == 3);
  CHECK(status.applied == 2);
  CHECK(status.unchanged == 1);
}

TEST_CASE("rules can be replaced while requests are decided about") {
  Plan plan(1);
  std::vector<FaultRule> rules;
  for (int i = 0; i < 20; ++i) rules.push_back(rule("rule " + std::to_string(i)));
  std::atomic<bool> over = false;
  std::vector<std::jthread> clients;
  for (int client = 0; client < 3; ++client)
    clients.emplace_back([&] {
      while (!over) {
        decide(plan);
        plan.list(start);
      }
    });
  for (int i = 0; i < 300; ++i) {
    plan.replace_all(rules, start);
    plan.clear();
  }
  over = true;
  clients.clear();
  CHECK(plan.list(start).empty());
}

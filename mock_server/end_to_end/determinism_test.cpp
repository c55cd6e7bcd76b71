#include "end_to_end/testing/ask.hpp"
#include "testing/build_kind.hpp"
#include "testing/catch2.hpp"

#include <set>
#include <thread>

using namespace tines_mock;
using namespace tines_mock::end_to_end;

// Which rules fire when many clients send requests at once, in an order that no test controls.

namespace {

constexpr int clients_at_once = 16;
constexpr int requests_of_each = 4;
constexpr int runs = times(100, 10);

/// Rule and n of each decision to fire. The numbers that are missing are the decisions not to fire.
using Decisions = std::multiset<std::pair<std::string, std::int64_t>>;

FaultRule sometimes(std::string name, Phase phase, Effect effect, double probability) {
  return {.name = std::move(name),
          .phase = phase,
          .effect = std::move(effect),
          .probability = probability};
}

std::vector<FaultRule> some_of_everything() {
  return {sometimes("slow", Phase::request, effects::delay(Milliseconds(0)), 0.5),
          sometimes("flaky", Phase::before_commit, effects::Answer{.status = 500}, 0.3),
          sometimes("lost", Phase::after_commit, effects::reset(), 0.2),
          sometimes("cut", Phase::response, effects::Truncate{5}, 0.2),
          sometimes("unreachable", Phase::push, effects::PushFails{}, 0.4)};
}

void hammer(const MockServer& server, const std::string& world) {
  auto create = documented_create();
  create.target = "/w/" + world + create.target;
  std::vector<std::thread> threads;
  for (int i = 0; i < clients_at_once; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < requests_of_each; ++n) ask(server, create);
    });
  for (auto& thread : threads) thread.join();
}

Decisions run(MockServer& server, std::uint64_t seed, std::vector<FaultRule> rules) {
  auto world = server.add_world("run", sample_world(), {.rng_seed = seed});
  world.inject_all(std::move(rules));
  hammer(server, world.name());
  Decisions decisions;
  for (const auto& entry : world.requests())
    for (const auto& fired : entry.faults) decisions.emplace(fired.rule, fired.n);
  server.drop_world("run");
  return decisions;
}

Decisions of_rule(const Decisions& all, const std::string& rule) {
  Decisions own;
  for (const auto& each : all)
    if (each.first == rule) own.insert(each);
  return own;
}

}  // namespace

TEST_CASE("16 clients at once cause the same decisions in every run") {
  MockServer server;
  const auto first = run(server, 1, some_of_everything());
  for (const auto& rule : some_of_everything()) CHECK_FALSE(of_rule(first, rule.name).empty());
  for (int i = 1; i < runs; ++i) REQUIRE(run(server, 1, some_of_everything()) == first);
}

TEST_CASE("another seed causes other decisions") {
  MockServer server;
  const auto first = run(server, 1, some_of_everything());
  CHECK(run(server, 2, some_of_everything()) != first);
  CHECK(run(server, 3, some_of_everything()) != first);
}

TEST_CASE("an additional rule, even before all others, changes no other rule's decisions") {
  MockServer server;
  const auto without = run(server, 1, some_of_everything());
  auto rules = some_of_everything();
  rules.insert(rules.begin(),
               sometimes("new", Phase::request, effects::delay(Milliseconds(0)), 0.5));
  rules.insert(rules.begin() + 1,
               sometimes("also new", Phase::before_commit, effects::delay(Milliseconds(0)), 0.0));
  const auto with = run(server, 1, rules);
  CHECK_FALSE(of_rule(with, "new").empty());
  for (const auto& rule : some_of_everything())
    CHECK(of_rule(with, rule.name) == of_rule(without, rule.name));
}

TEST_CASE("a rule decides the same when an earlier rule fires in its place") {
  MockServer server;
  const auto alone = run(server, 1, some_of_everything());
  auto rules = some_of_everything();
  rules.insert(rules.begin(),
               sometimes("first", Phase::before_commit, effects::Answer{.status = 503}, 0.5));
  const auto behind = run(server, 1, rules);
  CHECK(of_rule(behind, "flaky") == of_rule(alone, "flaky"));
}

#include "faults/gates.hpp"

#include "faults/plan.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::faults;

namespace {

constexpr Time dawn = VirtualClock::default_start;

struct PlanWithGates {
  Changes changes;
  Plan plan{1, &changes};
  Gates& gates = plan.gates();

  void add(std::string name, Effect effect = effects::hold()) {
    const auto mistakes =
        plan.add({{.name = std::move(name), .phase = Phase::request, .effect = effect}}, dawn);
    REQUIRE(mistakes.empty());
  }
  /// One more request, which the first rule of the plan acts on.
  std::shared_ptr<Gates::Held> hold(std::uint64_t number, Time now = dawn) {
    const auto decision = plan.decide(Phase::request, {}, now);
    REQUIRE(decision.rule);
    return gates.hold(decision.rule, number, now);
  }
  std::size_t waiting(std::string_view rule) { return gates.find(rule)->waiting.size(); }
};

}  // namespace

TEST_CASE("each rule with the effect hold has a gate, and no other rule has one") {
  PlanWithGates f;
  f.add("first");
  f.add("reset", effects::reset());
  f.add("second");
  const auto all = f.gates.list();
  REQUIRE(all.size() == 2);
  CHECK(all[0].rule == "first");
  CHECK(all[1].rule == "second");
  CHECK(all[0].phase == Phase::request);
  CHECK_FALSE(f.gates.find("reset"));
}

TEST_CASE("a gate lists what waits, since when, and counts what has reached it") {
  PlanWithGates f;
  f.add("r");
  const auto first = f.hold(7);
  auto second = f.hold(8, dawn + Milliseconds(5));
  auto gate = *f.gates.find("r");
  CHECK(gate.reached == 2);
  REQUIRE(gate.waiting.size() == 2);
  CHECK(std::get<std::uint64_t>(gate.waiting[0].what) == 7);
  CHECK(gate.waiting[1].since == dawn + Milliseconds(5));
  second.reset();
  gate = *f.gates.find("r");
  CHECK(gate.reached == 2);
  CHECK(gate.waiting.size() == 1);
}

TEST_CASE("a release lets go on what waits then, and nothing that comes later") {
  PlanWithGates f;
  f.add("r");
  const auto first = f.hold(1);
  const auto second = f.hold(2);
  CHECK_FALSE(first->is_over(dawn));
  CHECK(f.gates.release("r") == 2);
  CHECK(first->is_over(dawn));
  CHECK(second->released().stop_requested());
  CHECK(f.waiting("r") == 0);
  CHECK(f.gates.release("r") == 0);
  const auto third = f.hold(3);
  CHECK_FALSE(third->is_over(dawn));
  CHECK_FALSE(f.gates.release("none"));
}

TEST_CASE("a release leaves alone what waits before the gate of another rule") {
  PlanWithGates f;
  f.add("other");
  const auto held = f.hold(1);
  f.add("r");
  CHECK(f.gates.release("r") == 0);
  CHECK_FALSE(held->is_over(dawn));
}

TEST_CASE("what a removed rule holds goes on, and a rule of the same name holds it no more") {
  PlanWithGates f;
  f.add("r");
  f.add("stays", effects::hold());
  const auto held = f.hold(1);
  const auto decision = f.plan.decide(Phase::request, {}, dawn);
  SECTION("removed") {
    CHECK(f.plan.remove("r"));
  }
  SECTION("cleared") {
    f.plan.clear();
  }
  SECTION("replaced") {
    f.plan.replace_all({}, dawn);
  }
  CHECK(held->is_over(dawn));
  f.add("r");
  CHECK(f.gates.hold(decision.rule, std::uint64_t{2}, dawn)->is_over(dawn));
  CHECK(f.gates.find("r")->reached == 0);
}

TEST_CASE("other rules come and go, and a gate keeps its count and what waits there") {
  PlanWithGates f;
  f.add("r");
  const auto held = f.hold(1);
  f.add("other");
  CHECK(f.plan.remove("other"));
  CHECK_FALSE(held->is_over(dawn));
  CHECK(f.gates.find("r")->reached == 1);
}

TEST_CASE("a hold with a duration is over after that time") {
  PlanWithGates f;
  f.add("r", effects::hold(Milliseconds(100)));
  const auto held = f.hold(1);
  CHECK(held->until() == dawn + Milliseconds(100));
  CHECK_FALSE(held->is_over(dawn + Milliseconds(99)));
  CHECK(held->is_over(dawn + Milliseconds(100)));
}

TEST_CASE("of more than limits::held_requests the first goes on, whatever rule holds it") {
  PlanWithGates f;
  f.add("r");
  std::vector<std::shared_ptr<Gates::Held>> held;
  for (std::uint64_t number = 1; number <= limits::held_requests; ++number)
    held.push_back(f.hold(number));
  CHECK_FALSE(held[0]->is_over(dawn));
  held.push_back(f.hold(limits::held_requests + 1));
  CHECK(held[0]->is_over(dawn));
  CHECK_FALSE(held[1]->is_over(dawn));
  CHECK(f.waiting("r") == limits::held_requests);
}

TEST_CASE("each change of a gate is noted") {
  PlanWithGates f;
  f.add("r");
  const auto decision = f.plan.decide(Phase::request, {}, dawn);
  auto before = f.changes.numbers().faults;
  const auto is_noted = [&] {
    return std::exchange(before, f.changes.numbers().faults) < f.changes.numbers().faults;
  };
  auto held = f.gates.hold(decision.rule, std::uint64_t{1}, dawn);
  CHECK(is_noted());
  f.gates.release("r");
  CHECK(is_noted());
  held.reset();
  CHECK(is_noted());
}

TEST_CASE("names of holds are not those of rules that there are, and are not given twice") {
  PlanWithGates f;
  f.add("hold 2");
  CHECK(f.plan.next_hold_name() == "hold 1");
  CHECK(f.plan.next_hold_name() == "hold 3");
}

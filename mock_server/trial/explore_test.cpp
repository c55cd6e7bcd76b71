#include "testing/catch2.hpp"

#include <tines_mock/trial.hpp>

#include <algorithm>
#include <set>

using namespace tines_mock;
using Catch::Matchers::Contains;

namespace {

TrialRun baseline_of(std::vector<std::string> operations, std::int64_t pushes = 0) {
  TrialRun run;
  for (const auto& operation : operations)
    run.requests.push_back({.number = run.requests.size() + 1,
                            .tenant = "origin",
                            .operation = operation,
                            .request = {.method = operation.ends_with(".list") ? "GET" : "POST"}});
  run.pushes = pushes;
  return run;
}

std::vector<std::string> names_of(const std::vector<TriedFault>& faults) {
  std::vector<std::string> names;
  for (const auto& fault : faults) names.push_back(fault.name);
  return names;
}

}  // namespace

TEST_CASE("each request is explored at its own place, and no two faults have the same name") {
  const auto faults = explore(
      baseline_of({"sync_destination.create", "sync_destination.list", "sync_destination.create"}));
  const auto names = names_of(faults);
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  std::set<std::int64_t> creates;
  for (const auto& fault : faults) {
    REQUIRE(fault.rules.size() == 1);
    const auto& when = fault.rules.front().when;
    CHECK(when.tenant == "origin");
    if (when.operation == "sync_destination.create") creates.insert(*when.nth);
  }
  CHECK(creates == std::set<std::int64_t>{1, 2});
}

TEST_CASE("the likeliest fault of each request comes before the second one of any") {
  const auto names = names_of(explore(baseline_of({"story.create", "story.update"})));
  CHECK_THAT(names[0], Contains("story.create #1") && Contains("lost after the commit"));
  CHECK_THAT(names[1], Contains("story.update #1") && Contains("lost after the commit"));
}

TEST_CASE("every rule that is explored can be added to a world") {
  MockServer server({.listen = false});
  for (const auto& fault :
       explore(baseline_of({"sync_destination.create", "sync_destination.list", "unknown"}, 2))) {
    INFO(fault.name);
    CHECK_NOTHROW(server.world().inject_all(fault.rules));
  }
}

TEST_CASE("pushes are explored when there were any, and stale reads at reads alone") {
  const auto has = [](const std::vector<TriedFault>& faults, std::string_view text) {
    return std::ranges::any_of(faults, [&](const TriedFault& fault) {
      return fault.name.find(text) != std::string::npos;
    });
  };
  CHECK(has(explore(baseline_of({"story.create"}, 2)), "push #2: the push is stuck"));
  CHECK_FALSE(has(explore(baseline_of({"story.create"})), "push"));
  CHECK(has(explore(baseline_of({"story.list"})), "stale"));
  CHECK_FALSE(has(explore(baseline_of({"story.create"})), "stale"));
}

TEST_CASE("a scenario concerns a client that makes such a request, or such a push") {
  const auto concerned = [](const TrialRun& baseline) {
    return names_of(concerning(baseline, faults_of(scenarios())));
  };
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
  };
  const auto only_stories = concerned(baseline_of({"story.create"}));
  CHECK_FALSE(has(only_stories, "lost_response_after_create"));
  CHECK_FALSE(has(only_stories, "stale_list"));
  CHECK_FALSE(has(only_stories, "destination_key_revoked"));
  CHECK(has(only_stories, "slow_answers"));
  const auto synced = concerned(baseline_of({"sync_destination.create"}, 2));
  CHECK(has(synced, "lost_response_after_create"));
  CHECK(has(synced, "destination_key_revoked"));
}

TEST_CASE("pairs are of different requests, the likelier first, and no more than asked for") {
  const auto singles = explore(baseline_of({"story.create", "story.update"}));
  const auto pairs = pairs_of(singles, 10);
  REQUIRE(pairs.size() == 10);
  CHECK(pairs[0].name == singles[0].name + " + " + singles[1].name);
  for (const auto& pair : pairs) {
    REQUIRE(pair.rules.size() == 2);
    CHECK(pair.rules[0].when.operation != pair.rules[1].when.operation);
  }
  CHECK(pairs_of({}, 10).empty());
  CHECK(pairs_of({singles[0]}, 10).empty());
  const auto all = pairs_of(singles, 100'000);
  CHECK(all.size() == singles.size() * singles.size() / 4);
}

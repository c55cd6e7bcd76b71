#include "testing/catch2.hpp"

#include <tines_mock/fault.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace tines_mock;

TEST_CASE("every file in fixtures/faults is a scenario of its name, and says what it is for") {
  std::set<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(TINES_MOCK_FIXTURES "/faults"))
    files.insert(file.path().stem().string());
  std::set<std::string> names;
  for (const auto& scenario : scenarios()) {
    INFO(scenario.name);
    names.insert(scenario.name);
    CHECK_FALSE(scenario.description.empty());
    CHECK_FALSE(scenario.rules.empty());
    for (const auto& rule : scenario.rules) CHECK_FALSE(rule.description.empty());
  }
  CHECK(names == files);
}

TEST_CASE("the scenarios that are asked for most are there") {
  for (const char* name :
       {"lost_response_after_create", "create_times_out_before_commit",
        "destination_down_then_recovers", "destination_key_revoked", "destination_team_deleted",
        "one_story_fails", "stuck_requires_sync", "flapping_sync", "slow_destination",
        "rate_limited", "flaky_five_hundreds", "maintenance_html_503", "truncated_answer",
        "connection_resets", "stale_list"}) {
    INFO(name);
    CHECK(std::any_of(scenarios().begin(), scenarios().end(),
                      [&](const auto& scenario) { return scenario.name == name; }));
  }
}

TEST_CASE("the rules of a scenario begin with its name, so that all can be on at once") {
  std::set<std::string> names;
  for (const auto& scenario : scenarios())
    for (const auto& rule : scenario.rules) {
      CHECK(rule.name.starts_with(scenario.name));
      CHECK(names.insert(rule.name).second);
    }
}

TEST_CASE("a scenario acts on every operation unless its name says otherwise") {
  const std::set<std::string> general = {
      "rate_limited",      "flaky_five_hundreds", "maintenance_html_503", "truncated_answer",
      "connection_resets", "empty_reply",         "garbage_answer",       "stall_forever",
      "slow_answers",      "broken_json",         "wrong_content_type",   "wrong_content_length"};
  for (const auto& scenario : scenarios())
    for (const auto& rule : scenario.rules)
      if (general.contains(scenario.name)) CHECK_FALSE(rule.when.operation);
}

TEST_CASE("scenarios are ordered by name") {
  CHECK(std::is_sorted(scenarios().begin(), scenarios().end(),
                       [](const auto& a, const auto& b) { return a.name < b.name; }));
}

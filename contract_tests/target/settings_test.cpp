#include "contract_tests/target/settings.hpp"

#include "contract_tests/target/url.hpp"
#include "support/catch2.hpp"

#include <map>

using namespace tines_mock::contract;

namespace {

std::map<std::string, std::string> good() {
  return {{"TINES_TENANT_URL", "https://origin.example/"},
          {"TINES_API_KEY", "k1"},
          {"TINES_TEAM_ID", "7"},
          {"TINES_STORY_IDS", "9981, 9982"},
          {"TINES_DESTINATION_TENANT_URL", "https://dest.example"},
          {"TINES_DESTINATION_API_KEY", "k2"},
          {"TINES_DESTINATION_TEAM_ID", "42"}};
}

std::optional<Settings> read(const std::map<std::string, std::string>& values) {
  return settings_from([values](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace

TEST_CASE("settings come from the environment") {
  const auto settings = read(good());
  REQUIRE(settings);
  CHECK(settings->tenant_url == "https://origin.example");
  CHECK(settings->story_ids == std::vector<std::int64_t>{9981, 9982});
  CHECK_FALSE(read({}));
}

TEST_CASE("a setting that is missing or unusable is named") {
  for (const auto& [name, value] : good()) {
    if (name == "TINES_TENANT_URL") continue;
    auto values = good();
    values.erase(name);
    CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains(name));
  }
  auto values = good();
  values["TINES_STORY_IDS"] = "9981,x";
  CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains("TINES_STORY_IDS"));
}

TEST_CASE("keys go over https, or over plain http to this machine alone") {
  auto values = good();
  values["TINES_TENANT_URL"] = "http://origin.example";
  CHECK_THROWS_AS(read(values), SettingsError);
  values["TINES_TENANT_URL"] = "http://127.0.0.1:8080";
  CHECK(read(values));
}

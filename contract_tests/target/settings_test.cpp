#include "contract_tests/target/settings.hpp"

#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

#include <map>

using namespace tines_mock::contract;
using tines_mock::TemporaryFile;

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
  return read_settings([values](const std::string& name) -> std::optional<std::string> {
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

TEST_CASE("one message names all missing settings, with their meaning") {
  try {
    read({{"TINES_TEAM_ID", "7"}, {"TINES_API_KEY", "k1"}});
    FAIL("settings without a tenant are none");
  } catch (const SettingsError& error) {
    CHECK(error.what() ==
          std::string("the settings of the tenant under test are wrong:\n"
                      "  TINES_TENANT_URL is missing: the base URL of the tenant\n"
                      "  TINES_STORY_IDS is missing: stories of that team, comma-separated\n"
                      "  TINES_DESTINATION_TENANT_URL is missing: the base URL of the tenant that "
                      "stories are synced to\n"
                      "  TINES_DESTINATION_API_KEY is missing: a key of the destination (or "
                      "TINES_DESTINATION_API_KEY_FILE)\n"
                      "  TINES_DESTINATION_TEAM_ID is missing: a team of the destination"));
  }
}

TEST_CASE("with one setting alone, the others are missing") {
  for (const auto& [name, value] : good()) {
    INFO(name);
    CHECK_THROWS_WITH(read({{name, value}}), Catch::Matchers::Contains("is missing"));
    auto values = good();
    values.erase(name);
    CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains("  " + name + " is missing"));
  }
}

TEST_CASE("a wrong setting is named") {
  struct Case {
    std::string name, value, told;
  };
  const std::string an_id = " must hold an id, and an id is an integer above 0";
  const std::string ids =
      " must hold ids with commas between them, and an id is an integer above 0";
  const std::string url = "TINES_TENANT_URL", destination = "TINES_DESTINATION_TENANT_URL";
  const std::string no_api =
      " must be the tenant's base URL, without '/api/v1' and what follows it";
  for (const auto& [name, value, told] : std::vector<Case>{
           {"TINES_TEAM_ID", "seven", "TINES_TEAM_ID" + an_id},
           {"TINES_TEAM_ID", "0", "TINES_TEAM_ID" + an_id},
           {"TINES_TEAM_ID", "-7", "TINES_TEAM_ID" + an_id},
           {"TINES_TEAM_ID", "7.0", "TINES_TEAM_ID" + an_id},
           {"TINES_TEAM_ID", "99999999999999999999", "TINES_TEAM_ID" + an_id},
           {"TINES_DESTINATION_TEAM_ID", "<id>", "TINES_DESTINATION_TEAM_ID" + an_id},
           {"TINES_STORY_IDS", "9981,x", "TINES_STORY_IDS" + ids},
           {"TINES_STORY_IDS", "9981,", "TINES_STORY_IDS" + ids},
           {"TINES_STORY_IDS", "9981 9982", "TINES_STORY_IDS" + ids},
           {"TINES_STORY_IDS", "9981,9982,9981", "TINES_STORY_IDS has 9981 twice"},
           {url, "https://origin.example/api/v1", url + no_api + ": 'https://origin.example'"},
           {url, "https://origin.example/t/a/api/v1/", no_api + ": 'https://origin.example/t/a'"},
           {destination, "https://dest.example/api/v1/admin/sync_destinations",
            destination + no_api + ": 'https://dest.example'"},
           {"TINES_API_KEY", "Bearer k1", "TINES_API_KEY begins with 'Bearer'"},
           {"TINES_API_KEY", "<<CREDENTIAL.tines_api_key>>",
            "TINES_API_KEY holds a placeholder"}}) {
    auto values = good();
    values[name] = value;
    INFO(name << "=" << value);
    CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains(told));
  }
}

TEST_CASE("no message quotes the value of a wrong setting: it may be a key") {
  for (const auto& [name, value] : good()) {
    auto values = good();
    values[name] = "s3cr3t key";
    try {
      read(values);
    } catch (const SettingsError& error) {
      INFO(name);
      CHECK_THAT(error.what(), !Catch::Matchers::Contains("s3cr3t"));
    }
  }
}

TEST_CASE("a team cannot be synced to itself") {
  auto values = good();
  values["TINES_DESTINATION_TENANT_URL"] = "https://origin.example";
  CHECK(read(values));
  values["TINES_DESTINATION_TEAM_ID"] = "7";
  CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains("name the team of the stories itself"));
}

TEST_CASE("keys go over https, or over plain http to this machine alone") {
  auto values = good();
  values["TINES_TENANT_URL"] = "http://origin.example";
  CHECK_THROWS_AS(read(values), SettingsError);
  values["TINES_TENANT_URL"] = "http://127.0.0.1:8080";
  CHECK(read(values));
}

TEST_CASE("an empty setting is an error that names it, not an absent one") {
  std::vector<std::string> names{"TINES_API_KEY_FILE", "TINES_DESTINATION_API_KEY_FILE"};
  for (const auto& [name, value] : good()) names.push_back(name);
  for (const auto& name : names) {
    for (const std::string blank : {"", " ", "\t\r\n"}) {
      auto values = good();
      values[name] = blank;
      INFO(name);
      CHECK_THROWS_WITH(read(values), Catch::Matchers::Contains("  " + name + " is empty"));
      // Also where no other setting says that a tenant is the target.
      CHECK_THROWS_WITH(read({{name, blank}}), Catch::Matchers::Contains(name + " is empty"));
    }
  }
}

TEST_CASE("a base URL is read in any spelling, and anything else is an error") {
  auto values = good();
  values["TINES_TENANT_URL"] = " HTTPS://Origin.Example:443/t/origin/ ";
  CHECK(read(values)->tenant_url == "https://origin.example/t/origin");
  for (const char* text : {"origin.example", "ftp://origin.example", "https://key@origin.example",
                           "https://origin.example?x=1"}) {
    values["TINES_TENANT_URL"] = text;
    CHECK_THROWS_WITH(read(values),
                      Catch::Matchers::Contains("TINES_TENANT_URL must be an absolute"));
  }
}

TEST_CASE("a key is read without the byte order mark, blanks and line ends around it") {
  for (const std::string text : {"the key", "the key\n", "the key\r\n", "\xef\xbb\xbfthe key\r\n",
                                 "\n \tthe key \n\n", "\xef\xbb\xbf the key"}) {
    const TemporaryFile file(text);
    auto values = good();
    values.erase("TINES_API_KEY");
    values["TINES_API_KEY_FILE"] = file.path();
    CHECK(read(values)->api_key == "the key");
    values = good();
    values["TINES_DESTINATION_API_KEY"] = text;
    CHECK(read(values)->destination_api_key == "the key");
  }
}

TEST_CASE("an error names a file that holds no key, and the reason") {
  const auto refusal = [](const std::string& file) {
    auto values = good();
    values.erase("TINES_API_KEY");
    values["TINES_API_KEY_FILE"] = file;
    try {
      read(values);
      return std::string();
    } catch (const SettingsError& error) {
      return std::string(error.what());
    }
  };
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "holds no key"},
      {"\xef\xbb\xbf \r\n", "holds no key"},
      {"one\ntwo\n", "holds several lines"},
      {"one\r\n\r\ntwo", "holds several lines"},
      {"a\x1b"
       "b",
       "control character 0x1b"},
      {"a\x7f"
       "b",
       "control character 0x7f"},
      {std::string("a\0b\0", 4), "control character 0x00"},
      {std::string(100'000, 'k'), "at most 65536 bytes"},
  };
  for (const auto& [text, reason] : cases) {
    const TemporaryFile file(text);
    INFO(reason);
    CHECK_THAT(refusal(file.path()),
               Catch::Matchers::Contains("  TINES_API_KEY_FILE: " + file.path()));
    CHECK_THAT(refusal(file.path()), Catch::Matchers::Contains(reason));
  }
  CHECK_THAT(refusal("/"), Catch::Matchers::Contains("found a directory"));
  CHECK_THAT(refusal("/dev/null"), Catch::Matchers::Contains("found a device"));
  CHECK_THAT(refusal("/no/such/key"),
             Catch::Matchers::Contains("/no/such/key: cannot be read: No such"));
  auto both = good();
  both["TINES_API_KEY_FILE"] = "/no/such/key";
  CHECK_THROWS_WITH(read(both), Catch::Matchers::Contains("exclude each other"));
}

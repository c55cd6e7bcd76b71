#include "contract_tests/target/ledger.hpp"

#include "testing/catch2.hpp"
#include "testing/temporary.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>

using tines_mock::TemporaryFolder;
using namespace tines_mock::contract;

namespace {

const nlohmann::ordered_json body_of_request{{"team_id", 7},
                                             {"destination_tenant_api_key", "a secret"}};

}  // namespace

TEST_CASE("another process reads in the ledger what a killed run may have left") {
  const TemporaryFolder folder;
  const auto file = folder / "ledger";
  {
    Ledger ledger(file);
    ledger.note_others("/things", {"1"});
    const auto first = ledger.intend("/things", body_of_request);
    ledger.created(first, "2");
    ledger.removed("/things", "2");
    ledger.created(ledger.intend("/things", body_of_request), "3");
    ledger.intend("/things", body_of_request);
  }
  std::ofstream(file, std::ios::app) << "{\"intent\": 9, \"coll";  // killed while writing
  Ledger ledger(file);
  const auto open = ledger.open();
  REQUIRE(open.size() == 2);
  CHECK(open[0].id.empty());
  CHECK(open[1].id == "3");
  CHECK(ledger.is_others("/things", "1"));
  CHECK_FALSE(ledger.is_others("/things", "3"));
  ledger.close_account();
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("the ledger holds no key") {
  const TemporaryFolder folder;
  const auto file = folder / "ledger";
  Ledger ledger(file);
  ledger.intend("/things", body_of_request);
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  CHECK(text.find("team_id") != std::string::npos);
  CHECK(text.find("a secret") == std::string::npos);
  ledger.close_account();
}

TEST_CASE("removing an object leaves one of another collection with the same id") {
  Ledger ledger("");
  ledger.created(ledger.intend("/things", body_of_request), "2");
  ledger.created(ledger.intend("/others", body_of_request), "2");
  ledger.removed("/others", "2");
  const auto open = ledger.open();
  REQUIRE(open.size() == 1);
  CHECK(open[0].collection == "/things");
  CHECK(ledger.made().size() == 2);
}

TEST_CASE("the newest object comes first, and one without an id cannot be removed") {
  Ledger ledger("");
  const auto first = ledger.intend("/things", body_of_request);
  const auto second = ledger.intend("/things", body_of_request);
  const auto third = ledger.intend("/things", body_of_request);
  ledger.created(first, "1");
  ledger.refused(second);
  ledger.created(third, "3");
  const auto open = ledger.open();
  REQUIRE(open.size() == 3);
  CHECK(open[0].id == "3");
  CHECK(open[1].refused);
  CHECK_FALSE(open[0].refused);
  const auto removable = ledger.removable();
  REQUIRE(removable.size() == 2);
  CHECK(removable[0].id == "3");
  CHECK(removable[1].id == "1");
}

TEST_CASE("after close_account the ledger is empty, and the next entry makes the file again") {
  const TemporaryFolder folder;
  const auto file = folder / "ledger";
  Ledger ledger(file);
  ledger.note_others("/things", {"1"});
  ledger.note_name("ours 7");
  ledger.created(ledger.intend("/things", body_of_request), "2");
  ledger.close_account();
  CHECK_FALSE(ledger.is_others("/things", "1"));
  CHECK_FALSE(ledger.is_name_of_ours("ours 7"));
  CHECK(ledger.open().empty());
  CHECK(ledger.made().empty());
  ledger.created(ledger.intend("/things", body_of_request), "4");
  CHECK(Ledger(file).open().at(0).id == "4");
  ledger.close_account();
}

TEST_CASE("an id that was there before the run is not ours, whatever the tenant answers") {
  Ledger ledger("");
  ledger.note_others("/things", {"1"});
  ledger.created(ledger.intend("/things", body_of_request), "1");
  ledger.created(ledger.intend("/others", body_of_request), "1");
  REQUIRE(ledger.removable().size() == 1);
  CHECK(ledger.removable()[0].collection == "/others");
  CHECK(ledger.open().size() == 2);
  CHECK(ledger.made().size() == 1);
}

TEST_CASE("another process knows the names of a run, also within a longer name") {
  const TemporaryFolder folder;
  const auto file = folder / "ledger";
  {
    Ledger ledger(file);
    ledger.note_name("ours 7");
    ledger.intend("/things", body_of_request);
  }
  Ledger ledger(file);
  CHECK(ledger.is_name_of_ours("ours 7"));
  CHECK(ledger.is_name_of_ours("Copy of ours 7 x"));
  CHECK_FALSE(ledger.is_name_of_ours("ours"));
  CHECK_FALSE(ledger.is_name_of_ours("ours 8"));
  ledger.close_account();
}

TEST_CASE("a second run with the same ledger gives its intents new numbers") {
  const TemporaryFolder folder;
  const auto file = folder / "ledger";
  IntentId first = 0;
  { first = Ledger(file).intend("/things", body_of_request); }
  Ledger ledger(file);
  CHECK(ledger.intend("/things", body_of_request) != first);
  CHECK(ledger.open().size() == 2);
  ledger.close_account();
}

TEST_CASE("an error names a ledger that cannot be written or is no regular file") {
  CHECK_THROWS_WITH(Ledger("/dev/null/x.ledger"), Catch::Matchers::Contains("/dev/null"));
  CHECK_THROWS_WITH(Ledger("/dev/full"), Catch::Matchers::Contains("/dev/full: expected a file"));
  CHECK_THROWS_WITH(Ledger("/tmp"), Catch::Matchers::Contains("/tmp: expected a file"));
}

TEST_CASE("each tenant has a ledger of its own in the user's state folder") {
  const auto with = [](const char* state, const char* home) {
    for (const auto& [name, value] :
         {std::pair{"XDG_STATE_HOME", state}, std::pair{"HOME", home}}) {
      value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
    }
    return default_ledger_file("https://origin.example:8443/t/x").string();
  };
  const auto environment = [](const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  const auto state = environment("XDG_STATE_HOME"), home = environment("HOME");
  const std::string name = "tines-contract/origin-example-8443-t-x.ledger";
  CHECK(with("/state", "/home/me") == "/state/" + name);
  CHECK(with(nullptr, "/home/me") == "/home/me/.local/state/" + name);
  CHECK(with("", "/home/me") == "/home/me/.local/state/" + name);
  CHECK(with("not/absolute", "/home/me") == "/home/me/.local/state/" + name);
  CHECK(with("", "") == (std::filesystem::temp_directory_path() / name).string());
  with(state ? state->c_str() : nullptr, home ? home->c_str() : nullptr);
}

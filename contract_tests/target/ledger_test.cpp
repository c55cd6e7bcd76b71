#include "contract_tests/target/ledger.hpp"

#include "support/catch2.hpp"

#include <fstream>
#include <iterator>

#include <unistd.h>

using namespace tines_mock::contract;

namespace {

std::filesystem::path fresh_file() {
  static int files = 0;
  return std::filesystem::temp_directory_path() /
         ("ledger-test-" + std::to_string(getpid()) + "-" + std::to_string(++files));
}

const nlohmann::ordered_json request{{"team_id", 7}, {"destination_tenant_api_key", "a secret"}};

}  // namespace

TEST_CASE("another process sees in the ledger what a killed run may have left") {
  const auto file = fresh_file();
  {
    Ledger ledger(file);
    ledger.note_others("/things", {"1"});
    const auto first = ledger.intend("/things", request);
    ledger.created(first, "2");
    ledger.removed("/things", "2");
    ledger.created(ledger.intend("/things", request), "3");
    ledger.intend("/things", request);
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

TEST_CASE("no key stands in the ledger") {
  const auto file = fresh_file();
  Ledger ledger(file);
  ledger.intend("/things", request);
  std::ifstream in(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  CHECK(text.find("team_id") != std::string::npos);
  CHECK(text.find("a secret") == std::string::npos);
  ledger.close_account();
}

#include "contract_tests/properties/run.hpp"

#include "contract_tests/target/mock_target.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

class Notes final : public RunObserver {
 public:
  void begins(const Promise& promise, std::size_t number, std::size_t of) override {
    lines.push_back(std::to_string(number) + " of " + std::to_string(of) + ": " + promise.id);
  }
  void answered() override { ++answers; }

  std::vector<std::string> lines;
  int answers = 0;
};

}  // namespace

TEST_CASE("an observer is told of each promise that is to be checked, and of each answer") {
  MockTarget mock({});
  const auto settings = mock.settings();
  const auto tenants = mock.tenants();
  const auto ledger = std::make_shared<Ledger>("");
  int sent = 0;
  const auto counting = std::make_shared<HandlerTarget>([&](const Request& request) {
    ++sent;
    return tenants.origin->send(request);
  });
  TenantUnderTest origin({counting, settings.api_key, true}, ledger);
  SystemClock clock;
  Session session({origin, nullptr, tenants.mock, settings, {}, clock, 1});
  Notes notes;
  RunOptions options{
      .seed = 1, .max_success = 2, .only = {"create.unique-ids", "list.default-per_page"}};
  options.observer = &notes;
  run(all_promises(), session, options);
  CHECK(notes.lines ==
        std::vector<std::string>{"1 of 2: create.unique-ids", "2 of 2: list.default-per_page"});
  CHECK(notes.answers == sent);
  CHECK(sent > 0);
}

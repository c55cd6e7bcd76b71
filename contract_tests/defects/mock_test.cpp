#include "contract_tests/defects/judged.hpp"
#include "contract_tests/target/mock_target.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

Judged judge_mock(const MockOptions& options) {
  MockTarget mock(options);
  return judge(mock.settings(), mock.tenants(),
               {.max_success = 25,
                .expected = options.assumptions,
                .longest_wait = std::chrono::seconds{10}});
}

}  // namespace

TEST_CASE("the mock keeps every promise, and everything can be checked") {
  const auto judged = judge_mock({});
  INFO(judged.report());
  CHECK(judged.with(Judgement::broken).empty());
  CHECK(judged.with(Judgement::differs).empty());
  CHECK(judged.with(Judgement::could_not_check).empty());
}

TEST_CASE("the mock keeps what can be checked when it syncs later, or is of the older revision") {
  MockOptions older;
  older.revision = Revision::r2025_05;
  MockOptions later;
  later.sync_mode = SyncMode::deferred;
  later.assumptions.create_answers = CreateAnswers::before_sync;
  for (const auto& options : {older, later}) {
    const auto judged = judge_mock(options);
    INFO(judged.report());
    CHECK(judged.with(Judgement::broken).empty());
    CHECK(judged.with(Judgement::differs).empty());
  }
}

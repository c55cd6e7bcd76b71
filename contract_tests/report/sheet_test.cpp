#include "contract_tests/report/sheet.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

PromiseResult about(const std::string& entry, Judgement judgement, int cases = 1) {
  PromiseResult result;
  result.promise.source = assumed("assumed-create", "words", entry);
  result.judgement = judgement;
  result.cases = cases;
  return result;
}

}  // namespace

TEST_CASE("an assumption was last seen by the latest run that saw it") {
  const Sighting earlier{"2026-01-02", "2025-05"}, now{"2026-11-25", "2026-06"};
  RunResult run;
  run.promises = {about("status.no_key", Judgement::kept),
                  about("status.unknown_key", Judgement::could_not_check, 0),
                  about("status.unknown_team", Judgement::kept, 0),
                  about("error_shape", Judgement::differs, 0),
                  about("create_answers", Judgement::differs, 0),
                  about("", Judgement::kept)};
  Assumptions seen;
  seen.create_answers = CreateAnswers::before_sync;
  const auto after = add_sightings({{"status.unknown_key", earlier}, {"status.no_key", earlier}},
                                   run, {}, seen, now);
  // The shape of errors differs, but not with a value that the table can hold.
  CHECK(after == Sightings{{"status.no_key", now},
                           {"status.unknown_key", earlier},
                           {"create_answers", now}});
}

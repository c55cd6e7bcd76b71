#include "trial/summary.hpp"

#include "support/printable.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "trial/expected.hpp"
#include "trial/tries.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace tines_mock::trial;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

Summary summary(std::string fault, Verdict verdict) {
  return {.number = 1, .fault = std::move(fault), .verdict = verdict, .why = "because"};
}

Summary under_rule(Verdict verdict, FaultRule rule) {
  auto run = summary("f", verdict);
  run.rules = {std::move(rule)};
  return run;
}

const FaultRule lasting = {.name = "lasting", .effect = effects::answer(503)};
const FaultRule passing = {.name = "passing", .effect = effects::answer(503), .times = 1};

}  // namespace

TEST_CASE(
    "the verdicts down to hammered fail, and with --strict what a better client would avoid") {
  CHECK(summary("f", Verdict::leaked_key).fails(false));
  CHECK(summary("f", Verdict::hammered).fails(false));
  CHECK_FALSE(summary("f", Verdict::left_behind).fails(false));
  CHECK(summary("f", Verdict::left_behind).fails(true));
  CHECK_FALSE(under_rule(Verdict::gave_up, passing).fails(false));
  CHECK(under_rule(Verdict::gave_up, passing).fails(true));
  CHECK_FALSE(under_rule(Verdict::gave_up, lasting).fails(true));
  CHECK_FALSE(under_rule(Verdict::survived, passing).fails(true));
}

TEST_CASE("an expected verdict does not fail, a worse one does, a better one with --strict") {
  auto run = summary("f", Verdict::duplicated);
  run.expected = Verdict::duplicated;
  CHECK_FALSE(run.fails(true));
  run.expected = Verdict::hammered;
  CHECK(run.fails(false));
  run.verdict = Verdict::survived;
  CHECK(run.is_better_than_expected());
  CHECK_FALSE(run.fails(false));
  CHECK(run.fails(true));
}

namespace {

TrialRun run_that_printed(std::string output) {
  TrialRun run;
  run.client.output = std::move(output);
  return run;
}

}  // namespace

TEST_CASE("whatever bytes a client prints, every report is printable and can be read") {
  const redaction::Redactor redactor;
  const auto run = run_that_printed("first\n" + std::string(299, 'x') + "é\x1b[31m\xff\a" + '\0');
  const auto odd = run_that_printed("\x1b]0;title\a\xff" + std::string(1, '\0'));
  Summaries all{.baseline = summarise(odd, odd, redactor),
                .runs = {summarise(run, odd, redactor), summarise(odd, odd, redactor)}};
  for (auto& each : all.runs) each.verdict = Verdict::crashed;
  const auto json = Json::parse(json_report(all));
  CHECK(json["results"][0]["printed"] == std::string(299, 'x') + "… (321 bytes)");
  CHECK(json["results"][1]["printed"] == "\\x1b]0;title\\x07\\xff\\x00");
  for (auto text : {text_report(all), junit_report(all), html_report(all)}) {
    std::erase(text, '\n');
    CHECK(is_printable(text));
  }
}

TEST_CASE("what became of a request names each fault that acted on it, on its pushes as well") {
  TrialRun run;
  const FiredFault on_a_push = {.rule = "r", .phase = Phase::push, .effect = "push_fails"};
  run.requests = {{.path = "/api/v1/stories",
                   .request = {.method = "POST"},
                   .status = 201,
                   .faults = {on_a_push, on_a_push},
                   .committed = true}};
  CHECK(summarise(run, run, redaction::Redactor()).exchanged ==
        "POST /api/v1/stories -> 201 (push_fails at push), committed");
}

TEST_CASE("failing runs come worst first, those with the same verdict in their order") {
  const Summaries all{.baseline = {},
                      .runs = {summary("a", Verdict::hammered), summary("b", Verdict::crashed),
                               summary("c", Verdict::survived), summary("d", Verdict::crashed)}};
  const auto runs = failing(all);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0]->fault == "b");
  CHECK(runs[1]->fault == "d");
  CHECK(runs[2]->fault == "a");
}

TEST_CASE("the JSON report has the baseline and a result for each run") {
  auto run = under_rule(Verdict::claimed_success, passing);
  run.duration = Milliseconds(1500);
  run.requests = 3;
  const auto report = Json::parse(json_report({.baseline = {}, .runs = {run}, .rng_seed = 7}));
  CHECK(report["rng_seed"] == 7);
  CHECK(report["baseline"]["exit"] == 0);
  const auto& result = report["results"][0];
  CHECK(result["fault"] == "f");
  CHECK(result["verdict"] == "claimed_success");
  CHECK(result["exit"] == 0);
  CHECK(result["seconds"] == 1.5);
  CHECK(result["requests"] == 3);
  CHECK(result["rules"][0]["name"] == "passing");
}

TEST_CASE("names of faults and lines of clients are text in every report") {
  auto run = summary("<b>&\"", Verdict::crashed);
  run.printed = "<script>alert(1)</script>";
  const Summaries all{.baseline = {}, .runs = {run}};
  CHECK(html_report(all).find("<script>") == std::string::npos);
  CHECK_THAT(html_report(all), Contains("&lt;script&gt;"));
  CHECK_THAT(junit_report(all), Contains("&lt;b&gt;&amp;&quot;") && Contains("failures=\"1\""));
}

TEST_CASE("a run is summed up without a key, in whatever its client printed") {
  redaction::Redactor redactor;
  redactor.know("a-secret-key");
  TrialRun run{.fault = {"f", "", {}}, .why = "it has a-secret-key"};
  run.client.output = "first line\nlast line with a-secret-key\n\n";
  run.requests = {{.path = "/a", .request = {.method = "POST"}, .status = 201, .committed = true},
                  {.path = "/a", .request = {.method = "POST"}, .status = 201, .committed = true}};
  const auto text = summarise(run, run, redactor);
  CHECK_THAT(text.printed, Contains("last line with") && !Contains("a-secret-key"));
  CHECK_THAT(text.why, !Contains("a-secret-key"));
  CHECK(text.exchanged == "POST /a -> 201, committed, 2 times");
  CHECK(text.difference.empty());
}

TEST_CASE("a file of expected verdicts is read back as it was written") {
  const ExpectedVerdicts expected = {{"a", Verdict::gave_up}, {"b + c", Verdict::duplicated}};
  CHECK(parse_expected(to_json(expected), "file") == expected);
}

TEST_CASE("a file of expected verdicts with mistakes is an error with each place") {
  CHECK_THROWS_WITH(parse_expected(R"({"expect": {"a": "good", "b": 1}, "c": 2})", "file"),
                    Contains("/expect/a") && Contains("/expect/b") && Contains("/c"));
  CHECK_THROWS_AS(parse_expected("[]", "file"), FileError);
}

TEST_CASE("runs are reported in the order of their faults, however many run at once") {
  std::vector<TriedFault> faults;
  for (int i = 0; i < 40; ++i) faults.push_back({std::to_string(i), "", {}});
  std::vector<std::string> reported;
  run_all(
      faults, 8,
      [](const TriedFault& fault) {
        for (int i = std::stoi(fault.name); i < 40; ++i) std::this_thread::yield();
        return TrialRun{.fault = fault};
      },
      [&](TrialRun run) { reported.push_back(run.fault.name); });
  REQUIRE(reported.size() == faults.size());
  for (int i = 0; i < 40; ++i) CHECK(reported[static_cast<std::size_t>(i)] == std::to_string(i));
}

TEST_CASE("a stop cuts off the runs that are under way, and those that had ended are reported") {
  const std::vector<TriedFault> faults = {{"slow", "", {}}, {"b", "", {}}, {"c", "", {}}};
  std::stop_source stop;
  std::atomic<int> ended = 0;
  std::vector<std::string> reported;
  run_all(
      faults, 2,
      [&](const TriedFault& fault) {
        if (fault.name == "slow") {
          eventually([&] { return ended == 2; });
          stop.request_stop();
        }
        ended += fault.name == "slow" ? 0 : 1;
        return TrialRun{.fault = fault};
      },
      [&](TrialRun run) { reported.push_back(run.fault.name); }, stop.get_token());
  REQUIRE_FALSE(reported.empty());
  CHECK(reported.front() == "b");
  CHECK(std::ranges::find(reported, "slow") == reported.end());
}

TEST_CASE("after a stop no further run begins, and what a run throws ends them all") {
  const std::vector<TriedFault> faults(10);
  std::stop_source stop;
  int begun = 0;
  const auto count = [&](const TriedFault& fault) {
    ++begun;
    stop.request_stop();
    return TrialRun{.fault = fault};
  };
  run_all(
      faults, 1, count, [](TrialRun) { FAIL("it was cut off"); }, stop.get_token());
  CHECK(begun == 1);
  const auto fails = [](const TriedFault&) -> TrialRun { throw std::runtime_error("no"); };
  CHECK_THROWS_WITH(run_all(faults, 2, fails, [](TrialRun) {}), "no");
}

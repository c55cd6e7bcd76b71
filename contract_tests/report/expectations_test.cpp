#include "contract_tests/report/expectations.hpp"

#include "files/file.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/file_error.hpp>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

Promise promise_from(const std::string& id, Source source) {
  Promise promise;
  promise.id = id;
  promise.source = std::move(source);
  return promise;
}

const Promises& some_promises() {
  static const Promises promises{promise_from("create.status", seed_document("a", "b")),
                                 promise_from("assumed.order", assumed("a", "b")),
                                 promise_from("list.status", vendor_pages("a", "b"))};
  return promises;
}

Expectations parsed(const std::string& entries) {
  return parse_expectations("{\"expected\": " + entries + "}", "known.json", some_promises());
}

std::string entry_with(const std::string& judgement, const std::string& reason,
                       const std::string& since) {
  return "{\"create.status\": {\"outcome\": " + judgement + ", \"reason\": " + reason +
         ", \"since\": " + since + "}}";
}

std::string fault_in(const std::string& entries) {
  try {
    parsed(entries);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("expectations are read, and written as they were read") {
  const auto read = parsed(R"({
    "create.status": {"outcome": "broken", "reason": "a proxy", "since": "2026-11-02"},
    "assumed.order": {"outcome": "differs", "reason": "it sorts", "since": "2024-02-29"},
    "list.status": {"outcome": "could not check", "reason": "no writes", "since": "2026-12-31"}})");
  CHECK(read.size() == 3);
  CHECK(read.at("create.status") == Expectation{Judgement::broken, "a proxy", "2026-11-02"});
  CHECK(read.at("assumed.order") == Expectation{Judgement::differs, "it sorts", "2024-02-29"});
  CHECK(read.at("list.status").judgement == Judgement::could_not_check);
  CHECK(parse_expectations(to_json(read), "again", some_promises()) == read);
  CHECK(parsed("{}").empty());
}

TEST_CASE("a wrong expectation is an error with file, place, expected and found") {
  const std::string good_reason = "\"r\"", good_date = "\"2026-11-02\"";
  const std::string file = "known.json: /expected", entry = file + "/create.status";
  const std::string date = "/since: expected a date as \"2026-11-02\", found ";
  const std::vector<std::pair<std::string, std::string>> table{
      {R"({"create.stauts": {}})", file + "/create.stauts: "},
      {R"({"create.status": 7})", entry + ": expected an object, found 7"},
      {R"({"create.status": {"reason": "r", "since": "2026-11-02"}})",
       entry + "/outcome: expected the outcome of the promise, found nothing"},
      {R"({"create.status": {"outcome": "broken", "since": "2026-11-02"}})",
       entry + "/reason: expected a reason in words, found nothing"},
      {R"({"create.status": {"outcome": "broken", "reason": "r"}})", entry + date + "nothing"},
      {entry_with("\"kept\"", good_reason, good_date),
       entry + "/outcome: expected one of \"broken\", \"differs\", \"could not check\", found "
               "\"kept\""},
      {entry_with("\"differs\"", good_reason, good_date),
       entry + "/outcome: expected \"broken\" or \"could not check\": the promise is documented, "
               "found \"differs\""},
      {R"({"assumed.order": {"outcome": "broken", "reason": "r", "since": "2026-11-02"}})",
       file + "/assumed.order/outcome: expected \"differs\" or \"could not check\": the promise is "
              "assumed, found \"broken\""},
      {entry_with("true", good_reason, good_date), entry + "/outcome: expected one of "},
      {entry_with("\"broken\"", "\" \"", good_date),
       entry + "/reason: expected a reason in words, found \" \""},
      {entry_with("\"broken\"", "7", good_date), entry + "/reason: expected a string, found 7"},
      {entry_with("\"broken\"", good_reason, "7"), entry + "/since: expected a string, found 7"},
      {R"({"create.status": {"outcome": "broken", "reason": "r", "since": "2026-11-02", "x": 1}})",
       entry + "/x: "},
      {R"({"create.status": {}, "create.status": {}})", "expected each member once"},
      {"[]", file + ": expected an object, found an array"},
      {"{", "known.json: "}};
  for (const auto& [entries, expected] : table) {
    INFO(entries << "\n" << fault_in(entries));
    CHECK(fault_in(entries).find(expected) != std::string::npos);
  }
  for (const char* day :
       {"2026-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "2026-1-01", "02.11.2026",
        "2026-11-2", "2026-11-02T00:00:00Z", "", "20261-1-02", "-026-11-02", "2026-+1-02"}) {
    const auto fault =
        fault_in(entry_with("\"broken\"", good_reason, "\"" + std::string(day) + "\""));
    INFO(day << ": " << fault);
    CHECK(fault == entry + date + "\"" + day + "\"");
  }
}

TEST_CASE("an expected outcome counts as kept, an unexpected \"kept\" as differing") {
  const auto known = parsed(R"({
    "create.status": {"outcome": "broken", "reason": "a proxy", "since": "2026-11-02"},
    "list.status": {"outcome": "could not check", "reason": "no writes", "since": "2026-11-02"}})");
  const auto judged = [&](Judgement create, Judgement list, Judgement order) {
    RunResult run;
    for (const auto judgement : {create, order, list}) {
      run.promises.push_back(
          {.promise = some_promises()[run.promises.size()], .judgement = judgement});
    }
    std::vector<Judgement> outcomes;
    for (const auto& result : apply_expectations(known, run).promises)
      outcomes.push_back(result.judgement);
    return outcomes;
  };
  using O = Judgement;
  CHECK(judged(O::broken, O::could_not_check, O::differs) ==
        std::vector<O>{O::kept, O::differs, O::kept});
  CHECK(judged(O::kept, O::broken, O::kept) == std::vector<O>{O::differs, O::kept, O::broken});
  CHECK(judged(O::could_not_check, O::kept, O::could_not_check) ==
        std::vector<O>{O::could_not_check, O::could_not_check, O::differs});
}

TEST_CASE("the example in fixtures is valid, and names promises that exist") {
  const auto file = std::filesystem::path(TINES_MOCK_SOURCE_DIR) / "fixtures/expectations.json";
  CHECK(load_expectations(file, all_promises()).size() == 3);
}

TEST_CASE("one error lists all mistakes of a file") {
  const auto fault = fault_in(R"({"create.status": {"outcome": "broken"}, "nope": {}})");
  INFO(fault);
  CHECK(fault.find("/reason") != std::string::npos);
  CHECK(fault.find("/since") != std::string::npos);
  CHECK(fault.find("/nope") != std::string::npos);
}

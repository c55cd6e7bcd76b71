#pragma once

#include "contract_tests/properties/run.hpp"
#include "contract_tests/report/expectations.hpp"
#include "contract_tests/report/redactor.hpp"

#include <tines_mock/assumptions_file.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// Everything that a report is made from. May hold keys.
struct Report {
  std::string target;  ///< the tenant's URL, or "the in-process mock"
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  std::string replay = {};  ///< the command that repeats the run, without --promise
  RunResult run = {};
  std::vector<std::string> left_behind = {};  ///< what could not be removed from the tenant
  Expectations expectations = {};
  Sightings verified = {};  ///< when each assumption was last seen, this run included
};

struct Tally {
  int kept = 0, broken = 0, differs = 0, could_not_check = 0;
};
Tally tally(const RunResult& run);

/// One promise and what the run found out about it.
struct Row {
  struct Step {
    std::string method;
    std::string request;  ///< method, path and body
    int status = 0;
  };

  std::string id, text;
  Source source;
  Judgement judgement = Judgement::kept;
  int cases = 0;
  std::string reason;         ///< why it could not be checked
  std::string expected, got;  ///< of a broken promise or a differing assumption
  std::vector<Step> steps;    ///< the exchanges that show it; the last one decides
  std::string response;       ///< the body of the last exchange
  std::string curl;           ///< the last request as a curl command; empty when it is long
  std::string replay;         ///< the command that checks the promise again with the same seed
  std::optional<Expectation> expectation = {};  ///< from --expect
  std::optional<Sighting> verified = {};        ///< of an assumption: when it was last seen
};

/// "create" of "create.status": what the promise is about. CI systems group by it.
std::string subject_of(const Row& row);
/// The judgement is the expected one.
bool is_known(const Row& row);
/// The promise is kept although --expect says otherwise: its entry should be removed.
bool is_stale(const Row& row);
/// "known since 2026-11-02: a reason"
std::string known_since(const Expectation& expectation);

/// A report without keys, from which the text, JSON, JUnit and HTML are made. Every text in it went
/// through the redactor in `sheet_of`; nothing else redacts.
struct Sheet {
  std::string target;
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  Tally sum;
  Tally known;    ///< of `sum`, those with the expected judgement
  int stale = 0;  ///< of the kept ones, those that --expect says are not
  std::vector<Row> rows;
  std::vector<std::string> additive_drift, remarks, left_behind;
  std::string ended_early;  ///< why; empty: it did not
};
Sheet sheet_of(const Report& report, const ReportRedactor& redact);

/// The expectations for the next run: entries of promises that are kept now go; each other promise
/// gets its judgement of this run, since `today`; entries with that judgement already stay as they
/// are.
Expectations update_expectations(Expectations before, const Sheet& sheet, const std::string& today);

/// Adds what a run against a real tenant saw of the table of assumptions: an entry was seen `now`
/// when its promise is kept, or differs with a value that the table can hold.
Sightings add_sightings(Sightings before, const RunResult& run, const Assumptions& expected,
                        const Assumptions& seen, const Sighting& now);

}  // namespace tines_mock::contract

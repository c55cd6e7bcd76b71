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

/// What a run has to report.
struct Report {
  std::string target;  ///< the tenant's URL, or "the in-process mock"
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  std::string replay = {};  ///< the command, up to where "--promise ID" is added
  RunResult run = {};
  std::vector<std::string> left_behind = {};  ///< what could not be removed from the tenant
  Expectations expectations = {};
  Sightings verified = {};  ///< of the table of assumptions, this run included
};

struct Tally {
  int kept = 0, broken = 0, differs = 0, could_not_check = 0;
};
Tally tally(const RunResult& run);

/// One promise, and what the run says about it.
struct Row {
  struct Step {
    std::string method;
    std::string request;  ///< method, path and body
    int status = 0;
  };

  std::string id, text;
  Source source;
  Outcome outcome = Outcome::kept;
  int cases = 0;
  std::string reason;         ///< why it could not be checked
  std::string expected, got;  ///< of a broken promise or a differing assumption
  std::vector<Step> steps;    ///< what shows it, the decisive exchange last
  std::string response;       ///< the body of the decisive exchange
  std::string curl;           ///< the decisive request, for a shell; empty when long
  std::string replay;         ///< the command that shows it again
  std::optional<Expectation> expectation = {};  ///< what was known of it before
  std::optional<Sighting> verified = {};        ///< of an assumption: when it was last seen
};

/// "create" of "create.status": what the promise is about, by which CI systems group.
std::string subject_of(const Row& row);
/// What was known, happened.
bool is_known(const Row& row);
/// The promise is kept now; what was known is to be taken out of the file.
bool is_stale(const Row& row);
/// "known since 2026-11-02: a reason"
std::string known_words(const Expectation& expectation);

/// A report ready to be laid out. Every text in it has been through the redactor, here alone: the
/// forms (text, JSON, JUnit, HTML) add their own syntax and nothing else.
struct Sheet {
  std::string target;
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  Tally sum;
  Tally known;    ///< those of `sum` that are as they were known
  int stale = 0;  ///< of the kept ones
  std::vector<Row> rows;
  std::vector<std::string> additive_drift, remarks, left_behind;
  std::string ended_early;  ///< why; empty: the run came to its end
};
Sheet sheet_of(const Report& report, const Redactor& redact);

/// What is known after a run: of each promise that it checked, what it found, since `today` unless
/// that was known before.
Expectations known_after(Expectations before, const Sheet& sheet, const std::string& today);

}  // namespace tines_mock::contract

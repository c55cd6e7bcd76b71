#pragma once

#include "contract_tests/properties/run.hpp"
#include "contract_tests/report/redactor.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tines_mock::contract {

/// What a run has to report.
struct Report {
  std::string target;  ///< the tenant's URL, or "the in-process mock"
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  std::string replay;  ///< the command, up to where "--promise ID" is added
  RunResult run = {};
  std::vector<std::string> left_behind = {};  ///< what could not be removed from the tenant
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
  std::string curl;           ///< the decisive request, for a shell
  std::string replay;         ///< the command that shows it again
};

/// A report ready to be laid out. Every text in it has been through the redactor, here alone: the
/// forms (text, JSON, JUnit, HTML) add their own syntax and nothing else.
struct Sheet {
  std::string target;
  std::uint64_t seed = 0;
  int max_success = 0;
  std::int64_t requests = 0;
  Tally sum;
  std::vector<Row> rows;
  std::vector<std::string> additive_drift, remarks, left_behind;
  std::string ended_early;  ///< why; empty: the run came to its end
};
Sheet sheet_of(const Report& report, const Redactor& redact);

}  // namespace tines_mock::contract

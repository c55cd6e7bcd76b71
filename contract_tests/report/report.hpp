#pragma once

#include "contract_tests/properties/run.hpp"
#include "contract_tests/report/redactor.hpp"

#include <string>
#include <vector>

/// What a run says, in the forms in which people and machines read it.
namespace tines_mock::contract {

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
Tally tally(const Report& report);

/// The command that shows again what `result` says.
std::string replay_of(const Report& report, const PromiseResult& result);
/// The decisive request, for a shell; keys are environment variables.
std::string curl_of(const Answer& answer, const Redactor& redact);
/// Method, path and body in a few words; keys are environment variables.
std::string request_of(const Answer& answer, const Redactor& redact);

std::string text_report(const Report& report, const Redactor& redact);
std::string json_report(const Report& report, const Redactor& redact);
std::string junit_report(const Report& report, const Redactor& redact);
std::string html_report(const Report& report, const Redactor& redact);

/// The promises alone: id, source, kind, text.
std::string promise_list(const Promises& promises);

/// Text that is valid UTF-8 without control characters, for XML and HTML, escaped.
std::string markup_text(const std::string& text);

}  // namespace tines_mock::contract

#pragma once

#include "redaction/redactor.hpp"

#include <tines_mock/trial.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tines_mock::trial {

/// A run as reports show it: texts without keys.
struct Summary {
  std::size_t number = 0;  ///< of the run, from 1; the baseline's is 0
  std::string fault = {};
  std::vector<FaultRule> rules = {};
  Verdict verdict = Verdict::survived;
  std::string why = {};
  int exit_status = 0;
  int signal = 0;
  Milliseconds duration{0};
  std::size_t requests = 0;
  std::string exchanged = {};   ///< the requests, each with its response, phase and commit
  std::string printed = {};     ///< the last line that the client printed
  std::string difference = {};  ///< the state against the baseline's; "" when they are equal
  std::string repeat = {};      ///< the command that repeats this run; "" when it is unknown
  std::optional<Verdict> expected = {};  ///< by the file of --expect

  /// It is one of the verdicts that fail, or one of those that `strict` adds.
  bool fails(bool strict) const;
  bool is_better_than_expected() const { return expected && verdict > *expected; }
};

/// What a client without a fault did, and the runs under faults, in the order in which they ran.
struct Summaries {
  Summary baseline;
  std::vector<Summary> runs;
  std::uint64_t rng_seed = 0;
  bool strict = false;
  bool interrupted = false;
  std::vector<std::string> not_tried = {};  ///< expected faults that the trial does not have
};

Summary summarise(const TrialRun& run, const TrialRun& baseline,
                  const redaction::Redactor& redactor);

/// The runs that fail, the worst verdict first.
std::vector<const Summary*> failing(const Summaries& all);

/// Whether a run fails or, with `strict`, an expectation has no fault.
bool fails(const Summaries& all);

/// The last line that a client printed, without keys, short and printable; "" when there is none.
std::string last_line_of(const ClientResult& client, const redaction::Redactor& redactor);

/// What a verdict means and what to do, in one sentence.
std::string_view advice_for(Verdict verdict);

std::string text_report(const Summaries& all);
std::string json_report(const Summaries& all);
std::string junit_report(const Summaries& all);
std::string html_report(const Summaries& all);

}  // namespace tines_mock::trial

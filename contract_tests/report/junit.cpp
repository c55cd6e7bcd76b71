#include "contract_tests/report/report.hpp"

namespace tines_mock::contract {

namespace {

std::string failure(const Report& report, const PromiseResult& result, const Redactor& redact) {
  std::string body =
      "expected " + redact(result.finding.expected) + "\ngot " + redact(result.finding.got) + "\n";
  if (!result.evidence.empty()) body += curl_of(result.evidence.back(), redact) + "\n";
  body += replay_of(report, result) + "\n";
  return "    <failure message=\"" + markup_text(result.promise.text) + "\">" + markup_text(body) +
         "</failure>\n";
}

/// A differing assumption is no failure: it passes, with what was seen beside it.
std::string case_of(const Report& report, const PromiseResult& result, const Redactor& redact) {
  std::string text = "  <testcase classname=\"" + markup_text(result.promise.source.reference) +
                     "\" name=\"" + markup_text(result.promise.id) + "\">\n";
  if (result.outcome == Outcome::broken) text += failure(report, result, redact);
  if (result.outcome == Outcome::could_not_check) {
    text += "    <skipped message=\"" + markup_text(redact(result.reason)) + "\"/>\n";
  }
  if (result.outcome == Outcome::differs) {
    text += "    <system-out>" +
            markup_text("differs: expected " + redact(result.finding.expected) + ", got " +
                        redact(result.finding.got)) +
            "</system-out>\n";
  }
  return text + "  </testcase>\n";
}

}  // namespace

std::string junit_report(const Report& report, const Redactor& redact) {
  const auto sum = tally(report);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                     markup_text("contract of " + report.target) + "\" tests=\"" +
                     std::to_string(report.run.promises.size()) + "\" failures=\"" +
                     std::to_string(sum.broken) + "\" errors=\"0\" skipped=\"" +
                     std::to_string(sum.could_not_check) + "\">\n";
  for (const auto& result : report.run.promises) text += case_of(report, result, redact);
  return text + "</testsuite>\n";
}

}  // namespace tines_mock::contract

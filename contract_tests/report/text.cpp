#include "contract_tests/report/report.hpp"

namespace tines_mock::contract {

namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string row(const PromiseResult& result) {
  return padded(name_of(result.outcome), 16) + padded(result.promise.id, 38) +
         padded(result.promise.source.reference.substr(0, 4), 6) + result.promise.text + "\n";
}

/// What was done before the decisive request.
std::string steps_before(const PromiseResult& result, const Redactor& redact) {
  std::string text;
  for (std::size_t i = 0; i + 1 < result.evidence.size(); ++i) {
    const auto& step = result.evidence[i];
    if (step.call.method == "GET") continue;
    text +=
        "  after     " + request_of(step, redact) + " → " + std::to_string(step.status()) + "\n";
  }
  return text;
}

std::string details(const Report& report, const PromiseResult& result, const Redactor& redact) {
  std::string text = "\n" + name_of(result.outcome) + ": " + result.promise.id + " — " +
                     result.promise.text + " (" + result.promise.source.reference + ")\n";
  text += steps_before(result, redact);
  if (!result.evidence.empty()) {
    text += "  request   " + request_of(result.evidence.back(), redact) + "\n";
  }
  text += "  expected  " + redact(result.finding.expected) + "\n";
  text += "  got       " + redact(result.finding.got) + "\n";
  if (!result.evidence.empty()) {
    text += "  curl      " + curl_of(result.evidence.back(), redact) + "\n";
  }
  return text + "  replay    " + replay_of(report, result) + "\n";
}

std::string section(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = "\n" + title + "\n";
  for (const auto& line : lines) text += "  " + line + "\n";
  return text;
}

std::string not_checked(const Report& report, const Redactor& redact) {
  std::vector<std::string> lines;
  for (const auto& result : report.run.promises) {
    if (result.outcome != Outcome::could_not_check) continue;
    lines.push_back(result.promise.id + ": " + redact(result.reason));
  }
  return section("Could not check", lines);
}

std::string summary(const Report& report) {
  const auto sum = tally(report);
  return "\n" + std::to_string(sum.kept) + " kept, " + std::to_string(sum.broken) + " broken, " +
         std::to_string(sum.differs) + " differ from an assumption, " +
         std::to_string(sum.could_not_check) + " could not be checked; " +
         std::to_string(report.requests) + " requests, seed " + std::to_string(report.seed) + "\n";
}

}  // namespace

std::string text_report(const Report& report, const Redactor& redact) {
  std::string text = "The contract of " + report.target + "\n\n";
  for (const auto& result : report.run.promises) text += row(result);
  for (const auto& result : report.run.promises) {
    if (result.outcome == Outcome::broken) text += details(report, result, redact);
  }
  for (const auto& result : report.run.promises) {
    if (result.outcome == Outcome::differs) text += details(report, result, redact);
  }
  text += not_checked(report, redact);
  text += section("Additive drift: members that no document names", report.run.additive_drift);
  text += section("Remarks", report.run.remarks);
  text += section("LEFT ON THE TENANT: remove it by hand, or run again with --clean-up",
                  report.left_behind);
  return text + summary(report);
}

}  // namespace tines_mock::contract

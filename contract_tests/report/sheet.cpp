#include "contract_tests/report/sheet.hpp"

#include "contract_tests/report/printable.hpp"

namespace tines_mock::contract {

namespace {

constexpr std::size_t longest_sentence = 600, longest_request = 2000;

std::string curl_of(const Request& request, const Redactor& redact) {
  auto text = "curl -i -X " + redact(request.method) + " \"$TINES_TENANT_URL\"" +
              redact.quoted(request.target);
  for (const auto& [name, value] : request.headers) {
    if (name != "Accept") text += " -H " + redact.quoted(name + ": " + value);
  }
  if (!request.body.empty()) text += " --data-raw " + redact.quoted(request.body);
  return text;
}

Row::Step step_of(const Answer& answer, const Redactor& redact) {
  const auto& request = answer.request;
  auto text = request.method + " " + request.target;
  if (!request.body.empty()) text += " " + request.body;
  return {redact(request.method), excerpt(redact(text), longest_request), answer.status()};
}

Row row_of(const Report& report, const PromiseResult& result, const Redactor& redact) {
  const auto sentence = [&](const std::string& text) {
    return excerpt(redact(text), longest_sentence);
  };
  Row row{.id = redact(result.promise.id),
          .text = redact(result.promise.text),
          .source = result.promise.source,
          .outcome = result.outcome,
          .cases = result.cases,
          .reason = sentence(result.reason),
          .expected = sentence(result.finding.expected),
          .got = sentence(result.finding.got),
          .steps = {},
          .response = {},
          .curl = {},
          .replay = redact(report.replay + " --promise " + result.promise.id)};
  for (const auto& answer : result.evidence) row.steps.push_back(step_of(answer, redact));
  if (!result.evidence.empty()) {
    row.response = redact(result.evidence.back().response.body);
    row.curl = curl_of(result.evidence.back().request, redact);
  }
  return row;
}

std::vector<std::string> all(const std::vector<std::string>& lines, const Redactor& redact) {
  std::vector<std::string> shown;
  for (const auto& line : lines) shown.push_back(excerpt(redact(line), longest_sentence));
  return shown;
}

}  // namespace

Tally tally(const RunResult& run) {
  Tally sum;
  for (const auto& result : run.promises) {
    sum.kept += result.outcome == Outcome::kept;
    sum.broken += result.outcome == Outcome::broken;
    sum.differs += result.outcome == Outcome::differs;
    sum.could_not_check += result.outcome == Outcome::could_not_check;
  }
  return sum;
}

Sheet sheet_of(const Report& report, const Redactor& redact) {
  Sheet sheet{.target = redact(report.target),
              .seed = report.seed,
              .max_success = report.max_success,
              .requests = report.requests,
              .sum = tally(report.run),
              .rows = {},
              .additive_drift = all(report.run.additive_drift, redact),
              .remarks = all(report.run.remarks, redact),
              .left_behind = all(report.left_behind, redact),
              .ended_early = report.run.ended
                                 ? excerpt(redact(report.run.ended->what()), longest_sentence)
                                 : ""};
  for (const auto& result : report.run.promises) {
    sheet.rows.push_back(row_of(report, result, redact));
  }
  return sheet;
}

}  // namespace tines_mock::contract

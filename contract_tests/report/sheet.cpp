#include "contract_tests/report/sheet.hpp"

#include "support/printable.hpp"

namespace tines_mock::contract {

namespace {

constexpr std::size_t longest_sentence = 600, longest_request = 2000;

std::string curl_of(const Request& request, const ReportRedactor& redact) {
  auto text = "curl -i -X " + redact(request.method) + " \"$TINES_TENANT_URL\"" +
              redact.quoted(request.target);
  if (!request.headers.find("Accept")) text += " -H 'Accept:'";
  for (const auto& [name, value] : request.headers) {
    const bool usual = name == "Accept" && value == "application/json";
    if (!usual) text += " -H " + redact.quoted(name + ": " + value);
  }
  if (!request.body.empty()) text += " --data-raw " + redact.quoted(request.body);
  return text;
}

Row::Step step_of(const Answer& answer, const ReportRedactor& redact) {
  const auto& request = answer.request;
  auto text = request.method + " " + request.target;
  if (!request.body.empty()) text += " " + request.body;
  return {redact(request.method), excerpt(redact(text), longest_request), answer.status()};
}

Row row_of(const Report& report, const PromiseResult& result, const ReportRedactor& redact) {
  const auto sentence = [&](const std::string& text) {
    return excerpt(redact(text), longest_sentence);
  };
  Row row{.id = redact(result.promise.id),
          .text = redact(result.promise.text),
          .source = result.promise.source,
          .judgement = result.judgement,
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
    const auto& request = result.evidence.back().request;
    if (request.target.size() + request.body.size() <= longest_request) {
      row.curl = curl_of(request, redact);
    }
  }
  if (const auto known = report.expectations.find(result.promise.id);
      known != report.expectations.end()) {
    row.expectation = known->second;
    row.expectation->reason = sentence(known->second.reason);
  }
  if (const auto seen = report.verified.find(result.promise.source.entry);
      seen != report.verified.end()) {
    row.verified = Sighting{redact(seen->second.on), redact(seen->second.revision)};
  }
  return row;
}

std::vector<std::string> all(const std::vector<std::string>& lines, const ReportRedactor& redact) {
  std::vector<std::string> shown;
  for (const auto& line : lines) shown.push_back(excerpt(redact(line), longest_sentence));
  return shown;
}

void count(Tally& sum, Judgement judgement) {
  sum.kept += judgement == Judgement::kept;
  sum.broken += judgement == Judgement::broken;
  sum.differs += judgement == Judgement::differs;
  sum.could_not_check += judgement == Judgement::could_not_check;
}

std::string describe_finding(const Row& row) {
  if (row.judgement == Judgement::could_not_check) return row.reason;
  return "expected " + row.expected + ", got " + row.got;
}

Json entries_of(const Assumptions& assumptions) {
  return Json::parse(to_json(assumptions)).at("assumptions");
}

}  // namespace

Tally tally(const RunResult& run) {
  Tally sum;
  for (const auto& result : run.promises) count(sum, result.judgement);
  return sum;
}

std::string subject_of(const Row& row) {
  return row.id.substr(0, row.id.find('.'));
}

bool is_known(const Row& row) {
  return row.expectation && row.expectation->judgement == row.judgement;
}

bool is_stale(const Row& row) {
  return row.expectation && row.judgement == Judgement::kept;
}

std::string known_since(const Expectation& expectation) {
  return "known since " + expectation.since + ": " + expectation.reason;
}

Sheet sheet_of(const Report& report, const ReportRedactor& redact) {
  Sheet sheet{.target = redact(report.target),
              .seed = report.seed,
              .max_success = report.max_success,
              .requests = report.requests,
              .sum = tally(report.run),
              .known = {},
              .rows = {},
              .additive_drift = all(report.run.additive_drift, redact),
              .remarks = all(report.run.remarks, redact),
              .left_behind = all(report.left_behind, redact),
              .ended_early = report.run.ended
                                 ? excerpt(redact(report.run.ended->what()), longest_sentence)
                                 : ""};
  for (const auto& result : report.run.promises) {
    const auto& row = sheet.rows.emplace_back(row_of(report, result, redact));
    if (is_known(row)) count(sheet.known, row.judgement);
    sheet.stale += is_stale(row);
  }
  return sheet;
}

Expectations update_expectations(Expectations before, const Sheet& sheet,
                                 const std::string& today) {
  for (const auto& row : sheet.rows) {
    if (is_stale(row)) before.erase(row.id);
    if (row.judgement == Judgement::kept || is_known(row)) continue;
    before.insert_or_assign(
        row.id,
        Expectation{row.judgement, excerpt(describe_finding(row), longest_sentence), today});
  }
  return before;
}

Sightings add_sightings(Sightings before, const RunResult& run, const Assumptions& expected,
                        const Assumptions& seen, const Sighting& now) {
  const auto entries_expected = entries_of(expected), entries_seen = entries_of(seen);
  for (const auto& result : run.promises) {
    const auto& entry = result.promise.source.entry;
    if (entry.empty()) continue;
    const bool kept = result.judgement == Judgement::kept && result.cases > 0;
    const bool other_value = result.judgement == Judgement::differs &&
                             entries_expected.at(entry) != entries_seen.at(entry);
    if (kept || other_value) before.insert_or_assign(entry, now);
  }
  return before;
}

}  // namespace tines_mock::contract

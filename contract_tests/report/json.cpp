#include "contract_tests/report/report.hpp"

namespace tines_mock::contract {

namespace {

Json evidence_json(const Report& report, const PromiseResult& result, const Redactor& redact) {
  const auto& answer = result.evidence.back();
  Json steps = Json::array();
  for (const auto& step : result.evidence) steps.push_back(request_of(step, redact));
  return {{"request", request_of(answer, redact)},    {"status", answer.status()},
          {"response", redact(answer.response.body)}, {"curl", curl_of(answer, redact)},
          {"replay", replay_of(report, result)},      {"steps", steps}};
}

Json result_json(const Report& report, const PromiseResult& result, const Redactor& redact) {
  const bool documented = result.promise.source.kind == Kind::documented;
  Json json{{"id", result.promise.id},
            {"text", result.promise.text},
            {"source", result.promise.source.reference},
            {"kind", documented ? "documented" : "assumed"},
            {"outcome", result.outcome == Outcome::broken ? "broken" : name_of(result.outcome)},
            {"cases", result.cases}};
  if (result.outcome == Outcome::could_not_check) json["reason"] = redact(result.reason);
  if (result.outcome != Outcome::broken && result.outcome != Outcome::differs) return json;
  json["expected"] = redact(result.finding.expected);
  json["got"] = redact(result.finding.got);
  if (!result.evidence.empty()) json["evidence"] = evidence_json(report, result, redact);
  return json;
}

}  // namespace

std::string json_report(const Report& report, const Redactor& redact) {
  const auto sum = tally(report);
  Json promises = Json::array();
  for (const auto& result : report.run.promises) {
    promises.push_back(result_json(report, result, redact));
  }
  const Json json{{"target", report.target},
                  {"seed", report.seed},
                  {"max_success", report.max_success},
                  {"requests", report.requests},
                  {"summary",
                   {{"kept", sum.kept},
                    {"broken", sum.broken},
                    {"differs", sum.differs},
                    {"could_not_check", sum.could_not_check}}},
                  {"promises", promises},
                  {"additive_drift", report.run.additive_drift},
                  {"remarks", report.run.remarks},
                  {"left_behind", report.left_behind},
                  {"interrupted", report.run.interrupted}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tines_mock::contract

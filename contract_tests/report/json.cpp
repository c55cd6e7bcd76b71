#include "contract_tests/report/report.hpp"

namespace tines_mock::contract {

namespace {

/// Text reports write "BROKEN" in capitals; programs get "broken".
std::string outcome_word(Judgement judgement) {
  return judgement == Judgement::broken ? "broken" : name_of(judgement);
}

Json evidence_json(const Row& row) {
  const auto& decisive = row.steps.back();
  Json steps = Json::array();
  for (const auto& step : row.steps) steps.push_back(step.request);
  return {{"request", decisive.request}, {"status", decisive.status},
          {"response", row.response},    {"curl", row.curl},
          {"replay", row.replay},        {"steps", steps}};
}

Json source_json(const Source& source) {
  return {
      {"origin", name_of(source.origin)}, {"words", source.words}, {"section", section_of(source)}};
}

Json expectation_json(const Row& row) {
  return {{"outcome", outcome_word(row.expectation->judgement)},
          {"reason", row.expectation->reason},
          {"since", row.expectation->since},
          {"met", is_known(row)},
          {"stale", is_stale(row)}};
}

Json tally_json(const Tally& sum) {
  return {
      {"broken", sum.broken}, {"differs", sum.differs}, {"could_not_check", sum.could_not_check}};
}

Json row_json(const Row& row) {
  Json json{{"id", row.id},
            {"text", row.text},
            {"source", source_json(row.source)},
            {"kind", kind_of(row.source) == Kind::documented ? "documented" : "assumed"},
            {"outcome", outcome_word(row.judgement)},
            {"cases", row.cases}};
  if (row.verified) {
    json["verified_on"] = row.verified->on;
    json["revision"] = row.verified->revision;
  }
  if (row.expectation) json["expectation"] = expectation_json(row);
  if (row.judgement == Judgement::could_not_check) json["reason"] = row.reason;
  if (row.judgement != Judgement::broken && row.judgement != Judgement::differs) return json;
  json["expected"] = row.expected;
  json["got"] = row.got;
  if (!row.steps.empty()) json["evidence"] = evidence_json(row);
  return json;
}

}  // namespace

std::string json_report(const Sheet& sheet) {
  Json promises = Json::array();
  for (const auto& row : sheet.rows) promises.push_back(row_json(row));
  const Json json{{"target", sheet.target},
                  {"seed", sheet.seed},
                  {"max_success", sheet.max_success},
                  {"requests", sheet.requests},
                  {"summary",
                   {{"kept", sheet.sum.kept},
                    {"broken", sheet.sum.broken},
                    {"differs", sheet.sum.differs},
                    {"could_not_check", sheet.sum.could_not_check}}},
                  {"known", tally_json(sheet.known)},
                  {"stale", sheet.stale},
                  {"promises", promises},
                  {"additive_drift", sheet.additive_drift},
                  {"remarks", sheet.remarks},
                  {"left_behind", sheet.left_behind},
                  {"ended_early", sheet.ended_early.empty() ? Json() : Json(sheet.ended_early)}};
  return json.dump(2) + "\n";
}

}  // namespace tines_mock::contract

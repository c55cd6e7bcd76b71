#include "trial/expected.hpp"

#include "files/file.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::trial {
namespace {

const Names<Verdict> verdict_names = {{"leaked_key", Verdict::leaked_key},
                                      {"crashed", Verdict::crashed},
                                      {"hung", Verdict::hung},
                                      {"duplicated", Verdict::duplicated},
                                      {"claimed_success", Verdict::claimed_success},
                                      {"hammered", Verdict::hammered},
                                      {"left_behind", Verdict::left_behind},
                                      {"gave_up", Verdict::gave_up},
                                      {"survived", Verdict::survived}};

}  // namespace

ExpectedVerdicts load_expected(const std::filesystem::path& file) {
  return parse_expected(files::read(file), file.string());
}

ExpectedVerdicts parse_expected(std::string_view json, std::string_view name) {
  const Json parsed = files::parse(json, name);
  Problems problems;
  ExpectedVerdicts expected;
  ObjectReader file(ValueReader(parsed, "", problems));
  if (const auto verdicts = file.required("expect", "an object of faults and verdicts");
      verdicts && verdicts->is_object())
    for (const auto& [fault, verdict] : verdicts->json().items())
      if (const auto known = verdicts->at(fault, verdict).choice(verdict_names))
        expected.emplace(fault, *known);
  file.no_others();
  files::throw_if_any(problems, name);
  return expected;
}

std::string to_json(const ExpectedVerdicts& expected) {
  Json verdicts = Json::object();
  for (const auto& [fault, verdict] : expected) verdicts[fault] = tines_mock::name_of(verdict);
  return Json{{"expect", std::move(verdicts)}}.dump(2) + '\n';
}

}  // namespace tines_mock::trial

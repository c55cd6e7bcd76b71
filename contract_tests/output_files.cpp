#include "contract_tests/output_files.hpp"

#include "contract_tests/report/report.hpp"
#include "files/write_file.hpp"

namespace tines_mock::contract {

Result<void, std::string> check_places_of_files(const Options& options) {
  std::string problems;
  for (const auto& file : {options.json_file, options.junit_file, options.html_file,
                           options.write_assumptions_file, options.write_expect_file}) {
    if (file.empty()) continue;
    if (const auto why = tines_mock::files::find_obstacle(file); !why.empty())
      problems += "\n  " + why;
  }
  if (problems.empty()) return {};
  return Failure{"nothing is checked, because a file could not be written afterwards:" + problems};
}

Result<void, std::string> write_files(const Options& options, const Sheet& sheet,
                                      const RunFindings& findings) {
  const auto errors = tines_mock::files::write_all(
      {{options.json_file, json_report(sheet)},
       {options.junit_file, junit_report(sheet)},
       {options.html_file, html_report(sheet)},
       {options.write_assumptions_file,
        to_json(AssumptionsFile{findings.assumptions_seen, findings.verified})},
       {options.write_expect_file, to_json(findings.expectations)}});
  if (errors.empty()) return {};
  return Failure{errors};
}

}  // namespace tines_mock::contract

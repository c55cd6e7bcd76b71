#include "contract_tests/output_files.hpp"

#include "contract_tests/report/report.hpp"
#include "files/write_file.hpp"

#include <filesystem>
#include <utility>
#include <vector>

namespace tines_mock::contract {

namespace {

Result<void, std::string> check_place_of(const std::string& file) {
  if (std::filesystem::is_directory(file)) {
    return Failure{file + " is a directory; expected the name of a file"};
  }
  const auto folder = std::filesystem::absolute(file).parent_path();
  if (std::filesystem::is_directory(folder)) return {};
  return Failure{file + " cannot be written: there is no directory " + folder.string()};
}

}  // namespace

Result<void, std::string> check_places_of_files(const Options& options) {
  std::string problems;
  for (const auto& file : {options.json_file, options.junit_file, options.html_file,
                           options.write_assumptions_file, options.write_expect_file}) {
    if (file.empty()) continue;
    if (const auto place = check_place_of(file); !place) problems += "\n  " + place.error();
  }
  if (problems.empty()) return {};
  return Failure{"nothing is checked, because a file could not be written afterwards:" + problems};
}

Result<void, std::string> write_files(const Options& options, const Sheet& sheet,
                                      const RunFindings& findings) {
  const std::vector<std::pair<std::string, std::string>> files{
      {options.json_file, json_report(sheet)},
      {options.junit_file, junit_report(sheet)},
      {options.html_file, html_report(sheet)},
      {options.write_assumptions_file,
       to_json(AssumptionsFile{findings.assumptions_seen, findings.verified})},
      {options.write_expect_file, to_json(findings.expectations)}};
  std::string errors;
  for (const auto& [file, content] : files) {
    try {
      if (!file.empty()) tines_mock::files::write(file, content);
    } catch (const std::exception& error) {
      errors += (errors.empty() ? "" : "; ") + std::string(error.what());
    }
  }
  if (errors.empty()) return {};
  return Failure{errors};
}

}  // namespace tines_mock::contract

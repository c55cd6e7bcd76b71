#pragma once

#include <tines_mock/trial.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace tines_mock::trial {

/// Verdicts that are known and accepted, by the name of the fault.
using ExpectedVerdicts = std::map<std::string, Verdict>;

/// Reads a file `{"expect": {"fault": "verdict", …}}`. Throws FileError with every mistake.
ExpectedVerdicts load_expected(const std::filesystem::path& file);
/// Reads the text of such a file; errors call it `name`.
ExpectedVerdicts parse_expected(std::string_view json, std::string_view name);

/// The text of such a file (two spaces of indentation, a newline at the end).
std::string to_json(const ExpectedVerdicts& expected);

}  // namespace tines_mock::trial

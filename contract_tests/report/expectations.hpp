#pragma once

#include "contract_tests/properties/run.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

/// What is known of a tenant before it is judged: a baseline for CI.
namespace tines_mock::contract {

struct Expectation {
  Outcome outcome = Outcome::broken;  ///< never `kept`
  std::string reason;
  std::string since;  ///< "2026-11-02"

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// By the id of the promise.
using Expectations = std::map<std::string, Expectation, std::less<>>;

/// Reads a file of expectations (fixtures/schemas/expectations.schema.json) about these promises.
/// Throws FileError.
Expectations load_expectations(const std::filesystem::path& file, const Promises& promises);

/// The same of a text; `name` stands for the file in errors. Throws FileError.
Expectations parse_expectations(std::string_view json, std::string_view name,
                                const Promises& promises);

/// The run as it is judged by who knows that: what is as it was known counts as kept, and what is
/// kept although it was known otherwise as differing.
RunResult judged_by(const Expectations& expectations, RunResult run);

/// The text of such a file.
std::string to_json(const Expectations& expectations);

}  // namespace tines_mock::contract

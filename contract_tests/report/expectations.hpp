#pragma once

#include "contract_tests/properties/run.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

/// Promises that are known not to be kept on a tenant: a baseline for CI.
namespace tines_mock::contract {

struct Expectation {
  Judgement judgement = Judgement::broken;  ///< never `kept`
  std::string reason;
  std::string since;  ///< the day since when it is known: "2026-11-02"

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// By the id of the promise.
using Expectations = std::map<std::string, Expectation, std::less<>>;

/// Reads a file of expectations (fixtures/schemas/expectations.schema.json) about these promises.
/// Throws FileError.
Expectations load_expectations(const std::filesystem::path& file, const Promises& promises);

/// Reads the text of such a file; errors name the file `name`. Throws FileError.
Expectations parse_expectations(std::string_view json, std::string_view name,
                                const Promises& promises);

/// The run with other outcomes: a promise whose judgement is the expected one counts as kept; one
/// that is kept against the expectation counts as differing, so that --strict reports the old
/// entry.
RunResult apply_expectations(const Expectations& expectations, RunResult run);

std::string to_json(const Expectations& expectations);

}  // namespace tines_mock::contract

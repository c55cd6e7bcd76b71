#pragma once

#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <string>
#include <string_view>

/// Names as they stand in JSON and in messages.
namespace tines_mock::faults {

inline const Names<Phase> phase_names = {{"connect", Phase::connect},
                                         {"request", Phase::request},
                                         {"before_commit", Phase::before_commit},
                                         {"after_commit", Phase::after_commit},
                                         {"response", Phase::response},
                                         {"push", Phase::push}};

inline const Names<RuleState> rule_state_names = {{"active", RuleState::active},
                                                  {"exhausted", RuleState::exhausted},
                                                  {"expired", RuleState::expired}};

inline std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

inline std::string_view name_of(Phase phase) {
  return tines_mock::name_of(phase_names, phase);
}

}  // namespace tines_mock::faults

#pragma once

#include "formats/entity_json.hpp"
#include "json/reader.hpp"

#include <tines_mock/fault.hpp>

#include <string>
#include <string_view>

/// The enumerations of a fault rule as they stand in JSON, and names as they stand in messages.
namespace tines_mock::faults {

inline const Names<Phase> phase_names = {{"connect", Phase::connect},
                                         {"request", Phase::request},
                                         {"before_commit", Phase::before_commit},
                                         {"after_commit", Phase::after_commit},
                                         {"response", Phase::response},
                                         {"push", Phase::push}};

inline const Names<effects::AnswerShape> answer_shape_names = {
    {"api", effects::AnswerShape::api},
    {"html", effects::AnswerShape::html},
    {"verbatim", effects::AnswerShape::verbatim}};

inline const Names<effects::RetryAfterForm> retry_after_names = {
    {"seconds", effects::RetryAfterForm::seconds},
    {"date", effects::RetryAfterForm::date},
    {"absent", effects::RetryAfterForm::absent},
    {"malformed", effects::RetryAfterForm::malformed}};

inline const Names<RuleState> rule_state_names = {{"active", RuleState::active},
                                                  {"exhausted", RuleState::exhausted},
                                                  {"expired", RuleState::expired}};

inline Names<effects::AnswerShape> names_of(effects::AnswerShape) {
  return answer_shape_names;
}
inline Names<effects::RetryAfterForm> names_of(effects::RetryAfterForm) {
  return retry_after_names;
}
inline Names<PushFailure> names_of(PushFailure) {
  return formats::push_failure_names;
}

inline std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

inline std::string_view name_of(Phase phase) {
  return tines_mock::name_of(phase_names, phase);
}

}  // namespace tines_mock::faults

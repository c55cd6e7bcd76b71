#pragma once

#include "faults/asked.hpp"
#include "faults/plan.hpp"
#include "redaction/redactor.hpp"

#include <tines_mock/journal.hpp>

#include <vector>

namespace tines_mock::journal {

/// Why each rule of the plan did or did not act on a request, in the order of the rules, then the
/// rules that fired on it and were removed since.
std::vector<Explanation> explain(const JournalEntry& entry, const faults::Asked& asked,
                                 const faults::Plan& plan, const redaction::Redactor& redactor);

}  // namespace tines_mock::journal

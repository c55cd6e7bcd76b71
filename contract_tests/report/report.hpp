#pragma once

#include "contract_tests/report/sheet.hpp"

#include <string>

/// What a run says, in the forms in which people and machines read it.
namespace tines_mock::contract {

std::string text_report(const Sheet& sheet);
std::string json_report(const Sheet& sheet);
std::string junit_report(const Sheet& sheet);
std::string html_report(const Sheet& sheet);

/// The promises alone: id, source, kind, text.
std::string promise_list(const Promises& promises);

/// A text of a sheet inside of XML or HTML, also in an attribute.
std::string markup_text(const std::string& text);

}  // namespace tines_mock::contract

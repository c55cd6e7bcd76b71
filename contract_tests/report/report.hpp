#pragma once

#include "contract_tests/report/sheet.hpp"

#include <string>

/// A sheet as text and HTML for people, as JSON and JUnit XML for programs.
namespace tines_mock::contract {

std::string text_report(const Sheet& sheet);
std::string json_report(const Sheet& sheet);
std::string junit_report(const Sheet& sheet);
std::string html_report(const Sheet& sheet);

/// The promises, each with its id, text and source: what --list prints.
std::string promise_list(const Promises& promises);

}  // namespace tines_mock::contract

#include "contract_tests/report/report.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string line_of(const Row& row) {
  return padded(name_of(row.outcome), 16) + padded(row.id, 38) + row.text + "\n";
}

/// What was done before the decisive request.
std::string steps_before(const Row& row) {
  std::string text;
  for (std::size_t i = 0; i + 1 < row.steps.size(); ++i) {
    const auto& step = row.steps[i];
    if (step.method == "GET") continue;
    text += "  after     " + step.request + " → " + std::to_string(step.status) + "\n";
  }
  return text;
}

std::string details(const Row& row) {
  std::string text = "\n" + name_of(row.outcome) + ": " + row.id + " — " + row.text + "\n" +
                     "  source    " + sentence(row.source) + "\n" + steps_before(row);
  if (!row.steps.empty()) text += "  request   " + row.steps.back().request + "\n";
  text += "  expected  " + row.expected + "\n";
  text += "  got       " + row.got + "\n";
  if (!row.curl.empty()) text += "  curl      " + row.curl + "\n";
  return text + "  replay    " + row.replay + "\n";
}

std::string section(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = "\n" + title + "\n";
  for (const auto& line : lines) text += "  " + line + "\n";
  return text;
}

std::vector<std::string> not_checked(const Sheet& sheet) {
  std::vector<std::string> lines;
  for (const auto& row : sheet.rows) {
    if (row.outcome == Outcome::could_not_check) lines.push_back(row.id + ": " + row.reason);
  }
  return lines;
}

std::string summary(const Sheet& sheet) {
  const auto& sum = sheet.sum;
  return "\n" + std::to_string(sum.kept) + " kept, " + std::to_string(sum.broken) + " broken, " +
         std::to_string(sum.differs) + " differ from an assumption, " +
         std::to_string(sum.could_not_check) + " could not be checked; " +
         std::to_string(sheet.requests) + " requests, seed " + std::to_string(sheet.seed) + "\n";
}

}  // namespace

std::string promise_list(const Promises& promises) {
  std::string text;
  for (const auto& promise : promises) {
    text += promise.id + "\n    " + promise.text + "\n    " + sentence(promise.source) + "\n";
  }
  return text +
         "A tenant that breaks what the seed document or the vendor's pages say fails; one that\n"
         "differs from what is observed or assumed is reported.\n" +
         std::to_string(promises.size()) + " promises\n";
}

std::string text_report(const Sheet& sheet) {
  std::string text = "The contract of " + sheet.target + "\n\n";
  for (const auto& row : sheet.rows) text += line_of(row);
  for (const auto outcome : {Outcome::broken, Outcome::differs}) {
    for (const auto& row : sheet.rows) {
      if (row.outcome == outcome) text += details(row);
    }
  }
  if (!sheet.ended_early.empty()) text += "\nThe run ended early: " + sheet.ended_early + "\n";
  text += section("Could not check", not_checked(sheet));
  text += section("Additive drift: members that no document names", sheet.additive_drift);
  text += section("Remarks", sheet.remarks);
  text += section("LEFT ON THE TENANT: remove it by hand, or run again with --clean-up",
                  sheet.left_behind);
  return text + summary(sheet);
}

}  // namespace tines_mock::contract

#include "contract_tests/report/report.hpp"

#include <utility>

namespace tines_mock::contract {

namespace {

std::string failure(const Row& row) {
  std::string body = "expected " + row.expected + "\ngot " + row.got + "\n";
  if (!row.curl.empty()) body += row.curl + "\n";
  body += row.replay + "\n";
  return "    <failure message=\"" + markup_text(row.text) + "\">" + markup_text(body) +
         "</failure>\n";
}

std::string source_of(const Row& row) {
  return "    <properties><property name=\"source\" value=\"" + markup_text(sentence(row.source)) +
         "\"/></properties>\n";
}

std::string skipped(const std::string& why) {
  return "    <skipped message=\"" + markup_text(why) + "\"/>\n";
}

/// A differing assumption is no failure: it passes, with what was seen beside it. What is known of
/// the tenant is skipped.
std::string case_of(const Row& row) {
  std::string text = "  <testcase classname=\"" + markup_text(subject_of(row)) + "\" name=\"" +
                     markup_text(row.id) + "\">\n" + source_of(row);
  if (is_known(row)) return text + skipped(known_words(*row.expectation)) + "  </testcase>\n";
  if (row.outcome == Outcome::broken) text += failure(row);
  if (row.outcome == Outcome::could_not_check) text += skipped(row.reason);
  if (row.outcome == Outcome::differs) {
    text += "    <system-out>" +
            markup_text("differs: expected " + row.expected + ", got " + row.got) +
            "</system-out>\n";
  }
  return text + "  </testcase>\n";
}

}  // namespace

std::string junit_report(const Sheet& sheet) {
  const auto& [sum, known] = std::pair(sheet.sum, sheet.known);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                     markup_text("contract of " + sheet.target) + "\" tests=\"" +
                     std::to_string(sheet.rows.size()) + "\" failures=\"" +
                     std::to_string(sum.broken - known.broken) + "\" errors=\"0\" skipped=\"" +
                     std::to_string(sum.could_not_check + known.broken + known.differs) + "\">\n";
  for (const auto& row : sheet.rows) text += case_of(row);
  return text + "</testsuite>\n";
}

}  // namespace tines_mock::contract

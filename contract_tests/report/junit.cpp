#include "contract_tests/report/report.hpp"
#include "support/escape.hpp"

#include <utility>

namespace tines_mock::contract {

namespace {

std::string failure(const Row& row) {
  std::string body = "expected " + row.expected + "\ngot " + row.got + "\n";
  if (!row.curl.empty()) body += row.curl + "\n";
  body += row.replay + "\n";
  return "    <failure message=\"" + escape_markup(row.text) + "\">" + escape_markup(body) +
         "</failure>\n";
}

std::string source_of(const Row& row) {
  return "    <properties><property name=\"source\" value=\"" +
         escape_markup(sentence(row.source)) + "\"/></properties>\n";
}

std::string skipped(const std::string& why) {
  return "    <skipped message=\"" + escape_markup(why) + "\"/>\n";
}

/// A differing assumption passes, with what was seen as its output. A promise with its expected
/// judgement is skipped.
std::string case_of(const Row& row) {
  std::string text = "  <testcase classname=\"" + escape_markup(subject_of(row)) + "\" name=\"" +
                     escape_markup(row.id) + "\">\n" + source_of(row);
  if (is_known(row)) return text + skipped(known_since(*row.expectation)) + "  </testcase>\n";
  if (row.judgement == Judgement::broken) text += failure(row);
  if (row.judgement == Judgement::could_not_check) text += skipped(row.reason);
  if (row.judgement == Judgement::differs) {
    text += "    <system-out>" +
            escape_markup("differs: expected " + row.expected + ", got " + row.got) +
            "</system-out>\n";
  }
  return text + "  </testcase>\n";
}

}  // namespace

std::string junit_report(const Sheet& sheet) {
  const auto& [sum, known] = std::pair(sheet.sum, sheet.known);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                     escape_markup("contract of " + sheet.target) + "\" tests=\"" +
                     std::to_string(sheet.rows.size()) + "\" failures=\"" +
                     std::to_string(sum.broken - known.broken) + "\" errors=\"0\" skipped=\"" +
                     std::to_string(sum.could_not_check + known.broken + known.differs) + "\">\n";
  for (const auto& row : sheet.rows) text += case_of(row);
  return text + "</testsuite>\n";
}

}  // namespace tines_mock::contract

#include "contract_tests/report/report.hpp"
#include "support/escape.hpp"
#include "support/report_style.hpp"

namespace tines_mock::contract {

namespace {

constexpr const char* style = R"(
article.differs { border-color: var(--odd); color: inherit; }
.kept { color: var(--good); }  .broken { color: var(--bad); font-weight: 600; }
.differs { color: var(--odd); }  .unchecked { opacity: .65; }
.note { font-size: .85em; opacity: .8; }
)";

std::string css_class(Judgement judgement) {
  switch (judgement) {
    case Judgement::kept:
      return "kept";
    case Judgement::broken:
      return "broken";
    case Judgement::differs:
      return "differs";
    case Judgement::could_not_check:
      return "unchecked";
  }
  return "";
}

std::string tile(int count, const std::string& what, const std::string& css) {
  return "<div><b class=\"" + css + "\">" + std::to_string(count) + "</b>" + what + "</div>";
}

std::string term(const std::string& name, const std::string& text) {
  return "<dt>" + name + "</dt><dd><pre>" + escape_markup(text) + "</pre></dd>";
}

std::string article(const Row& row) {
  std::string text = std::string("<article class=\"") +
                     (row.judgement == Judgement::differs ? "differs" : "") + "\"><h3>" +
                     escape_markup(row.text) + "</h3><code>" + escape_markup(row.id) +
                     "</code> · " + escape_markup(sentence(row.source)) + "<dl>";
  if (!row.steps.empty()) text += term("request", row.steps.back().request);
  text += term("expected", row.expected);
  text += term("got", row.got);
  if (!row.curl.empty()) text += term("curl", row.curl);
  return text + term("replay", row.replay) + "</dl></article>\n";
}

std::string articles(const Sheet& sheet, Judgement judgement, const std::string& title) {
  std::string text;
  for (const auto& row : sheet.rows) {
    if (row.judgement == judgement && !is_known(row)) text += article(row);
  }
  return text.empty() ? "" : "<h2>" + title + "</h2>\n" + text;
}

std::string bullets(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = "<h2>" + title + "</h2><ul>";
  for (const auto& line : lines) text += "<li>" + escape_markup(line) + "</li>";
  return text + "</ul>\n";
}

std::string note(const std::string& text) {
  return "<br><span class=\"note\">" + escape_markup(text) + "</span>";
}

std::string notes(const Row& row) {
  std::string text;
  if (row.verified) {
    text += note("last seen on a real tenant on " + row.verified->on + ", revision " +
                 row.verified->revision);
  }
  if (row.expectation) text += note(known_since(*row.expectation));
  if (is_stale(row)) text += note("kept now: remove it from the file of --expect");
  return text;
}

std::string table(const Sheet& sheet) {
  std::string text =
      "<h2>Every promise</h2><table><thead><tr><th>outcome</th><th>promise</th>"
      "<th>source</th></tr></thead><tbody>\n";
  for (const auto& row : sheet.rows) {
    text += "<tr><td class=\"" + css_class(row.judgement) + "\">" + name_of(row.judgement) +
            "</td><td>" + escape_markup(row.text) + "<br><code>" + escape_markup(row.id) +
            "</code>";
    if (row.judgement == Judgement::could_not_check) {
      text += " <span class=\"unchecked\">" + escape_markup(row.reason) + "</span>";
    }
    text += notes(row);
    text += "</td><td>" + escape_markup(sentence(row.source)) + "</td></tr>\n";
  }
  return text + "</tbody></table>\n";
}

}  // namespace

std::string html_report(const Sheet& sheet) {
  const auto& sum = sheet.sum;
  const auto title = escape_markup("The contract of " + sheet.target);
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
         R"(</title><meta name="viewport" content="width=device-width"><style>)" + report_style +
         style + "</style></head><body>\n<h1>" + title + "</h1>\n<p>" +
         std::to_string(sheet.requests) + " requests, seed " + std::to_string(sheet.seed) +
         ", up to " + std::to_string(sheet.max_success) +
         " cases a promise</p>\n<div class=\"tiles\">" + tile(sum.kept, "kept", "kept") +
         tile(sum.broken, "broken", "broken") +
         tile(sum.differs, "differ from an assumption", "differs") +
         tile(sum.could_not_check, "could not be checked", "unchecked") + "</div>\n" +
         (sheet.ended_early.empty() ? ""
                                    : "<p class=\"broken\">The run ended early: " +
                                          escape_markup(sheet.ended_early) + "</p>\n") +
         bullets("Left on the tenant", sheet.left_behind) +
         articles(sheet, Judgement::broken, "Broken promises") +
         articles(sheet, Judgement::differs, "Assumptions to correct") +
         bullets("Additive drift: members that no document names", sheet.additive_drift) +
         bullets("Remarks", sheet.remarks) + table(sheet) + "</body></html>\n";
}

}  // namespace tines_mock::contract

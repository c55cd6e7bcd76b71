#include "support/escape.hpp"
#include "support/report_style.hpp"
#include "trial/summary.hpp"

#include <map>

namespace tines_mock::trial {
namespace {

constexpr const char* style = R"(
.good { color: var(--good); }  .bad { color: var(--bad); font-weight: 600; }
.odd { color: var(--odd); }
)";

std::string css_class(Verdict verdict) {
  if (verdict <= Verdict::hammered) return "bad";
  return verdict == Verdict::survived ? "good" : "odd";
}

std::string text_of(Verdict verdict) {
  return std::string(name_of(verdict));
}

std::string tiles(const Summaries& all) {
  std::map<Verdict, int> counts;
  for (const auto& run : all.runs) ++counts[run.verdict];
  std::string text = "<div class=\"tiles\">";
  for (const auto& [verdict, count] : counts)
    text += "<div><b class=\"" + css_class(verdict) + "\">" + std::to_string(count) + "</b>" +
            text_of(verdict) + "</div>";
  return text + "</div>\n";
}

std::string term(const std::string& name, const std::string& text) {
  return text.empty() ? "" : "<dt>" + name + "</dt><dd><pre>" + escape_markup(text) + "</pre></dd>";
}

std::string article(const Summary& run) {
  return "<article><h3>" + escape_markup(run.fault) + "</h3><p><span class=\"" +
         css_class(run.verdict) + "\">" + text_of(run.verdict) +
         "</span>: " + escape_markup(run.why) + "<br>" +
         escape_markup(std::string(advice_for(run.verdict))) + "</p><dl>" +
         term("requests", run.exchanged) + term("printed", run.printed) +
         term("state", run.difference) + term("repeat", run.repeat) + "</dl></article>\n";
}

std::string row(const Summary& run) {
  return "<tr><td>" + std::to_string(run.number) + "</td><td class=\"" + css_class(run.verdict) +
         "\">" + text_of(run.verdict) + "</td><td>" + escape_markup(run.fault) + "</td><td>" +
         std::to_string(run.exit_status) + "</td><td>" + std::to_string(run.requests) +
         "</td><td>" + std::to_string(run.duration.count()) + "</td></tr>\n";
}

}  // namespace

std::string html_report(const Summaries& all) {
  std::string text =
      std::string(
          "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
          "<title>tines-mock try</title><meta name=\"viewport\" "
          "content=\"width=device-width\"><style>") +
      report_style + style + "</style></head><body>\n<h1>Does the client survive?</h1>\n<p>" +
      std::to_string(all.runs.size()) + " runs, seed " + std::to_string(all.rng_seed) +
      (all.interrupted ? ", interrupted" : "") + "</p>\n" + tiles(all);
  const auto runs = failing(all);
  if (!runs.empty()) text += "<h2>It does not survive</h2>\n";
  for (const auto* run : runs) text += article(*run);
  text +=
      "<h2>Every run</h2><table><thead><tr><th>run</th><th>verdict</th><th>fault</th><th>exit</th>"
      "<th>requests</th><th>ms</th></tr></thead><tbody>\n";
  for (const auto& run : all.runs) text += row(run);
  return text + "</tbody></table>\n</body></html>\n";
}

}  // namespace tines_mock::trial

#include "faults/rule_json.hpp"
#include "support/escape.hpp"
#include "trial/summary.hpp"

#include <array>
#include <iomanip>
#include <sstream>

#include <nlohmann/json.hpp>

// The reports: text, JSON, JUnit XML. html_report.cpp has the fourth.
namespace tines_mock::trial {
namespace {

std::string seconds(Milliseconds time) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << static_cast<double>(time.count()) / 1000;
  return text.str();
}

std::string sum_of(const Summaries& all) {
  std::map<Verdict, int> counts;
  for (const auto& run : all.runs) ++counts[run.verdict];
  std::string text = std::to_string(all.runs.size()) + " runs:";
  for (const auto& [verdict, count] : counts)
    text += (text.back() == ':' ? " " : ", ") + std::to_string(count) + ' ' +
            std::string(name_of(verdict));
  return text + '\n';
}

std::string five_lines(const Summary& run) {
  std::string text = std::string(name_of(run.verdict)) + ": run " + std::to_string(run.number) +
                     ", " + run.fault + '\n';
  text += "  why       " + run.why + '\n';
  text += "  requests  " + run.exchanged + '\n';
  text += "  client    exit " + std::to_string(run.exit_status) +
          (run.printed.empty() ? ", printed no line" : ", last line: " + run.printed) + '\n';
  text +=
      "  state     " + (run.difference.empty() ? "as after the baseline" : run.difference) + '\n';
  if (!run.repeat.empty()) text += "  repeat    " + run.repeat + '\n';
  return text;
}

Json json_of(const Summary& run) {
  Json json = {{"run", run.number},
               {"fault", run.fault},
               {"verdict", name_of(run.verdict)},
               {"why", run.why},
               {"exit", run.exit_status},
               {"seconds", static_cast<double>(run.duration.count()) / 1000},
               {"requests", run.requests},
               {"exchanged", run.exchanged},
               {"printed", run.printed},
               {"difference", run.difference},
               {"repeat", run.repeat}};
  Json rules = Json::array();
  for (const auto& rule : run.rules) rules.push_back(faults::write_rule(rule));
  json["rules"] = std::move(rules);
  json["expected"] = run.expected ? Json(name_of(*run.expected)) : Json();
  return json;
}

std::string case_of(const Summary& run, bool strict) {
  std::string text = "  <testcase classname=\"try\" name=\"" + escape_markup(run.fault) +
                     "\" time=\"" + seconds(run.duration) + "\">";
  if (run.fails(strict))
    text += "<failure message=\"" +
            escape_markup(std::string(name_of(run.verdict)) + ": " + run.why) + "\">" +
            escape_markup(five_lines(run)) + "</failure>";
  else
    text += "<system-out>" + escape_markup(std::string(name_of(run.verdict)) + ": " + run.why) +
            "</system-out>";
  return text + "</testcase>\n";
}

}  // namespace

std::string text_report(const Summaries& all) {
  std::string text = '\n' + sum_of(all);
  for (const auto* run : failing(all))
    text += '\n' + five_lines(*run) + "  advice    " + std::string(advice_for(run->verdict)) + '\n';
  for (const auto& run : all.runs)
    if (run.is_better_than_expected())
      text += "\nbetter than expected: " + run.fault + " is " + std::string(name_of(run.verdict)) +
              ", expected was " + std::string(name_of(*run.expected)) +
              ": correct the file of --expect\n";
  for (const auto& name : all.not_tried)
    text += "\nexpected, but no fault of this trial: " + name + ": correct the file of --expect\n";
  if (all.interrupted) text += "\nInterrupted: the other faults were not tried to their end.\n";
  return text;
}

std::string json_report(const Summaries& all) {
  Json results = Json::array();
  for (const auto& run : all.runs) results.push_back(json_of(run));
  return Json{{"baseline", json_of(all.baseline)},
              {"rng_seed", all.rng_seed},
              {"interrupted", all.interrupted},
              {"results", std::move(results)}}
             .dump(2) +
         '\n';
}

std::string junit_report(const Summaries& all) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"tines-mock try\" "
      "tests=\"" +
      std::to_string(all.runs.size()) + "\" failures=\"" + std::to_string(failing(all).size()) +
      "\" errors=\"0\" skipped=\"0\">\n";
  for (const auto& run : all.runs) text += case_of(run, all.strict);
  return text + "</testsuite>\n";
}

}  // namespace tines_mock::trial

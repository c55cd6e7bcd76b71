#include "trial/judge.hpp"

#include "redaction/known_secrets.hpp"
#include "trial/holdings.hpp"
#include "trial/pressure.hpp"

#include <utility>

namespace tines_mock {

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::leaked_key:
      return "leaked_key";
    case Verdict::crashed:
      return "crashed";
    case Verdict::hung:
      return "hung";
    case Verdict::duplicated:
      return "duplicated";
    case Verdict::claimed_success:
      return "claimed_success";
    case Verdict::hammered:
      return "hammered";
    case Verdict::left_behind:
      return "left_behind";
    case Verdict::gave_up:
      return "gave_up";
    case Verdict::survived:
      return "survived";
  }
  return "";
}

}  // namespace tines_mock

namespace tines_mock::trial {
namespace {

using Judgement = std::pair<Verdict, std::string>;

// "dest", the tenant whose key the text contains; "" when it contains none.
std::string find_leaked_key(const std::string& text, const WorldSpec& world) {
  for (const auto& tenant : world.tenants) {
    redaction::KnownSecrets secrets;
    for (const auto& key : tenant.keys) secrets.know(key.secret);
    if (!redaction::find_secrets(secrets, text).empty()) return tenant.name;
  }
  return "";
}

std::string said(const ClientResult& client) {
  return client.exit_status == 0 ? "it said success" : "exit " + std::to_string(client.exit_status);
}

Judgement judge_what_is_left(const TrialRun& run, const TrialRun& baseline,
                             const WorldSpec& start) {
  const Holdings now(run.state);
  const Holdings after_baseline(baseline.state);
  const Holdings at_start(start);
  const bool success = run.client.exit_status == 0;
  if (auto twice = find_duplicate(now, after_baseline, at_start); !twice.empty())
    return {Verdict::duplicated, std::move(twice)};
  const auto difference = find_difference(now, after_baseline);
  if (success && !difference.empty())
    return {Verdict::claimed_success, said(run.client) + ", but " + difference};
  if (auto pressure = find_pressure(run.requests, baseline.requests); !pressure.empty())
    return {Verdict::hammered, std::move(pressure)};
  if (success) return {Verdict::survived, "the tenants hold what they hold without the fault"};
  if (auto left = find_left_behind(now, at_start); !left.empty())
    return {Verdict::left_behind, said(run.client) + ", and left behind: " + left};
  return {Verdict::gave_up, said(run.client) + ", and nothing is left behind"};
}

Judgement judgement_of(const TrialRun& run, const TrialRun& baseline, const WorldSpec& start) {
  if (const auto tenant = find_leaked_key(run.client.output, start); !tenant.empty())
    return {Verdict::leaked_key, "it printed a key of " + tenant};
  if (run.client.timed_out) return {Verdict::hung, "it did not end in time"};
  if (run.client.signal != 0)
    return {Verdict::crashed, "signal " + std::to_string(run.client.signal) + " ended it"};
  return judge_what_is_left(run, baseline, start);
}

}  // namespace

void judge(TrialRun& run, const TrialRun& baseline, const WorldSpec& start) {
  std::tie(run.verdict, run.why) = judgement_of(run, baseline, start);
}

// A client that prints keys also without a fault is judged for it in each run.
std::string find_baseline_error(const TrialRun& run, const WorldSpec& start) {
  if (run.client.timed_out) return "it did not end in time";
  if (run.client.signal != 0) return "signal " + std::to_string(run.client.signal) + " ended it";
  if (run.client.exit_status != 0) return said(run.client);
  if (Holdings(run.state) == Holdings(start))
    return "it said success, but changed nothing on any tenant";
  return "";
}

}  // namespace tines_mock::trial

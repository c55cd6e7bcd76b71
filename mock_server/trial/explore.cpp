#include "journal/verification.hpp"

#include <tines_mock/trial.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tines_mock {
namespace {

using namespace std::chrono_literals;
using effects::RetryAfterForm;

/// A request of the baseline: the nth of its operation at its tenant.
struct Place {
  std::string tenant;
  std::string operation;
  std::int64_t nth = 0;
  bool reads = false;

  std::string text() const {
    return operation + " #" + std::to_string(nth) + (tenant.empty() ? "" : " at " + tenant);
  }
};

/// What can be done to one request. The likelier it is in life, the earlier it stands.
struct Attempt {
  std::string what;
  Phase phase;
  Effect effect;
};

effects::RateLimited too_many(RetryAfterForm form) {
  return {.quota = 0, .window = 1s, .retry_after = form};
}

// Where the id stands in the answers of an operation; "" when they have none.
std::string pointer_to_id(std::string_view operation) {
  static const std::map<std::string_view, std::string> pointers = {
      {"sync_destination.create", "/sync_destination/id"},
      {"sync_destination.show", "/sync_destination/id"},
      {"sync_destination.update", "/sync_destination/id"},
      {"sync_destination.list", "/sync_destinations/*/id"},
      {"story.create", "/id"},
      {"story.get", "/id"},
      {"story.update", "/id"},
      {"story.import", "/id"},
      {"story.list", "/stories/*/id"},
      {"team.create", "/id"},
      {"team.get", "/id"},
      {"team.update", "/id"},
      {"team.list", "/teams/*/id"}};
  const auto found = pointers.find(operation);
  return found == pointers.end() ? "" : found->second;
}

std::vector<Attempt> attempts_at(const Place& place) {
  std::vector<Attempt> all = {
      {"its answer is lost after the commit", Phase::after_commit, effects::reset()},
      {"it is lost before the commit", Phase::before_commit, effects::reset()},
      {"503 before the commit", Phase::before_commit, effects::answer(503)},
      {"429 with Retry-After in seconds", Phase::request, too_many(RetryAfterForm::seconds)},
      {"504 after the commit", Phase::after_commit, effects::answer(504)},
      {"500 before the commit", Phase::before_commit, effects::answer(500)},
      {"429 without Retry-After", Phase::request, too_many(RetryAfterForm::absent)},
      {"429 with Retry-After as a date", Phase::request, too_many(RetryAfterForm::date)},
      {"429 with an unreadable Retry-After", Phase::request, too_many(RetryAfterForm::malformed)},
      {"a reset in the middle of its answer", Phase::response, effects::reset(60)},
      {"a truncated answer", Phase::response, effects::truncate(10)},
      {"broken JSON", Phase::response, effects::broken_json()},
      {"an answer that comes after 90 s", Phase::after_commit, effects::delay(90s)},
  };
  if (const auto pointer = pointer_to_id(place.operation); !pointer.empty())
    all.push_back({"an id of the wrong type", Phase::response, effects::wrong_type(pointer)});
  if (place.reads) all.push_back({"a stale read", Phase::before_commit, effects::stale_read(5s)});
  return all;
}

std::vector<Attempt> attempts_at_push() {
  using enum PushFailure;
  return {{"the destination is unreachable", Phase::push, effects::push_fails(unreachable)},
          {"the destination refuses the key", Phase::push, effects::push_fails(key_refused)},
          {"the destination times out", Phase::push, effects::push_fails(timed_out)},
          {"the destination has no such team", Phase::push, effects::push_fails(team_unknown)},
          {"the destination rejects the story", Phase::push, effects::push_fails(rejected)},
          {"the push is stuck", Phase::push, effects::push_stuck()},
          {"the push takes 20 s", Phase::push, effects::push_slow(20s)}};
}

std::vector<Place> places_in(const std::vector<JournalEntry>& requests) {
  std::map<std::pair<std::string, std::string>, std::int64_t> seen;
  std::vector<Place> places;
  for (const auto& entry : requests) {
    const auto nth = ++seen[{entry.tenant, entry.operation}];
    const bool reads = entry.request.method == "GET" || entry.request.method == "HEAD";
    places.push_back({entry.tenant, entry.operation, nth, reads});
  }
  return places;
}

bool concerns(const FaultRule& rule, const TrialRun& baseline) {
  if (rule.phase == Phase::connect) return true;
  if (rule.phase == Phase::push) return baseline.pushes > 0;
  const journal::EntryMatcher matcher(rule.when);
  return std::ranges::any_of(baseline.requests,
                             [&](const JournalEntry& entry) { return matcher.fits(entry); });
}

bool at_the_same_place(const TriedFault& a, const TriedFault& b) {
  const auto& x = a.rules.front().when;
  const auto& y = b.rules.front().when;
  return x.tenant == y.tenant && x.operation == y.operation && x.nth == y.nth;
}

TriedFault both(const TriedFault& a, const TriedFault& b) {
  TriedFault pair{a.name + " + " + b.name, "", a.rules};
  pair.rules.insert(pair.rules.end(), b.rules.begin(), b.rules.end());
  return pair;
}

TriedFault fault_at(const Place& place, const Attempt& attempt) {
  const auto name = place.text() + ": " + attempt.what;
  Matcher when = operation(place.operation);
  if (!place.tenant.empty()) when.tenant = place.tenant;
  when.nth = place.nth;
  return {
      name,
      "",
      {{.name = name, .when = std::move(when), .phase = attempt.phase, .effect = attempt.effect}}};
}

}  // namespace

std::vector<TriedFault> concerning(const TrialRun& baseline, std::vector<TriedFault> faults) {
  std::erase_if(faults, [&](const TriedFault& fault) {
    return std::ranges::none_of(fault.rules,
                                [&](const FaultRule& rule) { return concerns(rule, baseline); });
  });
  return faults;
}

std::vector<TriedFault> pairs_of(const std::vector<TriedFault>& faults, std::size_t most) {
  std::vector<TriedFault> pairs;
  for (std::size_t sum = 1; sum + 1 < 2 * faults.size(); ++sum)
    for (std::size_t first = 0; 2 * first < sum; ++first) {
      const auto second = sum - first;
      if (second >= faults.size()) continue;
      if (pairs.size() == most) return pairs;
      if (!at_the_same_place(faults[first], faults[second]))
        pairs.push_back(both(faults[first], faults[second]));
    }
  return pairs;
}

std::vector<TriedFault> explore(const TrialRun& baseline) {
  std::vector<std::vector<TriedFault>> of_places;
  for (const auto& place : places_in(baseline.requests)) {
    of_places.emplace_back();
    for (const auto& attempt : attempts_at(place))
      of_places.back().push_back(fault_at(place, attempt));
  }
  for (std::int64_t nth = 1; nth <= baseline.pushes; ++nth) {
    of_places.emplace_back();
    for (const auto& attempt : attempts_at_push())
      of_places.back().push_back(fault_at({"", "push", nth}, attempt));
  }
  std::vector<TriedFault> faults;
  for (std::size_t rank = 0;; ++rank) {
    const auto before = faults.size();
    for (const auto& of_place : of_places)
      if (rank < of_place.size()) faults.push_back(of_place[rank]);
    if (faults.size() == before) return faults;
  }
}

}  // namespace tines_mock

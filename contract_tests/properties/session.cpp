#include "contract_tests/properties/session.hpp"

#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/pages.hpp"
#include "support/random.hpp"

#include <algorithm>

namespace tines_mock::contract {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t trail_length = 8;
constexpr std::uint64_t unknown_keys = 3;
constexpr std::size_t unknown_key_length = 40;
constexpr Milliseconds step_of_the_mock{1000};
constexpr int steps_on_the_mock = 20;
constexpr int fewest_looks = 10;  // before a list that lags is believed
constexpr int most_lists_in_vain = 4;

std::vector<std::string> innocent_texts(const Settings& settings) {
  return {settings.tenant_url, settings.destination_url};
}

}  // namespace

Session::Session(Parts parts)
    : tenant(parts.tenant),
      destination(parts.destination),
      mock(parts.mock),
      settings(std::move(parts.settings)),
      expected(parts.expected),
      seen(parts.expected),
      secrets(
          {settings.api_key, settings.destination_api_key, settings.limited_api_key.value_or("")},
          innocent_texts(settings)),
      clock_(parts.clock),
      seed_(parts.seed),
      longest_wait_(parts.longest_wait) {}

Session::Made Session::create(const Json& body) {
  return made_by(send(create_call(body)));
}

Session::Made Session::made_by(Answer answer) {
  const auto object = destination_in(answer);
  const auto id = object ? id_of(*object) : std::nullopt;
  if (!answer.ok() || !id)
    throw CouldNotCheck("a proper create gave no destination: " + contract::seen(answer));
  return {std::move(answer), *object, *id};
}

std::optional<Json> Session::current(const PathId& id) {
  if (facts.revision_2026) {
    const auto shown = send(show_call(id));
    if (shown.ok()) return destination_in(shown);
  }
  return with_id(list_all(), id);
}

std::optional<Json> Session::settled(const PathId& id, std::optional<Milliseconds> longest) {
  std::optional<Json> object;
  eventually(
      [&] {
        object = current(id);
        return !object || !waits_for_sync(*object);
      },
      longest);
  return object;
}

bool Session::eventually(const std::function<bool()>& done, std::optional<Milliseconds> longest) {
  if (mock != nullptr) return eventually_on_the_mock(done);
  const bool patient = waited_in_vain_ < 2;
  const auto less_patience = std::max(facts.time_to_settle, longest_wait_ / 4);
  const auto patience = longest.value_or(patient ? longest_wait_ : less_patience);
  const auto deadline = now() + patience;
  for (Milliseconds wait = 10ms; !done(); wait = std::min<Milliseconds>(wait * 2, 500ms)) {
    if (now() > deadline) {
      waited_in_vain_ += longest ? 0 : 1;
      return false;
    }
    pause(wait);
  }
  return true;
}

/// The suite moves the clock of the mock: a slow machine does not shorten the wait.
bool Session::eventually_on_the_mock(const std::function<bool()>& done) {
  for (int step = 0; step < steps_on_the_mock; ++step) {
    if (done()) return true;
    mock->advance_clock(step_of_the_mock);
  }
  return done();
}

void Session::pause(Milliseconds duration) {
  if (mock != nullptr) return mock->advance_clock(step_of_the_mock);
  clock_.wait_for(duration, {});
}

std::vector<Json> Session::list_all() {
  const auto listed = [&] {
    auto all = all_elements(tenant, list_call);
    std::erase_if(all, [](const Json& object) { return !object.is_object(); });
    return all;
  };
  auto all = listed();
  if (lists_in_vain_ >= most_lists_in_vain) return all;
  const auto deadline = now() + longest_wait_ / 4;
  Milliseconds wait = 1ms;
  for (int look = 0; !known_.agrees_with(all);
       ++look, wait = std::min<Milliseconds>(wait * 2, longest_wait_ / 20)) {
    // On the mock, each `pause` moves the clock.
    const bool is_late = mock != nullptr || now() > deadline;
    if (look >= fewest_looks && is_late) {
      ++lists_in_vain_;
      known_.accept(all);
      break;
    }
    pause(wait);
    all = listed();
  }
  return all;
}

std::size_t Session::room_for(std::size_t wanted) const {
  if (!facts.room) return wanted;
  return std::min(wanted, *facts.room - std::min(*facts.room, alive()));
}

void Session::require(bool good, const std::string& expectation, const Answer& got) {
  require(good, expectation, contract::seen(got));
}

void Session::require(bool good, const std::string& expectation, const std::string& got) {
  if (!good) violated(promise_, {expectation, got});
}

void Session::require(const CheckResult& result, const Answer&) {
  if (result) violated(promise_, *result);
}

void Session::require_same(const Json& before, const std::optional<Json>& now,
                           const std::string& expectation) {
  require(now && lasting(*now) == lasting(before), expectation, contract::seen(now));
}

void Session::violated(const std::string& promise, Finding finding) {
  throw Violation(promise, std::move(finding), trail_);
}

std::string Session::unknown_key() {
  Draws draws(seed_, "unknown key", keys_drawn_++ % unknown_keys);
  // Letters, not digits: a part of the key must not stand in an answer by chance, as ids do.
  std::string key = "nobodys-";
  while (key.size() < unknown_key_length) key += static_cast<char>('a' + draws.next() % 26);
  secrets.add(key);
  return key;
}

std::int64_t Session::unknown_id() {
  Draws draws(seed_, "unknown id", ++ids_drawn_);
  return 2'000'000'000 + static_cast<std::int64_t>(draws.next() % 100'000'000);
}

void Session::begin(const std::string& promise) {
  promise_ = promise;
  trail_.clear();
}

void Session::watch(const Answer& answer) {
  // Of the same GET again and again, the last is evidence enough.
  const bool again = !trail_.empty() && answer.call.method == "GET" &&
                     trail_.back().call.method == "GET" &&
                     trail_.back().call.target == answer.call.target;
  if (again) trail_.pop_back();
  trail_.push_back(answer);
  if (trail_.size() > trail_length) trail_.erase(trail_.begin());
  known_.note(answer);
  if (answer.call.method == "DELETE" && (answer.ok() || answer.status() == 404)) {
    alive_.erase(answer.call.target.substr(answer.call.target.rfind('/') + 1));
  }
  if (answer.call.operation == Operation::create) note_create(answer);
}

void Session::note_create(const Answer& answer) {
  const bool is_plain = answer.call.proper && !names_an_unusable_destination(*this, answer);
  const bool is_refused =
      answer.refused() && answer.status() != 408 && !is_refused_for_others(answer);
  if (is_plain && is_refused && room_for(1) > 0 && !refusal_) refusal_ = {answer, alive()};
  const auto id = answer.ok() ? id_in(answer) : std::nullopt;
  if (!id) return;
  most_beside_a_create_ = std::max(most_beside_a_create_.value_or(0), alive());
  ours_.insert(*id);
  alive_.insert(*id);
}

}  // namespace tines_mock::contract

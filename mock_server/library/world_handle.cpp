#include "faults/validation.hpp"
#include "formats/world_rules.hpp"
#include "journal/report.hpp"
#include "library/hosted.hpp"
#include "library/lookup.hpp"
#include "support/limits.hpp"

namespace tines_mock {

WorldHandle::WorldHandle(std::shared_ptr<const Hosted> hosted) : hosted_(std::move(hosted)) {}

const std::string& WorldHandle::name() const {
  return hosted_->world->name();
}

std::uint64_t WorldHandle::rng_seed() const {
  return hosted_->world->options().rng_seed;
}

std::string WorldHandle::url(std::string_view tenant) const {
  return hosted_->hosting->url(*hosted_->world, this->tenant(tenant).name());
}

TenantHandle WorldHandle::tenant(std::string_view name) const {
  if (const auto found = hosted_->world->find_tenant(name); !found)
    throw unknown_name("tenant", name, "one of the world's tenants", found.error());
  return TenantHandle(std::make_shared<TenantHandle::Hosted>(
      TenantHandle::Hosted{hosted_->world, std::string(name)}));
}

void WorldHandle::inject(FaultRule rule) {
  inject_all({std::move(rule)});
}

void WorldHandle::inject_all(std::vector<FaultRule> rules) {
  const auto problems =
      hosted_->world->faults().add(std::move(rules), hosted_->world->clock().now());
  if (!problems.empty()) throw std::logic_error(to_string(problems, "inject"));
}

void WorldHandle::inject_scenario(std::string_view name) {
  inject_all(find_scenario("inject_scenario", name).rules);
}

void WorldHandle::remove_scenario(std::string_view name) {
  auto& faults = hosted_->world->faults();
  for (const auto& rule : find_scenario("remove_scenario", name).rules)
    if (faults.has(rule)) faults.remove(rule.name);
}

void WorldHandle::clear_faults() {
  hosted_->world->faults().clear();
}

void WorldHandle::remove_fault(std::string_view rule_name) {
  if (hosted_->world->faults().remove(rule_name)) return;
  std::vector<std::string> names;
  for (const auto& rule : faults()) names.push_back(rule.name);
  throw unknown_name("remove_fault", rule_name, "the name of a rule", names);
}

std::vector<FaultRule> WorldHandle::faults() const {
  std::vector<FaultRule> rules;
  for (auto& status : fault_statuses()) rules.push_back(std::move(status.rule));
  return rules;
}

std::vector<FaultStatus> WorldHandle::fault_statuses() const {
  return hosted_->world->faults().list(hosted_->world->clock().now());
}

std::vector<std::string> WorldHandle::unfired_faults() const {
  return hosted_->world->faults().unfired();
}

std::vector<JournalEntry> WorldHandle::requests() const {
  return hosted_->world->journal().entries();
}

std::vector<Explanation> WorldHandle::explain(std::uint64_t request_number) const {
  auto& world = *hosted_->world;
  if (auto found = world.journal().explain(request_number, world.faults()))
    return std::move(*found);
  throw std::logic_error("explain(" + std::to_string(request_number) +
                         "): expected the number of an entry of the journal "
                         "(JournalEntry::number); it may have been evicted");
}

std::uint64_t WorldHandle::evicted_requests() const {
  return hosted_->world->journal().evicted();
}

void WorldHandle::clear_requests() {
  hosted_->world->journal().clear();
}

namespace {

void throw_if_invalid(const Matcher& matcher) {
  if (const auto problems = faults::validate(matcher); !problems.empty())
    throw std::logic_error(to_string(problems, "a matcher that can never fit"));
}

void throw_unless_holds(const Verification& verification) {
  if (!verification.holds) throw VerificationError(verification.report);
}

}  // namespace

WorldHandle WorldHandle::within(Milliseconds time) const {
  if (time < Milliseconds(0) || time > limits::within)
    throw std::logic_error("within: expected 0 to " + std::to_string(limits::within.count()) +
                           " ms, found " + std::to_string(time.count()));
  Hosted patient = *hosted_;
  patient.within = time;
  return WorldHandle(std::make_shared<const Hosted>(std::move(patient)));
}

bool WorldHandle::wait_until(const std::function<bool()>& condition) const {
  return hosted_->wait_until(condition) == exchange::WaitEnd::met;
}

Verification WorldHandle::check(const Matcher& matcher, Count count) const {
  throw_if_invalid(matcher);
  const auto& journal = hosted_->world->journal();
  return hosted_->wait_for([&](Verification& found) {
    found = journal.check(matcher, count);
    return found.holds || journal.count(matcher).min > count.max;
  });
}

Verification WorldHandle::check_in_order(const std::vector<Matcher>& matchers) const {
  for (const auto& matcher : matchers) {
    throw_if_invalid(matcher);
    if (matcher.nth)
      throw std::logic_error("check_in_order: expected no nth, the order says which one; found " +
                             std::to_string(*matcher.nth));
  }
  return hosted_->wait_for([&](Verification& found) {
    return (found = hosted_->world->journal().check_in_order(matchers)).holds;
  });
}

void WorldHandle::verify(const Matcher& matcher, Count count) const {
  throw_unless_holds(check(matcher, count));
}

void WorldHandle::verify_in_order(const std::vector<Matcher>& matchers) const {
  throw_unless_holds(check_in_order(matchers));
}

void WorldHandle::verify_all_faults_fired() const {
  const auto& redactor = hosted_->world->journal().redactor();
  throw_unless_holds(hosted_->wait_for([&](Verification& found) {
    return (found = journal::check_all_fired(fault_statuses(), redactor)).holds;
  }));
}

Clock& WorldHandle::clock() const {
  return hosted_->world->clock();
}

VirtualClock& WorldHandle::virtual_clock() const {
  if (auto* clock = hosted_->world->virtual_clock()) return *clock;
  throw std::logic_error("virtual_clock: the world " + name() +
                         " runs on real time; make it with WorldOptions{.virtual_clock = true}");
}

void WorldHandle::reset() {
  hosted_->world->reset();
}

WorldSpec WorldHandle::export_state() const {
  return hosted_->world->export_state();
}

void WorldHandle::import_state(WorldSpec state) {
  if (const auto problems = formats::validate(state); !problems.empty())
    throw std::logic_error(to_string(problems, "import_state"));
  hosted_->world->import_state(std::move(state));
}

}  // namespace tines_mock

#include "exchange/hosting.hpp"
#include "faults/validation.hpp"
#include "formats/world_rules.hpp"
#include "journal/report.hpp"
#include "library/misuse.hpp"
#include "library/scenario.hpp"

#include <tines_mock/mock_server.hpp>

namespace tines_mock {

WorldHandle::WorldHandle(std::shared_ptr<exchange::Hosting> hosting,
                         std::shared_ptr<exchange::HostedWorld> world)
    : hosting_(std::move(hosting)), world_(std::move(world)) {}

const std::string& WorldHandle::name() const {
  return world_->name();
}

std::uint64_t WorldHandle::rng_seed() const {
  return world_->options().rng_seed;
}

std::string WorldHandle::url(std::string_view tenant) const {
  return hosting_->url(*world_, this->tenant(tenant).name());
}

TenantHandle WorldHandle::tenant(std::string_view name) const {
  if (!world_->has_tenant(name))
    throw misuse("tenant", name, "one of the world's tenants", world_->tenant_names());
  return {world_, std::string(name)};
}

void WorldHandle::inject(FaultRule rule) {
  inject_all({std::move(rule)});
}

void WorldHandle::inject_all(std::vector<FaultRule> rules) {
  const auto problems = world_->faults().add(std::move(rules), world_->clock().now());
  if (!problems.empty()) throw std::logic_error(to_string(problems, "inject"));
}

void WorldHandle::inject_scenario(std::string_view name) {
  inject_all(scenario("inject_scenario", name).rules);
}

void WorldHandle::remove_scenario(std::string_view name) {
  for (const auto& rule : scenario("remove_scenario", name).rules)
    world_->faults().remove(rule.name);
}

void WorldHandle::clear_faults() {
  world_->faults().clear();
}

void WorldHandle::remove_fault(std::string_view rule_name) {
  if (world_->faults().remove(rule_name)) return;
  std::vector<std::string> names;
  for (const auto& rule : faults()) names.push_back(rule.name);
  throw misuse("remove_fault", rule_name, "the name of a rule", names);
}

std::vector<FaultRule> WorldHandle::faults() const {
  std::vector<FaultRule> rules;
  for (auto& status : fault_statuses()) rules.push_back(std::move(status.rule));
  return rules;
}

std::vector<FaultStatus> WorldHandle::fault_statuses() const {
  return world_->faults().list(world_->clock().now());
}

std::vector<std::string> WorldHandle::unfired_faults() const {
  return world_->faults().unfired();
}

std::vector<JournalEntry> WorldHandle::requests() const {
  return world_->journal().entries();
}

std::uint64_t WorldHandle::evicted_requests() const {
  return world_->journal().evicted();
}

void WorldHandle::clear_requests() {
  world_->journal().clear();
}

namespace {

void demand_sense(const Matcher& matcher) {
  if (const auto problems = faults::validate(matcher); !problems.empty())
    throw std::logic_error(to_string(problems, "a matcher that can never fit"));
}

void throw_unless_holds(const Verification& verification) {
  if (!verification.holds) throw VerificationError(verification.report);
}

}  // namespace

Verification WorldHandle::check(const Matcher& matcher, Count count) const {
  demand_sense(matcher);
  return world_->journal().check(matcher, count);
}

Verification WorldHandle::check_in_order(const std::vector<Matcher>& matchers) const {
  for (const auto& matcher : matchers) {
    demand_sense(matcher);
    if (matcher.nth)
      throw std::logic_error("check_in_order: expected no nth, the order says which one; found " +
                             std::to_string(*matcher.nth));
  }
  return world_->journal().check_in_order(matchers);
}

void WorldHandle::verify(const Matcher& matcher, Count count) const {
  throw_unless_holds(check(matcher, count));
}

void WorldHandle::verify_in_order(const std::vector<Matcher>& matchers) const {
  throw_unless_holds(check_in_order(matchers));
}

void WorldHandle::verify_all_faults_fired() const {
  throw_unless_holds(journal::check_all_fired(fault_statuses(), world_->journal().redactor()));
}

Clock& WorldHandle::clock() const {
  return world_->clock();
}

VirtualClock& WorldHandle::virtual_clock() const {
  if (auto* clock = world_->virtual_clock()) return *clock;
  throw std::logic_error("virtual_clock: the world " + name() +
                         " runs on real time; make it with WorldOptions{.virtual_clock = true}");
}

void WorldHandle::reset() {
  world_->reset();
}

WorldSpec WorldHandle::export_state() const {
  return world_->export_state();
}

void WorldHandle::import_state(WorldSpec state) {
  if (const auto problems = formats::validate(state); !problems.empty())
    throw std::logic_error(to_string(problems, "import_state"));
  world_->import_state(std::move(state));
}

}  // namespace tines_mock

#include "journal/report.hpp"
#include "library/hosted.hpp"
#include "library/lookup.hpp"

#include <tines_mock/hold.hpp>

namespace tines_mock {

struct Hold::Rule {
  std::shared_ptr<exchange::HostedWorld> world;
  std::string name;
  std::uint64_t recorded = 0;  ///< entries of the journal when the rule was added

  ~Rule() { world->faults().remove(name); }

  std::string why_not(const JournalEntry& entry) const {
    if (const auto rules = world->journal().explain(entry.number, world->faults()))
      for (const auto& about : *rules)
        if (about.rule == name) return about.why;
    return "the rule was removed";
  }
};

Hold::Hold(std::unique_ptr<Rule> rule) : rule_(std::move(rule)) {}
Hold::Hold(Hold&& other) noexcept = default;
Hold& Hold::operator=(Hold&& other) noexcept = default;
Hold::~Hold() = default;

const std::string& Hold::name() const {
  return rule_->name;
}

std::int64_t Hold::reached() const {
  const auto gate = rule_->world->faults().gates().find(rule_->name);
  return gate ? gate->reached : 0;
}

void Hold::wait_until_reached(std::int64_t count, Milliseconds within) const {
  auto& world = *rule_->world;
  const auto end = world.wait_until([&] { return reached() >= count; }, within, {});
  if (end == exchange::WaitEnd::met) return;
  throw VerificationError(
      journal::report_hold({rule_->name, count, reached(), within},
                           world.journal().entries({}, {.after = rule_->recorded}),
                           [&](const JournalEntry& entry) { return rule_->why_not(entry); }) +
      journal::report_cut_short(exchange::why_cut_short(end)));
}

std::size_t Hold::release() {
  return rule_->world->release(rule_->name).value_or(0);
}

Hold WorldHandle::hold(Matcher when, Phase phase, std::int64_t times) {
  auto& world = *hosted_->world;
  const auto recorded = world.journal().recorded();
  FaultRule rule{.name = world.faults().next_hold_name(),
                 .when = std::move(when),
                 .phase = phase,
                 .effect = effects::hold(),
                 .times = times};
  auto name = rule.name;
  inject(std::move(rule));
  return Hold(std::make_unique<Hold::Rule>(hosted_->world, std::move(name), recorded));
}

std::size_t WorldHandle::release(std::string_view rule_name) {
  if (const auto released = hosted_->world->release(rule_name)) return *released;
  std::vector<std::string> names;
  for (const auto& gate : hosted_->world->faults().gates().list()) names.push_back(gate.rule);
  throw unknown_name("release", rule_name, "the name of a rule with the effect hold", names);
}

}  // namespace tines_mock

#include "exchange/hosted_world.hpp"

#include "http/host.hpp"
#include "support/url.hpp"

#include <stdexcept>

namespace tines_mock::exchange {
namespace {

domain::Settings settings_of(const WorldOptions& options) {
  const bool deferred = options.sync_mode == SyncMode::deferred ||
                        options.assumptions.create_answers == CreateAnswers::before_sync;
  return {options.assumptions, deferred, options.sync_delay, options.rng_seed};
}

}  // namespace

HostedWorld::HostedWorld(std::string name, WorldSpec spec, WorldOptions options)
    : name_(std::move(name)),
      options_(std::move(options)),
      virtual_clock_(options_.virtual_clock ? std::make_shared<VirtualClock>() : nullptr),
      clock_(std::make_shared<WorldClock>(virtual_clock_ ? std::shared_ptr<Clock>(virtual_clock_)
                                                         : std::make_shared<SystemClock>())),
      faults_(options_.rng_seed),
      journal_(options_.journal),
      initial_(std::move(spec)) {
  if (const auto problems = faults_.add(options_.faults, clock_->now()); !problems.empty())
    throw std::logic_error(to_string(problems, "WorldOptions::faults"));
  install(make_world(initial_), initial_.rate_limit);
}

Admission HostedWorld::admit(JournalEntry entry) {
  entry.at = clock_->now();
  entry.ending = Ending::pending;
  auto ticket = journal_.prepare(std::move(entry));
  const std::scoped_lock lock(state_.mutex);
  journal_.arrive(ticket);
  return {epoch_, faults_.additions(), std::move(ticket)};
}

std::shared_ptr<WorldClock> HostedWorld::epoch() {
  const std::scoped_lock lock(state_.mutex);
  return epoch_;
}

std::unique_ptr<domain::World> HostedWorld::make_world(const WorldSpec& spec) {
  for (const auto& tenant : spec.tenants) {
    for (const auto& key : tenant.keys) journal_.redactor().know(key.secret);
    for (const auto& destination : tenant.sync_destinations)
      if (const auto& key = destination.destination_tenant_api_key) journal_.redactor().know(*key);
  }
  return std::make_unique<domain::World>(spec, settings_of(options_), push_faults_, clock_->now());
}

bool HostedWorld::has_tenant(std::string_view name) {
  const std::scoped_lock lock(state_.mutex);
  return state_.world->find_tenant(name) != nullptr;
}

std::vector<std::string> HostedWorld::tenant_names() {
  const std::scoped_lock lock(state_.mutex);
  std::vector<std::string> names;
  for (const auto& tenant : state_.world->tenants()) names.push_back(tenant.name());
  return names;
}

std::string HostedWorld::declared_url(std::string_view tenant) {
  const std::scoped_lock lock(state_.mutex);
  const auto* found = state_.world->find_tenant(tenant);
  return found ? found->url() : std::string();
}

std::optional<std::string> HostedWorld::tenant_with_host(std::string_view host) {
  const auto wanted = parse_base_url("http://" + std::string(host));
  if (!wanted) return std::nullopt;
  const std::scoped_lock lock(state_.mutex);
  for (const auto& tenant : state_.world->tenants())
    if (const auto& declared = tenant.base_url();
        declared && without_port(declared->host) == without_port(wanted->host))
      return tenant.name();
  return std::nullopt;
}

void HostedWorld::install(std::unique_ptr<domain::World> world, std::optional<RateLimit> limit) {
  if (epoch_) epoch_->end_waits();
  epoch_ = std::make_shared<WorldClock>(clock_);
  state_.world = std::move(world);
  rate_limiter_.set(limit);
}

void HostedWorld::reset() {
  const std::scoped_lock lock(state_.mutex);
  auto world = make_world(initial_);
  journal_.begin_anew();  // before their epoch ends: then requests under way come back
  faults_.replace_all(options_.faults, clock_->now());
  install(std::move(world), initial_.rate_limit);
}

void HostedWorld::end() {
  const std::scoped_lock lock(state_.mutex);
  epoch_->end_waits();
  clock_->end_waits();
}

WorldSpec HostedWorld::export_state() {
  return locked([this](domain::World& world, Time now) {
    auto spec = world.spec(now);
    spec.rate_limit = initial_.rate_limit;
    return spec;
  });
}

void HostedWorld::import_state(WorldSpec spec) {
  const std::scoped_lock lock(state_.mutex);
  install(make_world(spec), spec.rate_limit);
  initial_ = std::move(spec);
}

}  // namespace tines_mock::exchange

#include "exchange/hosted_world.hpp"

#include "http/host.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <stdexcept>

namespace tines_mock::exchange {
namespace {

// Below the mock's origin, the shortest one first.
std::vector<std::string> mock_paths(const std::string& world) {
  const auto path = "/w/" + world;
  if (world == default_world_name) return {"", path};
  return {path};
}

domain::Settings settings_of(const std::string& world, const WorldOptions& options) {
  const bool deferred = options.sync_mode == SyncMode::deferred ||
                        options.assumptions.create_answers == CreateAnswers::before_sync;
  return {.assumptions = options.assumptions,
          .deferred_sync = deferred,
          .sync_delay = options.sync_delay,
          .rng_seed = options.rng_seed,
          .mock_paths = mock_paths(world)};
}

bool has_host(const domain::Tenant& tenant, const std::optional<BaseUrl>& url) {
  return url && tenant.base_url() &&
         without_port(tenant.base_url()->host) == without_port(url->host);
}

std::vector<std::string> names_of(const std::vector<domain::Tenant>& tenants) {
  std::vector<std::string> names;
  for (const auto& tenant : tenants) names.push_back(tenant.name());
  return names;
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
  return std::make_unique<domain::World>(spec, settings_of(name_, options_), push_faults_,
                                         clock_->now());
}

std::vector<NamedTenant> HostedWorld::tenants() {
  const std::scoped_lock lock(state_.mutex);
  std::vector<NamedTenant> all;
  for (const auto& tenant : state_.world->tenants()) all.push_back({tenant.name(), tenant.url()});
  return all;
}

Result<NamedTenant, std::vector<std::string>> HostedWorld::find_tenant(std::string_view name) {
  const std::scoped_lock lock(state_.mutex);
  const auto* found = state_.world->find_tenant(name);
  if (!found) return Failure{names_of(state_.world->tenants())};
  return NamedTenant{found->name(), found->url()};
}

Result<NamedTenant, std::vector<std::string>> HostedWorld::find_tenant_for_host(
    std::string_view host) {
  const auto url = parse_base_url("http://" + std::string(host));
  const std::scoped_lock lock(state_.mutex);
  const auto& tenants = state_.world->tenants();
  auto found = std::ranges::find_if(
      tenants, [&](const domain::Tenant& tenant) { return has_host(tenant, url); });
  if (found == tenants.end()) found = tenants.begin();
  if (found == tenants.end()) return Failure{std::vector<std::string>{}};
  return NamedTenant{found->name(), found->url()};
}

std::string HostedWorld::mock_path(std::string_view tenant) const {
  return domain::mock_path(mock_paths(name_).front(), tenant);
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
  journal_.begin_anew();  // before the epoch ends: requests that it wakes write to it
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

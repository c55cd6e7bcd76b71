#include "exchange/hosted_world.hpp"

#include "http/host.hpp"
#include "support/stop.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <chrono>
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

using SteadyTime = std::chrono::steady_clock::time_point;

std::optional<Time> earlier(std::optional<Time> a, std::optional<Time> b) {
  return a && b ? std::min(*a, *b) : a ? a : b;
}

bool has_host(const domain::Tenant& tenant, const std::optional<BaseUrl>& url) {
  return url && tenant.base_url() &&
         without_port(tenant.base_url()->host) == without_port(url->host);
}

std::shared_ptr<VirtualClock> make_virtual_clock(const WorldOptions& options, Changes& changes) {
  if (!options.virtual_clock) return nullptr;
  return std::make_shared<VirtualClock>(VirtualClock::default_start,
                                        [&changes] { changes.note(Changes::Part::clock); });
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
      virtual_clock_(make_virtual_clock(options_, changes_)),
      clock_(std::make_shared<WorldClock>(virtual_clock_ ? std::shared_ptr<Clock>(virtual_clock_)
                                                         : std::make_shared<SystemClock>())),
      faults_(options_.rng_seed, &changes_),
      journal_(options_.journal, &changes_),
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
  const auto additions = faults_.additions();
  journal_.arrive(ticket, additions);
  return {epoch_, additions, std::move(ticket)};
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
  noted_version_ = state_.world->version();
  rate_limiter_.set(limit);
  changes_.note(Changes::Part::state);
}

void HostedWorld::note_state() {
  const auto version = state_.world->version();
  if (std::exchange(noted_version_, version) != version) changes_.note(Changes::Part::state);
}

void HostedWorld::note_expiries(Time now) {
  const std::scoped_lock lock(state_.mutex);
  const auto next = faults_.next_expiry(std::exchange(expiries_noted_until_, now));
  if (next && *next <= now) changes_.note(Changes::Part::faults);
}

namespace {

// When `event` is due in real time; `latest` when that is earlier.
SteadyTime real_time_of(std::optional<Time> event, Time now, SteadyTime latest) {
  if (!event) return latest;
  const auto left = std::max(*event - now, Milliseconds{0});
  return left < latest - SteadyTime::clock::now() ? SteadyTime::clock::now() + left : latest;
}

}  // namespace

std::string_view why_cut_short(WaitEnd end) {
  switch (end) {
    case WaitEnd::met:
    case WaitEnd::timed_out:
      return "";
    case WaitEnd::stopped:
      return "the server stopped";
    case WaitEnd::replaced:
      return "the state of the world was replaced";
    case WaitEnd::dropped:
      return "the world was dropped";
  }
  return "";
}

WaitEnd HostedWorld::end_of(const WorldClock& epoch) const {
  if (clock_->has_ended()) return WaitEnd::dropped;
  return epoch.has_ended() ? WaitEnd::replaced : WaitEnd::stopped;
}

WaitEnd HostedWorld::wait_until(const std::function<bool()>& condition, Milliseconds within,
                                std::stop_token stop) {
  const auto deadline = SteadyTime::clock::now() + within;
  const auto clock = epoch();
  const EitherStop over(std::move(stop), clock->end_token());
  for (;;) {
    const Time now = clock_->now();
    const auto due = locked([](domain::World& world, Time) { return world.next_due(); });
    note_expiries(now);
    const auto expiry = faults_.next_expiry(now);
    const auto seen = changes_.total();
    if (condition()) return WaitEnd::met;
    if (SteadyTime::clock::now() >= deadline) return WaitEnd::timed_out;
    if (over.token().stop_requested()) return end_of(*clock);
    const auto until =
        virtual_clock_ ? deadline : real_time_of(earlier(due, expiry), now, deadline);
    changes_.wait(seen, until, over.token());
  }
}

std::optional<Time> HostedWorld::next_event() {
  const auto due = locked([](domain::World& world, Time) { return world.next_due(); });
  const auto next = earlier(due, faults_.next_expiry(clock_->now()));
  return virtual_clock_ ? earlier(next, virtual_clock_->next_deadline()) : next;
}

std::optional<std::size_t> HostedWorld::release(std::string_view rule) {
  const auto released = faults_.gates().release(rule);
  locked([](domain::World&, Time) {});
  return released;
}

void HostedWorld::reset() {
  const std::scoped_lock lock(state_.mutex);
  restart();
}

void HostedWorld::reset_to(WorldSpec spec) {
  const std::scoped_lock lock(state_.mutex);
  initial_ = std::move(spec);
  restart();
}

// Requests that the end of the epoch wakes write to the journal, so that it begins anew before. The
// rules go after it: a request that they hold would go on as if it had been released.
void HostedWorld::restart() {
  auto world = make_world(initial_);
  journal_.begin_anew();
  epoch_->end_waits();
  faults_.replace_all(options_.faults, clock_->now());
  install(std::move(world), initial_.rate_limit);
}

WorldSpec HostedWorld::start_state() {
  const std::scoped_lock lock(state_.mutex);
  return initial_;
}

void HostedWorld::end() {
  const std::scoped_lock lock(state_.mutex);
  epoch_->end_waits();
  clock_->end_waits();
  changes_.note(Changes::Part::state);
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

#include "exchange/hosting.hpp"

#include "formats/world_rules.hpp"
#include "support/limits.hpp"

namespace tines_mock::exchange {

Hosting::Hosting(std::shared_ptr<HostedWorld> default_world)
    : default_world_(std::move(default_world)) {
  worlds_.emplace(default_world_->name(), default_world_);
}

std::shared_ptr<HostedWorld> Hosting::find(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = worlds_.find(name);
  return found == worlds_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<HostedWorld>> Hosting::worlds() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<HostedWorld>> all;
  for (const auto& [name, world] : worlds_) all.push_back(world);
  return all;
}

void Hosting::know(std::string_view secret) {
  const std::scoped_lock lock(mutex_);
  secrets_.emplace_back(secret);
  for (const auto& [name, world] : worlds_) world->journal().redactor().know(secret);
}

Result<void, std::string> Hosting::check_new_name(std::string_view name) const {
  const auto found = ", found \"" + std::string(name) + '"';
  if (!formats::is_name(name)) return Failure{"expected a name of " + formats::name_rule() + found};
  const std::scoped_lock lock(mutex_);
  if (worlds_.contains(name)) return Failure{"expected a name that no world has yet" + found};
  if (worlds_.size() >= limits::worlds)
    return Failure{"expected at most " + std::to_string(limits::worlds) +
                   " worlds: drop one first"};
  return {};
}

bool Hosting::add(std::shared_ptr<HostedWorld> world) {
  const std::scoped_lock lock(mutex_);
  if (worlds_.size() >= limits::worlds) return false;
  for (const auto& secret : secrets_) world->journal().redactor().know(secret);
  return worlds_.emplace(world->name(), world).second;
}

bool Hosting::drop(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  const auto found = worlds_.find(name);
  if (found == worlds_.end() || found->second == default_world_) return false;
  found->second->end();
  worlds_.erase(found);
  return true;
}

std::string Hosting::base_url() const {
  const std::scoped_lock lock(mutex_);
  return base_url_;
}

void Hosting::set_base_url(std::string url) {
  const std::scoped_lock lock(mutex_);
  base_url_ = std::move(url);
}

std::string Hosting::url(const HostedWorld& world, std::string_view tenant) const {
  return base_url() + world.mock_path(tenant);
}

}  // namespace tines_mock::exchange

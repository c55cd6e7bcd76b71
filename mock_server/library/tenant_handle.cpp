#include "formats/world_rules.hpp"
#include "library/hosted.hpp"
#include "library/lookup.hpp"

namespace tines_mock {
namespace {

template <class Map>
auto values_of(const Map& map) {
  std::vector<typename Map::mapped_type> values;
  for (const auto& [id, value] : map) values.push_back(value);
  return values;
}

template <class Id>
std::logic_error no_such(std::string_view call, Id id, std::string_view what, const auto& those) {
  std::vector<std::string> ids;
  for (const auto& [there, value] : those) ids.push_back(std::to_string(there.value));
  return unknown_name(call, std::to_string(id.value), what, ids);
}

template <class T>
void throw_if_failed(const Result<T, domain::Errors>& result, std::string_view call) {
  if (result) return;
  std::string text(call);
  for (const auto& error : result.error())
    text += ": expected " + error.expected + ", found " + error.found;
  throw std::logic_error(text);
}

void throw_if(const Problems& problems, std::string_view call) {
  if (!problems.empty()) throw std::logic_error(to_string(problems, call));
}

void throw_if_wrong(const Story& story, std::string_view call) {
  throw_if(formats::validate(story), call);
}

// Runs work(domain::World&, domain::Tenant&, Time) under the world's lock.
template <class Work>
auto in_tenant(exchange::HostedWorld& world, const std::string& name, Work work) {
  return world.locked([&](domain::World& domain, Time now) {
    domain::Tenant* tenant = domain.find_tenant(name);
    if (!tenant)
      throw std::logic_error("the tenant " + name + " is gone: its world has another state now");
    return work(domain, *tenant, now);
  });
}

}  // namespace

TenantHandle::TenantHandle(std::shared_ptr<const Hosted> hosted) : hosted_(std::move(hosted)) {}

const std::string& TenantHandle::name() const {
  return hosted_->name;
}

std::vector<Team> TenantHandle::teams() const {
  return in_tenant(*hosted_->world, hosted_->name,
                   [](auto&, domain::Tenant& tenant, Time) { return values_of(tenant.teams()); });
}

std::vector<Story> TenantHandle::stories() const {
  return in_tenant(*hosted_->world, hosted_->name,
                   [](auto&, domain::Tenant& tenant, Time) { return values_of(tenant.stories()); });
}

Story TenantHandle::story(StoryId id) const {
  return in_tenant(*hosted_->world, hosted_->name, [&](auto&, domain::Tenant& tenant, Time) {
    const Story* found = tenant.find_story(id);
    if (!found) throw no_such("story", id, "a story of the tenant " + name(), tenant.stories());
    return *found;
  });
}

std::vector<SyncDestination> TenantHandle::sync_destinations() const {
  return in_tenant(*hosted_->world, hosted_->name, [](auto&, domain::Tenant& tenant, Time) {
    return values_of(tenant.sync_destinations());
  });
}

SyncDestination TenantHandle::sync_destination(SyncDestinationId id) const {
  return in_tenant(*hosted_->world, hosted_->name, [&](auto&, domain::Tenant& tenant, Time) {
    const SyncDestination* found = tenant.find_sync_destination(id);
    if (!found)
      throw no_such("sync_destination", id, "a sync destination of the tenant " + name(),
                    tenant.sync_destinations());
    return *found;
  });
}

StoryId TenantHandle::add_story(Story story) {
  throw_if_wrong(story, "add_story");
  return in_tenant(*hosted_->world, hosted_->name,
                   [&](domain::World& world, domain::Tenant& tenant, Time now) {
                     const auto added = world.add_story(tenant, std::move(story), now);
                     throw_if_failed(added, "add_story");
                     return added->id;
                   });
}

void TenantHandle::update_story(const Story& story) {
  throw_if_wrong(story, "update_story");
  in_tenant(*hosted_->world, hosted_->name,
            [&](domain::World& world, domain::Tenant& tenant, Time now) {
              const auto changed = world.change_story(
                  tenant, story.id, [&](Story& there) { there = story; }, now);
              throw_if_failed(changed, "update_story");
              return 0;
            });
}

void TenantHandle::delete_story(StoryId id) {
  throw_if_failed(in_tenant(*hosted_->world, hosted_->name,
                            [&](domain::World& world, domain::Tenant& tenant, Time) {
                              return world.delete_stories(tenant, {id});
                            }),
                  "delete_story");
}

TeamId TenantHandle::add_team(std::string name) {
  return in_tenant(*hosted_->world, hosted_->name,
                   [&](domain::World& world, domain::Tenant& tenant, Time) {
                     const auto added = world.add_team(tenant, std::move(name));
                     throw_if_failed(added, "add_team");
                     return added->id;
                   });
}

void TenantHandle::delete_team(TeamId id) {
  throw_if_failed(in_tenant(*hosted_->world, hosted_->name,
                            [&](domain::World& world, domain::Tenant& tenant, Time) {
                              return world.delete_team(tenant, id);
                            }),
                  "delete_team");
}

void TenantHandle::add_key(ApiKey key) {
  throw_if(formats::validate(key), "add_key");
  hosted_->world->journal().redactor().know(key.secret);
  in_tenant(
      *hosted_->world, hosted_->name, [&](domain::World& world, domain::Tenant& tenant, Time) {
        if (tenant.find_key(key.secret))
          throw std::logic_error("add_key: the tenant " + name() + " has that key already");
        if (key.team_id && !tenant.find_team(*key.team_id))
          throw no_such("add_key", *key.team_id, "a team of the tenant " + name(), tenant.teams());
        world.add_key(tenant, std::move(key));
        return 0;
      });
}

void TenantHandle::revoke_key(std::string_view secret) {
  const bool revoked = in_tenant(*hosted_->world, hosted_->name,
                                 [&](domain::World& world, domain::Tenant& tenant, Time) {
                                   return world.revoke_key(tenant, secret);
                                 });
  if (!revoked) throw std::logic_error("revoke_key: the tenant " + name() + " has no such key");
}

}  // namespace tines_mock

#include "api/auth.hpp"

#include "api/body.hpp"
#include "api/responses.hpp"
#include "http/headers.hpp"
#include "support/text.hpp"

namespace tines_mock::api {
using domain::ErrorKind;

namespace {

constexpr std::string_view bearer = "bearer ";

std::string description_of(Right right) {
  switch (right) {
    case Right::administer_sync:
      return "to administer sync destinations";
    case Right::publish:
      return "to publish stories";
    case Right::read:
      return "to read";
    case Right::write:
      return "to change teams and stories";
  }
  return {};
}

Response reject_right(const Context& context, const std::string& expected) {
  return reject(context, context.behaviour.assumptions.status.missing_right,
                "The API key lacks a right", "expected " + expected);
}

}  // namespace

std::optional<std::string_view> find_key(const Request& request) {
  if (const auto value = request.headers.find("Authorization"))
    if (same_name(value->substr(0, bearer.size()), bearer))
      if (const auto key = trimmed(value->substr(bearer.size())); !key.empty()) return key;
  if (const auto value = request.headers.find("X-User-Token"))
    if (const auto key = trimmed(*value); !key.empty()) return key;
  return std::nullopt;
}

Result<Scope, Response> authorise(Context& context, std::optional<Right> right) {
  const auto& status = context.behaviour.assumptions.status;
  const auto key = find_key(context.request);
  if (!key)
    return Failure{reject(context, status.no_key, "An API key is needed",
                          "expected the header Authorization: Bearer <key>, found none")};
  if (is_placeholder(*key))
    return Failure{reject(context, status.unknown_key,
                          "The API key is a placeholder of the documentation",
                          "replace it by a key of this tenant")};
  const auto known = context.with_locked_world([&](const LockedWorld& locked) {
    const ApiKey* found = locked.tenant.find_key(*key);
    return found ? std::optional(*found) : std::nullopt;
  });
  if (!known)
    return Failure{reject(context, status.unknown_key, "The API key is not valid",
                          "expected a key of this tenant, found another")};
  if (right && !known->rights.contains(*right))
    return Failure{reject_right(context, "a key with the right " + description_of(*right))};
  return Scope(*known);
}

Result<void, Response> require_tenant_key(const Context& context) {
  if (context.scope.is_whole_tenant()) return {};
  return Failure{reject_right(context, "a key of the whole tenant, found a team key")};
}

template <class Id>
VisibilityCheck& VisibilityCheck::check(bool seen, ErrorKind kind, std::string parameter,
                                        const char* expected, Id id) {
  if (!seen && !locked_.scope.is_whole_tenant())
    errors_.push_back({kind, std::move(parameter), expected, std::to_string(id.value)});
  return *this;
}

VisibilityCheck& VisibilityCheck::team(TeamId id, std::string parameter) {
  return check(locked_.find(id), ErrorKind::unknown_team, std::move(parameter),
               "a team of this tenant", id);
}

VisibilityCheck& VisibilityCheck::story(StoryId id, std::string parameter) {
  return check(locked_.find(id), ErrorKind::unknown_story, std::move(parameter),
               "a story of this tenant", id);
}

VisibilityCheck& VisibilityCheck::stories(const std::vector<StoryId>& ids,
                                          const std::string& parameter) {
  for (const StoryId id : ids) story(id, parameter);
  return *this;
}

VisibilityCheck& VisibilityCheck::sync_destination(SyncDestinationId id) {
  return check(locked_.find(id), ErrorKind::unknown_sync_destination, "",
               "a sync destination of this tenant", id);
}

VisibilityCheck& VisibilityCheck::subscription(StoryId id) {
  const bool hidden = locked_.tenant.find_story(id) && !locked_.find(id);
  return check(!hidden, ErrorKind::story_not_subscribed, "", "a story that is subscribed", id);
}

Result<void, domain::Errors> VisibilityCheck::result() const {
  if (errors_.empty()) return {};
  return Failure{errors_};
}

}  // namespace tines_mock::api

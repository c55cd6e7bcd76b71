#pragma once

#include "api/context.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the key of a request may do and see.
namespace tines_mock::api {

/// The key of a request: from `Authorization: Bearer <key>` (documented by the vendor's sample) or
/// `X-User-Token: <key>` (documented by the vendor's pages), without the blanks around it. Empty
/// when the request has no key, or only blanks in its place.
std::optional<std::string_view> find_key(const Request& request);

/// Finds the request's key in its tenant. The error is the response to a request without a valid
/// key, or whose key lacks the right. An empty `right` is one that every key has.
Result<Scope, Response> authorise(Context& context, std::optional<Right> right);

/// The error is the response to a team key where a key of the whole tenant is needed.
Result<void, Response> require_tenant_key(const Context& context);

/// Collects an error for each thing that a request names but its key does not see. Operations check
/// this before they call the domain, which knows nothing about keys. With a key of the whole tenant
/// there is no error: the domain reports what does not exist.
class VisibilityCheck {
 public:
  explicit VisibilityCheck(const LockedWorld& locked) : locked_(locked) {}

  VisibilityCheck& team(TeamId id, std::string parameter = {});
  VisibilityCheck& story(StoryId id, std::string parameter = {});
  VisibilityCheck& stories(const std::vector<StoryId>& ids, const std::string& parameter = {});
  VisibilityCheck& sync_destination(SyncDestinationId id);
  /// A subscription whose story was moved to a team that the key does not see.
  VisibilityCheck& subscription(StoryId id);

  Result<void, domain::Errors> result() const;

 private:
  template <class Id>
  VisibilityCheck& check(bool seen, domain::ErrorKind kind, std::string parameter,
                         const char* expected, Id id);

  const LockedWorld& locked_;
  domain::Errors errors_;
};

}  // namespace tines_mock::api

#include "api/auth.hpp"

#include "api/body.hpp"
#include "api/errors.hpp"
#include "http/names.hpp"
#include "support/text.hpp"

namespace tines_mock::api {
namespace {

constexpr std::string_view bearer = "bearer ";

std::string_view words_of(Right right) {
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

Response lacks_right(const Call& call, const std::string& expected) {
  return refuse(call, call.assumptions.status.missing_right, "The API key lacks a right",
                "expected " + expected);
}

}  // namespace

std::optional<std::string_view> key_of(const Request& request) {
  if (const auto value = request.headers.find("Authorization"))
    if (same_name(value->substr(0, bearer.size()), bearer))
      if (const auto key = trimmed(value->substr(bearer.size())); !key.empty()) return key;
  if (const auto value = request.headers.find("X-User-Token"))
    if (const auto key = trimmed(*value); !key.empty()) return key;
  return std::nullopt;
}

std::optional<Response> authorise(Call& call, std::optional<Right> right) {
  const auto& status = call.assumptions.status;
  const auto key = key_of(call.request);
  if (!key)
    return refuse(call, status.no_key, "An API key is needed",
                  "expected the header Authorization: Bearer <key>, found none");
  if (is_placeholder(*key))
    return refuse(call, status.unknown_key, "The API key is a placeholder of the documentation",
                  "replace it by a key of this tenant");
  const auto known = call.locked([&](const Scene& scene) -> std::optional<ApiKey> {
    const ApiKey* found = scene.tenant.find_key(*key);
    return found ? std::optional(*found) : std::nullopt;
  });
  if (!known)
    return refuse(call, status.unknown_key, "The API key is not valid",
                  "expected a key of this tenant, found another");
  if (right && !known->rights.contains(*right))
    return lacks_right(call, "a key with the right " + std::string(words_of(*right)));
  call.scope = Scope(*known);
  return std::nullopt;
}

std::optional<Response> refuse_team_key(const Call& call) {
  if (call.scope.is_whole_tenant()) return std::nullopt;
  return lacks_right(call, "a key of the whole tenant, found a team key");
}

}  // namespace tines_mock::api

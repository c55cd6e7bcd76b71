#include "exchange/keyless_request.hpp"

#include "domain/keys.hpp"
#include "json/parse.hpp"
#include "support/replace_all.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::exchange {
namespace {

// As it stands between the quotes of a JSON string.
std::string escaped(const std::string& text) {
  const auto quoted = dump(Json(text));
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Request with_keys(HostedWorld& world, const KeylessRequest& wanted) {
  Request request{.method = wanted.method,
                  .target = world.mock_path(wanted.tenant) + wanted.path,
                  .headers = {},
                  .body = wanted.body};
  if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
  world.locked([&](domain::World& domain, Time) {
    for (const auto& tenant : domain.tenants()) {
      if (const auto* key = domain::find_key_with(tenant.keys(), {Right::publish}))
        replace_all(request.body, "{key of " + tenant.name() + '}', escaped(key->secret));
      if (tenant.name() != wanted.tenant) continue;
      if (const auto* key = domain::find_key_with(tenant.keys(), ApiKey{}.rights))
        request.headers.add("Authorization", "Bearer " + key->secret);
    }
  });
  return request;
}

}  // namespace tines_mock::exchange

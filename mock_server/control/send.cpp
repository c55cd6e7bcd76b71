#include "control/operations.hpp"
#include "control/reply.hpp"
#include "http/message.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

/// What a client wants to have sent.
struct WantedRequest {
  std::string tenant;
  std::string method;
  std::string path;
  std::optional<Json> body;
};

using FindKey = std::function<std::optional<std::string>(std::string_view tenant, Right right)>;

// The name in "{key of NAME}"; empty when the text is not of that form.
std::optional<std::string> tenant_in_placeholder(std::string_view text) {
  constexpr std::string_view begin = "{key of ";
  if (!text.starts_with(begin) || !text.ends_with('}')) return std::nullopt;
  text.remove_prefix(begin.size());
  text.remove_suffix(1);
  return std::string(text);
}

// Replaces each text "{key of NAME}" in the value.
void fill_keys(Json& value, const FindKey& find_key, const std::string& pointer,
               Problems& problems) {
  if (value.is_structured()) {
    for (auto& [name, element] : value.items())
      fill_keys(element, find_key, child(pointer, name), problems);
    return;
  }
  if (!value.is_string()) return;
  const auto tenant = tenant_in_placeholder(value.get_ref<const std::string&>());
  if (!tenant) return;
  if (auto key = find_key(*tenant, Right::publish))
    value = std::move(*key);
  else
    problems.push_back({Problem::Kind::invalid, pointer,
                        "the name of a tenant with a key that has the right to publish",
                        '"' + *tenant + '"'});
}

WantedRequest read_wanted_request(const ValueReader& value, const FindKey& find_key) {
  WantedRequest wanted;
  ObjectReader reader(value);
  reader.required_text("tenant", wanted.tenant);
  reader.required_text("method", wanted.method);
  reader.required_text("path", wanted.path);
  if (!wanted.method.empty() &&
      !std::ranges::all_of(wanted.method, [](char c) { return c >= 'A' && c <= 'Z'; }))
    reader.invalid("method", "a method in capital letters", '"' + wanted.method + '"');
  if (!wanted.path.empty() && !wanted.path.starts_with("/api/"))
    reader.invalid("path", "a path below /api/", '"' + wanted.path + '"');
  if (const auto body = reader.optional("body")) {
    wanted.body = body->json();
    fill_keys(*wanted.body, find_key, body->pointer(), value.problems());
  }
  reader.no_others();
  return wanted;
}

// Of the tenant's keys with that right the one with the most rights; no key of a single team, if
// there is another.
std::optional<std::string> find_key(exchange::HostedWorld& world, std::string_view tenant,
                                    Right right) {
  return world.locked([&](const domain::World& state, Time) -> std::optional<std::string> {
    const auto* found = state.find_tenant(tenant);
    if (!found) return std::nullopt;
    const ApiKey* best = nullptr;
    const auto value_of = [](const ApiKey& key) {
      return std::pair(!key.team_id, key.rights.size());
    };
    for (const auto& key : found->keys())
      if (key.rights.contains(right) && (!best || value_of(key) > value_of(*best))) best = &key;
    return best ? std::optional(best->secret) : std::nullopt;
  });
}

Right right_for(const WantedRequest& wanted) {
  if (wanted.path.starts_with("/api/v1/admin/")) return Right::administer_sync;
  return wanted.method == "GET" ? Right::read : Right::write;
}

}  // namespace

Response send_request(const Context& context) {
  auto& world = *context.world;
  const FindKey find_key_here = [&](std::string_view tenant, Right right) {
    return find_key(world, tenant, right);
  };
  const auto wanted = read_body(context.request, [&](const ValueReader& value) {
    return read_wanted_request(value, find_key_here);
  });
  if (!wanted) return wanted.error();
  if (!world.find_tenant(wanted->tenant))
    return error(422, "/tenant: there is no tenant \"" + wanted->tenant + '"');

  Request request{.method = wanted->method,
                  .target = world.mock_path(wanted->tenant) + wanted->path,
                  .headers = {{"User-Agent", "tines-mock control API"}},
                  .remote_address = context.request.remote_address,
                  .scheme = context.request.scheme};
  if (const auto host = context.request.headers.find("Host"))
    request.headers.add("Host", std::string(*host));
  if (const auto key = find_key_here(wanted->tenant, right_for(*wanted)))
    request.headers.add("Authorization", "Bearer " + *key);
  if (wanted->body) {
    request.headers.add("Content-Type", "application/json");
    request.body = dump(*wanted->body);
  }
  const Wait wait(context);
  const auto response = context.send(request, wait.token());
  return reply(
      200,
      {{"status", response.status}, {"ending", name_of(response.ending)}, {"body", response.body}});
}

}  // namespace tines_mock::control

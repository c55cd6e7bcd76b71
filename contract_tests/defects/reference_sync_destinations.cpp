#include "contract_tests/defects/reference_routes.hpp"
#include "support/url.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

bool is_id(const Json& value) {
  return value.is_number_integer();
}

bool is_key(const Json& value) {
  return value.is_string() &&
         value.get<std::string>().find_first_not_of(" \t\r\n") != std::string::npos;
}

/// What is wrong with the parameters of a create; empty when they are good.
std::string wrong_create(const Json& body, const ReferenceTenant& tenant, bool revision_2026) {
  std::string wrong;
  const auto check = [&](const char* name, auto holds) {
    if (!body.contains(name) || !holds(body.at(name))) wrong += std::string(name) + " ";
  };
  check("destination_tenant_url", [](const Json& value) {
    return value.is_string() && parse_base_url(value.get<std::string>()).has_value();
  });
  const bool same_tenant =
      revision_2026 && body.value("destination_tenant_url", Json()) == tenant.url;
  if (!same_tenant || body.contains("destination_tenant_api_key")) {
    check("destination_tenant_api_key", is_key);
  }
  check("destination_team_id", is_id);
  check("team_id", is_id);
  check("story_ids",
        [](const Json& value) { return value.is_array() && std::ranges::all_of(value, is_id); });
  if (revision_2026 && body.contains("manual_sync_only") &&
      !body["manual_sync_only"].is_boolean()) {
    wrong += "manual_sync_only ";
  }
  return wrong;
}

std::optional<Response> wrong_stories(const ReferenceTenant& tenant, const Json& ids,
                                      const Json& team) {
  for (const auto& id : ids) {
    if (!id.is_number_integer() || !tenant.stories.contains(id.get<std::int64_t>()) ||
        tenant.stories.at(id.get<std::int64_t>()).at("team_id") != team) {
      return refusal(404, "no such story in the team");
    }
  }
  return std::nullopt;
}

Json subscriptions_for(const ReferenceTenant& tenant, const Json& ids, const Json& before) {
  Json all = Json::array();
  for (const auto& id : ids) {
    const auto same = [&](const Json& one) { return one.at("story").at("id") == id; };
    if (std::ranges::any_of(all, same)) continue;
    const auto old = std::ranges::find_if(before, same);
    if (old != before.end()) {
      all.push_back(*old);
      continue;
    }
    all.push_back({{"story", {{"id", id}, {"name", tenant.stories.at(id).at("name")}}},
                   {"status", "requires_sync"},
                   {"error_message", nullptr}});
  }
  return all;
}

Response create(ReferenceCall& call) {
  const auto& body = call.body;
  const bool newer = call.world.options.revision_2026;
  if (!body.is_object()) return refusal(422, "a body is needed");
  const auto wrong = wrong_create(body, call.tenant, newer);
  if (!wrong.empty()) return refusal(422, "missing or wrong: " + wrong);
  if (body.at("team_id").is_number_unsigned() &&
      body.at("team_id").get<std::uint64_t>() > INT64_MAX) {
    return refusal(422, "team_id is out of range");
  }
  if (!call.tenant.teams.contains(body.at("team_id"))) return refusal(404, "no such team");
  if (auto refused = wrong_stories(call.tenant, body.at("story_ids"), body.at("team_id"))) {
    return *refused;
  }
  const auto id = call.tenant.new_id();
  auto& made = call.tenant.destinations[id];
  made.key = body.value("destination_tenant_api_key", "");
  made.object = {{"id", id},
                 {"destination_tenant_url", body.at("destination_tenant_url")},
                 {"destination_team_id", body.at("destination_team_id")},
                 {"origin_team_id", body.at("team_id")}};
  if (newer) made.object["manual_sync_only"] = body.value("manual_sync_only", false);
  made.object["subscriptions"] =
      subscriptions_for(call.tenant, body.at("story_ids"), Json::array());
  call.world.sync(made);
  return json_response(201, {{"sync_destination", made.object}});
}

Response list(ReferenceCall& call) {
  std::vector<Json> all;
  for (const auto& [id, destination] : call.tenant.destinations) all.push_back(destination.object);
  return page_of(call, "sync_destinations", all);
}

std::string wrong_update(const Json& body) {
  if (body.contains("story_ids") &&
      (!body.at("story_ids").is_array() || !std::ranges::all_of(body.at("story_ids"), is_id))) {
    return "story_ids";
  }
  if (body.contains("manual_sync_only") && !body.at("manual_sync_only").is_boolean()) {
    return "manual_sync_only";
  }
  if (body.contains("destination_tenant_api_key") &&
      !is_key(body.at("destination_tenant_api_key"))) {
    return "destination_tenant_api_key";
  }
  return "";
}

Response update(ReferenceCall& call, ReferenceDestination& destination) {
  const auto body = call.body.is_null() ? Json::object() : call.body;
  const auto wrong = wrong_update(body);
  if (!wrong.empty()) return refusal(422, "wrong: " + wrong);
  auto& object = destination.object;
  if (body.contains("story_ids")) {
    if (auto refused =
            wrong_stories(call.tenant, body.at("story_ids"), object.at("origin_team_id"))) {
      return *refused;
    }
    object["subscriptions"] =
        subscriptions_for(call.tenant, body.at("story_ids"), object.at("subscriptions"));
    for (const auto& id : body.at("story_ids")) {
      const auto fresh = std::ranges::find_if(object["subscriptions"], [&](const Json& one) {
        return one.at("story").at("id") == id && one.at("status") == "requires_sync";
      });
      if (fresh != object["subscriptions"].end()) call.world.sync(destination, id);
    }
  }
  if (body.contains("destination_tenant_api_key"))
    destination.key = body["destination_tenant_api_key"];
  if (body.contains("manual_sync_only")) object["manual_sync_only"] = body["manual_sync_only"];
  return json_response(200, {{"sync_destination", object}});
}

Response story_sync(ReferenceCall& call, ReferenceDestination& destination) {
  const auto story = number_in(call.path[4]);
  const auto& subscriptions = destination.object.at("subscriptions");
  const bool subscribed = std::ranges::any_of(
      subscriptions, [&](const Json& one) { return story && one.at("story").at("id") == *story; });
  if (!subscribed) return refusal(404, "the story is not subscribed");
  call.world.sync(destination, *story);
  return json_response(200, {{"story_sync_initiated", true}});
}

Response on_one(ReferenceCall& call, ReferenceDestination& destination) {
  const auto& method = call.request.method;
  const auto parts = call.path.size();
  const bool newer = call.world.options.revision_2026;
  if (parts == 3 && method == "GET" && newer) {
    return json_response(200, {{"sync_destination", destination.object}});
  }
  if (parts == 3 && (method == "PUT" || method == "PATCH") && newer)
    return update(call, destination);
  if (parts == 3 && method == "DELETE") {
    call.tenant.destinations.erase(destination.object.at("id").get<std::int64_t>());
    Response gone;
    gone.status = 204;
    return gone;
  }
  if (parts == 4 && call.path[3] == "manual_sync" && method == "POST") {
    call.world.sync(destination);
    return json_response(200, {{"sync_initiated", true}});
  }
  if (parts == 6 && call.path[3] == "story" && call.path[5] == "sync" && method == "POST" &&
      newer) {
    return story_sync(call, destination);
  }
  return refusal(404, "no such path");
}

}  // namespace

Response answer_sync_destinations(ReferenceCall& call) {
  if (call.path.size() == 2 && call.request.method == "POST") return create(call);
  if (call.path.size() == 2 && call.request.method == "GET") return list(call);
  if (call.path.size() < 3) return refusal(404, "no such path");
  const auto id = number_in(call.path[2]);
  const auto found = id ? call.tenant.destinations.find(*id) : call.tenant.destinations.end();
  if (found == call.tenant.destinations.end()) return refusal(404, "no such sync destination");
  return on_one(call, found->second);
}

}  // namespace tines_mock::contract

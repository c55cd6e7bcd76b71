#include "contract_tests/defects/defects.hpp"

#include <algorithm>

/// Tenants that keep every documented promise and choose where the documents leave a choice.
namespace tines_mock::contract {

namespace {

using O = Operation;

Handler unchanged(ReferenceWorld&, Handler next) {
  return next;
}

void other_refusals(Response& response) {
  if (response.status < 400) return;
  const int status = response.status == 401   ? 403
                     : response.status == 404 ? 400
                     : response.status == 400 ? 422
                                              : 400;
  response =
      json_response(status, {{"ok", false}, {"reason", "no"}, {"trace", Json::array({1, 2})}});
}

void silent_refusals(Response& response) {
  if (response.status < 400) return;
  response.body.clear();
  response.headers = {};
}

void more_members(Json& object) {
  object["created_at"] = "2026-01-01T00:00:00Z";
  object["created_by"] = {{"id", 1}, {"email", nullptr}};
  for (auto& one : object["subscriptions"]) {
    one["last_synced_at"] = nullptr;
    one["story"]["slug"] = "a";
  }
}

void reversed_subscriptions(Json& object) {
  auto& all = object["subscriptions"];
  std::reverse(all.begin(), all.end());
}

/// Other people make and delete sync destinations between requests.
Decorate busy_colleagues() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    auto requests_seen = std::make_shared<int>(0);
    return [=, &world](const Request& request) {
      if (++*requests_seen % 7 == 0) {
        auto& all = world.origin.destinations;
        std::erase_if(all, [](const auto& entry) { return entry.second.key == "of a colleague"; });
        const auto id = world.origin.new_id();
        all[id] = {{{"id", id},
                    {"destination_tenant_url", world.destination.url},
                    {"destination_team_id", 42},
                    {"origin_team_id", 7},
                    {"manual_sync_only", false},
                    {"subscriptions", Json::array()}},
                   "of a colleague"};
      }
      return next(request);
    };
  };
}

/// Ids of sync destinations beyond 32 bits, far apart, each lower than the one before.
Decorate strange_ids() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    world.origin.next_id = INT64_C(9'007'199'254'000'000);
    return [&world, next](const Request& request) {
      world.origin.next_id -= 1001;
      return next(request);
    };
  };
}

void escaped_and_padded(Response& response) {
  const auto json = Json::parse(response.body, nullptr, false);
  if (json.is_discarded()) return;
  response.body = "\n  " + json.dump(3, '\t', true) + "\r\n";
  response.headers = {{"content-type", "Application/JSON; charset=utf-8"}, {"X-Request-Id", "1"}};
}

/// Links with another base URL.
void other_links(Json& meta, Json&) {
  for (const auto* name : {"current_page", "previous_page", "next_page"}) {
    if (!meta[name].is_string()) continue;
    const auto link = meta[name].get<std::string>();
    meta[name] = "https://public.example/proxy" + link.substr(link.find("/api"));
  }
}

Decorate only_syncs_and_stories() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        const bool served =
            request.target.find("/sync_destinations") != std::string::npos ||
            (request.target.find("/stories") != std::string::npos && request.method == "GET");
        if (served) return std::nullopt;
        Response response;
        response.status = 404;
        response.headers.add("Content-Type", "text/html");
        response.body = "<h1>Not Found</h1>";
        return response;
      });
}

Decorate only_syncs() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        if (request.target.find("/sync_destinations") != std::string::npos) return std::nullopt;
        return refusal(404, "no such path");
      });
}

/// One sync destination for each target.
Decorate one_for_each_target() {
  return instead([](ReferenceWorld& world, const Request& request,
                    const Purpose& purpose) -> std::optional<Response> {
    const auto body = Json::parse(request.body, nullptr, false);
    if (purpose.operation != O::create || !body.is_object()) return std::nullopt;
    for (const auto& [id, destination] : world.origin.destinations) {
      if (destination.object.at("destination_team_id") ==
          body.value("destination_team_id", Json())) {
        return refusal(422, "there is one already");
      }
    }
    return std::nullopt;
  });
}

/// A parameter that this revision does not document.
Decorate no_manual_sync_only() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        const auto body = Json::parse(request.body, nullptr, false);
        if (!body.is_object() || !body.contains("manual_sync_only")) return std::nullopt;
        return refusal(422, "manual_sync_only");
      });
}

/// Copies have a mark in their name.
Decorate copies_with_a_suffix() {
  return afterwards([](ReferenceWorld& world, const Request&, const Purpose&, const Response&) {
    const std::string suffix = " (synced)";
    for (auto& [id, story] : world.destination.stories) {
      const auto name = story.at("name").get<std::string>();
      if (!name.ends_with(suffix)) story["name"] = name + suffix;
    }
  });
}

/// Answers the URL without its trailing slash.
void no_trailing_slash(Json& object) {
  auto url = object["destination_tenant_url"].get<std::string>();
  while (url.ends_with('/')) url.pop_back();
  object["destination_tenant_url"] = url;
}

Decorate unusable_destinations_refused() {
  return instead([](ReferenceWorld& world, const Request& request,
                    const Purpose& purpose) -> std::optional<Response> {
    const auto body = Json::parse(request.body, nullptr, false);
    const bool names_one = purpose.operation == O::create || purpose.operation == O::update;
    if (!names_one || !body.is_object()) return std::nullopt;
    const auto differs = [&](const char* name, const Json& good) {
      return body.contains(name) && body[name] != good;
    };
    if (differs("destination_tenant_api_key", world.destination.key) ||
        differs("destination_team_id", 42) ||
        differs("destination_tenant_url", world.destination.url)) {
      return refusal(422, "the destination cannot be used");
    }
    return std::nullopt;
  });
}

}  // namespace

std::vector<Variant> own_way_variants() {
  return {
      {"as the documents have it", {}, unchanged},
      {"of revision 2025-05", {.revision_2026 = false, .requests_until_sync = 0}, unchanged},
      {"asynchronous", {.revision_2026 = true, .requests_until_sync = 3}, unchanged},
      {"asynchronous, of revision 2025-05",
       {.revision_2026 = false, .requests_until_sync = 2},
       unchanged},
      {"with other statuses and errors", {}, every_response(other_refusals)},
      {"with errors that say nothing", {}, every_response(silent_refusals)},
      {"with members of its own", {}, objects(more_members)},
      {"with subscriptions in another order", {}, objects(reversed_subscriptions)},
      {"with colleagues who make and delete", {}, busy_colleagues()},
      {"with strange ids", {}, strange_ids()},
      {"with escaped names and odd spacing", {}, every_response(escaped_and_padded)},
      {"with links of another base URL", {}, meta(other_links)},
      {"with syncs and stories alone", {}, only_syncs_and_stories()},
      {"with syncs alone", {}, only_syncs()},
      {"without trailing slashes", {}, objects(no_trailing_slash)},
      {"that refuses unusable destinations", {}, unusable_destinations_refused()},
      {"with one destination for each target", {}, one_for_each_target()},
      {"of revision 2025-05 that refuses what it does not document",
       {.revision_2026 = false, .requests_until_sync = 0},
       no_manual_sync_only()},
      {"with copies that have a suffix", {}, copies_with_a_suffix()},
  };
}

std::vector<Variant> conforming_variants() {
  auto all = own_way_variants();
  for (const auto& table : {crowded_variants(), proxy_variants(), free_variants(),
                            closed_variants(), variants_of_time_and_keys()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

}  // namespace tines_mock::contract

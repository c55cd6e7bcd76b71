#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

#include <deque>

/// Tenants that are slow, or handle keys in an unusual way, and keep every promise.
namespace tines_mock::contract {

namespace {

using O = Operation;

/// A list shows the result of a sync so many requests later than show.
Decorate statuses_are_listed_later(std::size_t requests) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto past = std::make_shared<std::deque<std::map<std::int64_t, ReferenceDestination>>>();
    return [=, &world](const Request& request) {
      past->push_back(world.origin.destinations);
      if (past->size() > requests) past->pop_front();
      auto response = next(request);
      if (purpose_of(request).operation != O::list || response.status != 200) return response;
      auto list = Json::parse(response.body);
      for (auto& object : list["sync_destinations"]) {
        const auto then = past->front().find(object["id"].get<std::int64_t>());
        if (then == past->front().end()) continue;
        for (auto& one : object["subscriptions"]) {
          const auto old = subscription_of(then->second.object, one["story"]["id"].dump());
          if (!old.is_object()) continue;
          one["status"] = old["status"];
          one["error_message"] = old["error_message"];
        }
      }
      response.body = list.dump();
      return response;
    };
  };
}

/// Answers 404 to a request without a good key.
Decorate strangers_find_nothing() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      auto response = next(request);
      if (response.status == 401 || response.status == 403) response = refusal(404, "Not Found");
      return response;
    };
  };
}

/// Shows the last four characters of the key, so that people can tell their keys apart.
Decorate shows_the_end_of_keys() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    const auto hint = [](const std::string& key) {
      return key.size() < 12 ? "****" : "****" + key.substr(key.size() - 4);
    };
    return objects([=, &world](Json& object) {
      const auto* destination = destination_at(world, object["id"].dump());
      if (destination == nullptr) return;
      object["destination_tenant_api_key_hint"] = hint(destination->key);
      for (auto& one : object["subscriptions"]) {
        if (one["status"] == "failed") {
          one["error_message"] = "The destination refused the key " + hint(destination->key);
        }
      }
    })(world, next);
  };
}

/// RFC 9110: the case of a scheme's name does not matter.
Decorate small_scheme_names() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      auto changed = request;
      const auto value = std::string(request.headers.find("Authorization").value_or(""));
      if (value.starts_with("bearer ")) {
        changed.headers.set("Authorization", "Bearer " + value.substr(7));
      }
      return next(changed);
    };
  };
}

/// A refusal quotes the request and explains how to correct it.
Decorate refusals_repeat_the_request() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      auto response = next(request);
      if (response.status < 400) return response;
      response = json_response(
          response.status, {{"errors",
                             {{{"message", "No access to " + request.method + " " + request.target},
                               {"details", "Send Authorization: Bearer <key> or X-User-Token."}}}},
                            {"sync_destinations", Json::array()},
                            {"stories", Json::array({"not allowed"})}});
      response.headers.add("WWW-Authenticate", "Bearer realm=\"tenant\"");
      return response;
    };
  };
}

/// Checks the key first, also on paths that it does not serve.
Decorate key_before_all_else() {
  return instead(
      [](ReferenceWorld& world, const Request& request, const Purpose&) -> std::optional<Response> {
        if (authorized(world, request)) return std::nullopt;
        const auto limited = "Bearer " + world.origin.limited_key;
        if (request.headers.find("Authorization") == limited) return std::nullopt;
        return refusal(403, "no");
      });
}

}  // namespace

std::vector<Variant> variants_of_time_and_keys() {
  const ReferenceOptions newer{.revision_2026 = true, .requests_until_sync = 0};
  const ReferenceOptions slow{.revision_2026 = true, .requests_until_sync = 3};
  return {
      {"whose list knows of syncs later than show", newer, statuses_are_listed_later(3)},
      {"asynchronous, whose list knows of syncs later than show", slow,
       statuses_are_listed_later(2)},
      {"that answers 404 to strangers", newer, strangers_find_nothing()},
      {"that answers 404 to strangers, of revision 2025-05",
       {.revision_2026 = false, .requests_until_sync = 0},
       strangers_find_nothing()},
      {"that shows the end of keys", newer, shows_the_end_of_keys()},
      {"asynchronous, that shows the end of keys", slow, shows_the_end_of_keys()},
      {"that takes small scheme names", newer, small_scheme_names()},
      {"whose refusals repeat the request", newer, refusals_repeat_the_request()},
      {"that looks at the key before all else", newer, key_before_all_else()},
  };
}

}  // namespace tines_mock::contract

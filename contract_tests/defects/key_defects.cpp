#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that serve, obey or inform requests without a good key.
namespace tines_mock::contract {

namespace {

using O = Operation;

std::string authorization_of(const Request& request) {
  return std::string(request.headers.find("Authorization").value_or(""));
}

std::string path_of(const Request& request) {
  return request.target.substr(0, request.target.find('?'));
}

bool has_query(const Request& request) {
  return request.target.find('?') != std::string::npos;
}

/// Answers 200 for what does not exist, without checking the key.
Decorate finds_what_is_not_there(Operation operation, const Json& answer) {
  return instead([=](ReferenceWorld& world, const Request& request,
                     const Purpose& purpose) -> std::optional<Response> {
    const bool there = destination_at(world, purpose.id) != nullptr;
    if (purpose.operation != operation || there || authorized(world, request)) return std::nullopt;
    return json_response(200, answer);
  });
}

/// Serves a path with a slash at its end without checking the key.
Decorate trailing_slash_needs_no_key() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      if (!request.target.ends_with('/')) return next(request);
      auto served = with_good_key(world, request);
      served.target.pop_back();
      return next(served);
    };
  };
}

/// Serves a GET without checking the key when the request before it had a good one.
Decorate remembers_the_last_key() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    auto good = std::make_shared<bool>(false);
    return [=, &world](const Request& request) {
      const bool let_in = *good && request.method == "GET";
      *good = authorized(world, request);
      return next(let_in ? with_good_key(world, request) : request);
    };
  };
}

/// Answers the same GET again from a cache, without checking the key.
Decorate cache_without_keys(const std::string& path) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto cached = std::make_shared<std::pair<std::string, Response>>();
    return [=, &world](const Request& request) {
      const bool reads = request.method == "GET" && request.target.starts_with(path);
      if (reads && !authorized(world, request) && cached->first == request.target) {
        return cached->second;
      }
      auto response = next(request);
      if (reads && response.status == 200) *cached = {request.target, response};
      return response;
    };
  };
}

/// Does what an unauthorized request asks for, then refuses it.
using Obey = std::function<void(ReferenceWorld&, const Request&, const Purpose&)>;
Decorate obeys_strangers(Obey obey) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      if (!authorized(world, request)) obey(world, request, purpose_of(request));
      return next(request);
    };
  };
}

/// Publishes a story to the destination team of the settings.
void publish(ReferenceWorld& world, const Json& story_id) {
  if (!story_id.is_number_integer() || !world.origin.stories.contains(story_id)) return;
  const ReferenceDestination usual{
      {{"destination_tenant_url", world.destination.url}, {"destination_team_id", 42}},
      world.destination.key};
  world.push(usual, world.origin.stories.at(story_id));
}

void publish_stories_of(ReferenceWorld& world, const Request& request, Operation operation) {
  if (purpose_of(request).operation != operation) return;
  for (const auto& id : elements_of(body_of(request), "story_ids")) publish(world, id);
}

void take_the_key(ReferenceWorld& world, const Request& request, const Purpose& purpose) {
  auto* destination = destination_at(world, purpose.id);
  const auto key = member(body_of(request), "destination_tenant_api_key");
  if (purpose.operation == O::update && destination != nullptr && key.is_string()) {
    destination->key = key;
  }
}

/// Changes the answer to a request without a key of the tenant.
Decorate tells_strangers(std::function<void(ReferenceWorld&, const Purpose&, Json&)> tell) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      auto response = next(request);
      if (authorized(world, request) || response.status != 401) return response;
      auto body = Json::parse(response.body);
      tell(world, purpose_of(request), body);
      response.body = body.dump();
      return response;
    };
  };
}

Decorate without_a_key_at(const std::string& method, const std::string& end) {
  return lets_in([=](const Request& request, const Purpose&) {
    return has_no_key(request) && request.method == method && path_of(request).ends_with(end);
  });
}

}  // namespace

std::vector<Defect> key_defects() {
  const Json no_object = {{"sync_destination", nullptr}};
  return {
      {"PATCH needs no key", "auth.key-required",
       lets_in([](const Request& request, const Purpose&) {
         return request.method == "PATCH" && has_no_key(request);
       })},
      {"show with a query needs no key", "auth.key-required",
       lets_in([](const Request& request, const Purpose& purpose) {
         return purpose.operation == O::show && has_query(request) && has_no_key(request);
       })},
      {"the second page of the list needs no key", "auth.key-required",
       lets_in([](const Request& request, const Purpose&) {
         return request.target.ends_with("page=2") && has_no_key(request);
       })},
      {"a path with a slash at its end needs no key", "auth.key-required",
       trailing_slash_needs_no_key()},
      {"a trigger with a query takes any key", "auth.unknown-key",
       lets_in([](const Request& request, const Purpose&) {
         return request.method == "POST" && has_query(request) &&
                authorization_of(request).size() > 7;
       })},
      {"show of what is not there answers null to anyone", "auth.key-required",
       finds_what_is_not_there(O::show, no_object)},
      {"manual sync of what is not there works for anyone", "auth.key-required",
       finds_what_is_not_there(O::manual_sync, {{"sync_initiated", true}})},
      {"Basic with any key is let in", "auth.other-schemes",
       lets_in([](const Request& request, const Purpose&) {
         return authorization_of(request).starts_with("Basic ");
       })},
      {"story sync takes a Token that nobody has", "auth.other-schemes",
       lets_in([](const Request& request, const Purpose& purpose) {
         return purpose.operation == O::story_sync &&
                authorization_of(request).starts_with("Token ");
       })},
      {"a key without a scheme is not looked at", "auth.other-schemes",
       lets_in([](const Request& request, const Purpose&) {
         const auto value = authorization_of(request);
         return !value.empty() && value.find(' ') == std::string::npos;
       })},
      {"the destination's key works on the origin", "auth.own-keys",
       [](ReferenceWorld& world, Handler next) -> Handler {
         return lets_in([&world](const Request& request, const Purpose&) {
           return authorization_of(request) == "Bearer " + world.destination.key;
         })(world, next);
       }},
      {"the destination's key deletes on the origin", "auth.own-keys",
       [](ReferenceWorld& world, Handler next) -> Handler {
         return lets_in([&world](const Request& request, const Purpose& purpose) {
           return purpose.operation == O::remove &&
                  authorization_of(request) == "Bearer " + world.destination.key;
         })(world, next);
       }},
      {"who had a good key is let in again", "auth.after-a-good-request", remembers_the_last_key()},
      {"a cache before the list looks at no key", "auth.after-a-good-request",
       cache_without_keys("/api/v1/admin/")},
      {"a cache before info looks at no key", "auth.after-a-good-request",
       cache_without_keys("/api/v1/info")},
      {"a PATCH without a key removes the stories", "auth.unauthorized-does-nothing",
       obeys_strangers([](ReferenceWorld& world, const Request& request, const Purpose& purpose) {
         auto* destination = destination_at(world, purpose.id);
         if (request.method == "PATCH" && destination != nullptr &&
             body_of(request).contains("story_ids")) {
           destination->object["subscriptions"] = Json::array();
         }
       })},
      {"an update without a key takes the destination's key", "auth.unauthorized-keeps-key",
       obeys_strangers(take_the_key)},
      {"a create without a key publishes", "auth.unauthorized-pushes-nothing",
       obeys_strangers([](ReferenceWorld& world, const Request& request, const Purpose&) {
         publish_stories_of(world, request, O::create);
       })},
      {"an update without a key publishes", "auth.unauthorized-pushes-nothing",
       obeys_strangers([](ReferenceWorld& world, const Request& request, const Purpose&) {
         publish_stories_of(world, request, O::update);
       })},
      {"a manual sync without a key syncs", "auth.unauthorized-triggers-nothing",
       obeys_strangers([](ReferenceWorld& world, const Request&, const Purpose& purpose) {
         auto* destination = destination_at(world, purpose.id);
         if (purpose.operation == O::manual_sync && destination != nullptr)
           world.sync(*destination);
       })},
      {"a refusal shows what may not be seen", "auth.reveals-nothing",
       tells_strangers([](ReferenceWorld& world, const Purpose& purpose, Json& body) {
         const auto* destination = destination_at(world, purpose.id);
         if (destination != nullptr) body["sync_destination"] = destination->object;
       })},
      {"a refusal names the stories", "auth.reveals-nothing",
       tells_strangers([](ReferenceWorld& world, const Purpose& purpose, Json& body) {
         const auto* destination = destination_at(world, purpose.id);
         for (const auto& one : destination == nullptr
                                    ? std::vector<Json>{}
                                    : elements_of(destination->object, "subscriptions")) {
           body["errors"][0]["details"] = one.at("story").at("name");
         }
       })},
      {"a refused list shows the list", "auth.reveals-nothing",
       tells_strangers([](ReferenceWorld& world, const Purpose& purpose, Json& body) {
         if (purpose.operation != O::list || world.origin.destinations.empty()) return;
         body["sync_destinations"] =
             Json::array({world.origin.destinations.begin()->second.object});
       })},
      {"an export needs no key", "auth.stories", without_a_key_at("GET", "/export")},
      {"batch delete needs no key", "auth.stories", without_a_key_at("DELETE", "/batch")},
      {"story create needs no key", "auth.stories", without_a_key_at("POST", "/stories")},
  };
}

}  // namespace tines_mock::contract

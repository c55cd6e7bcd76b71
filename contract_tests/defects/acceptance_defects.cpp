#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"
#include "contract_tests/generators/bad_requests.hpp"

/// Tenants that accept bad requests, or refuse proper ones.
namespace tines_mock::contract {

namespace {

/// Replaces a parameter that is missing or of a wrong type by a good value.
Decorate tolerates(const std::string& parameter, bool missing, bool mistyped) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return requests(Operation::create, [=, &world](Json& body) {
      const auto settings = world.settings();
      const Json good{{"destination_tenant_url", settings.destination_url},
                      {"destination_tenant_api_key", settings.destination_api_key},
                      {"destination_team_id", settings.destination_team_id},
                      {"team_id", settings.team_id},
                      {"story_ids", settings.story_ids}};
      if (!body.contains(parameter)) {
        if (missing) body[parameter] = good.at(parameter);
        return;
      }
      const auto type = good.at(parameter).type_name();
      const bool integers =
          !body[parameter].is_array() ||
          std::string(body[parameter].empty() ? "number" : body[parameter][0].type_name()) ==
              "number";
      const bool wrong = std::string(body[parameter].type_name()) != type || !integers;
      if (mistyped && wrong) body[parameter] = good.at(parameter);
    })(world, next);
  };
}

std::vector<Defect> parameters_tolerated() {
  std::vector<Defect> defects;
  for (const auto& name : required_parameters()) {
    defects.push_back({"create takes a default for a missing " + name, "create.requires-" + name,
                       tolerates(name, true, false)});
    defects.push_back({"create takes anything as " + name, "create.type-of-" + name,
                       tolerates(name, false, true)});
  }
  return defects;
}

/// Serves requests with any key when `lenient` says so.
Decorate without_authentication(Operation operation, std::function<bool(const Request&)> lenient) {
  return lets_in([=](const Request& request, const Purpose& purpose) {
    return purpose.operation == operation && lenient(request);
  });
}

bool has_an_empty_key(const Request& request) {
  return request.headers.find("Authorization") == std::string_view("Bearer ");
}
bool has_some_bearer(const Request& request) {
  const auto value = request.headers.find("Authorization").value_or("");
  return value.size() > 7;
}
bool has_the_key_in_capitals(const Request& request) {
  return request.headers.find("Authorization") == "Bearer ORIGIN-KEY-4711-VERY-SECRET";
}
bool has_some_token(const Request& request) {
  return request.headers.find("X-User-Token").has_value();
}

Response made_up_object(const std::string& id) {
  return json_response(200, {{"sync_destination",
                              {{"id", std::stoll(id)},
                               {"destination_tenant_url", "https://dest.example"},
                               {"destination_team_id", 42},
                               {"origin_team_id", 7},
                               {"manual_sync_only", false},
                               {"subscriptions", Json::array()}}}});
}

bool known(const ReferenceWorld& world, const std::string& id) {
  return id.size() < 18 && id.find_first_not_of("0123456789") == std::string::npos &&
         world.origin.destinations.contains(std::stoll(id));
}

/// Answers an operation on an unknown destination as if it were known.
Decorate unknown_accepted(Operation operation, std::function<Response(const std::string&)> answer) {
  return instead([=](ReferenceWorld& world, const Request& request,
                     const Purpose& purpose) -> std::optional<Response> {
    const bool plain = purpose.id.size() < 18 && !purpose.id.empty() &&
                       purpose.id.find_first_not_of("0123456789") == std::string::npos;
    if (purpose.operation != operation || !plain || known(world, purpose.id)) return std::nullopt;
    if (request.headers.find("Authorization") != "Bearer " + world.origin.key) return std::nullopt;
    return answer(purpose.id);
  });
}

Decorate unknown_stories_dropped(Operation operation) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return requests(operation, [&world](Json& body) {
      if (!body.contains("story_ids") || !body["story_ids"].is_array()) return;
      Json left = Json::array();
      for (const auto& id : body["story_ids"]) {
        if (!id.is_number_integer() || world.origin.stories.contains(id)) left.push_back(id);
      }
      body["story_ids"] = left;
    })(world, next);
  };
}

Decorate broken_bodies_repaired(bool objects_only) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      auto changed = request;
      const auto body = Json::parse(request.body, nullptr, false);
      const bool broken =
          objects_only ? !body.is_discarded() && !body.is_object() : body.is_discarded();
      if (purpose_of(request).operation == Operation::create && broken) {
        const auto settings = world.settings();
        changed.body = Json{{"destination_tenant_url", settings.destination_url},
                            {"destination_tenant_api_key", settings.destination_api_key},
                            {"destination_team_id", 42},
                            {"team_id", 7},
                            {"story_ids", Json::array()}}
                           .dump();
      }
      return next(changed);
    };
  };
}

void drop_mistyped(Json& body, const std::string& name, bool good) {
  if (body.contains(name) && !good) body.erase(name);
}

}  // namespace

std::vector<Defect> acceptance_defects() {
  using O = Operation;
  auto defects = parameters_tolerated();
  const std::vector<Defect> others{
      {"X-User-Token is not accepted", "auth.user-token",
       [](ReferenceWorld&, Handler next) -> Handler {
         return [next](const Request& request) {
           if (request.headers.find("X-User-Token")) return refusal(401, "Bearer only");
           return next(request);
         };
       }},
      {"Authorization: Bearer is not accepted", "auth.bearer",
       [](ReferenceWorld&, Handler next) -> Handler {
         return [next](const Request& request) {
           if (request.headers.find("Authorization")) return refusal(401, "X-User-Token only");
           return next(request);
         };
       }},
      {"manual sync does not accept X-User-Token", "auth.user-token",
       instead([](ReferenceWorld&, const Request& request,
                  const Purpose& purpose) -> std::optional<Response> {
         if (purpose.operation != O::manual_sync || !has_some_token(request)) return std::nullopt;
         return refusal(401, "no key");
       })},
      {"list needs no key", "auth.key-required", without_authentication(O::list, has_no_key)},
      {"manual sync needs no key", "auth.key-required",
       without_authentication(O::manual_sync, has_no_key)},
      {"delete needs no key", "auth.key-required", without_authentication(O::remove, has_no_key)},
      {"create takes an empty key", "auth.empty-key",
       without_authentication(O::create, has_an_empty_key)},
      {"list takes a key in capitals", "auth.very-key",
       without_authentication(O::list, has_the_key_in_capitals)},
      {"show takes any key", "auth.unknown-key", without_authentication(O::show, has_some_bearer)},
      {"list takes any key", "auth.unknown-key", without_authentication(O::list, has_some_bearer)},
      {"story sync takes any X-User-Token", "auth.unknown-user-token",
       without_authentication(O::story_sync, has_some_token)},
      {"create takes an unknown team", "create.unknown-team",
       [](ReferenceWorld& world, Handler next) -> Handler {
         return requests(O::create, [&world](Json& body) {
           if (body.value("team_id", Json()).is_number_unsigned() &&
               !world.origin.teams.contains(body["team_id"])) {
             body["team_id"] = 7;
           }
         })(world, next);
       }},
      {"create drops unknown stories", "create.unknown-story", unknown_stories_dropped(O::create)},
      {"update drops unknown stories", "update.unknown-story", unknown_stories_dropped(O::update)},
      {"create reads malformed JSON as nothing", "create.broken-body",
       broken_bodies_repaired(false)},
      {"create reads any JSON as an object", "create.no-object", broken_bodies_repaired(true)},
      {"create takes anything as manual_sync_only", "create.type-of-manual_sync_only",
       requests(O::create,
                [](Json& body) {
                  drop_mistyped(body, "manual_sync_only",
                                body.value("manual_sync_only", Json()).is_boolean());
                })},
      {"update ignores what is mistyped", "update.types",
       requests(O::update,
                [](Json& body) {
                  drop_mistyped(body, "story_ids", body.value("story_ids", Json()).is_array());
                  drop_mistyped(body, "manual_sync_only",
                                body.value("manual_sync_only", Json()).is_boolean());
                })},
      {"show makes up what is not there", "show.unknown",
       unknown_accepted(O::show, made_up_object)},
      {"update makes up what is not there", "update.unknown",
       unknown_accepted(O::update, made_up_object)},
      {"delete of what is not there works", "delete.unknown",
       unknown_accepted(O::remove, [](const std::string&) { return no_content(); })},
      {"manual sync of what is not there works", "manual_sync.unknown",
       unknown_accepted(O::manual_sync,
                        [](const std::string&) {
                          return json_response(200, {{"sync_initiated", true}});
                        })},
      {"story sync of what is not there works", "story_sync.unknown",
       unknown_accepted(O::story_sync,
                        [](const std::string&) {
                          return json_response(200, {{"story_sync_initiated", true}});
                        })},
      {"story sync of any story works", "story_sync.not-subscribed",
       instead([](ReferenceWorld& world, const Request& request,
                  const Purpose& purpose) -> std::optional<Response> {
         if (purpose.operation != O::story_sync || !known(world, purpose.id)) return std::nullopt;
         if (request.headers.find("Authorization") != "Bearer " + world.origin.key)
           return std::nullopt;
         auto& destination = world.origin.destinations.at(std::stoll(purpose.id));
         if (subscription_of(destination.object, purpose.story_id).is_object()) return std::nullopt;
         return json_response(200, {{"story_sync_initiated", true}});
       })},
      {"PATCH is not served", "update.put-and-patch",
       instead(
           [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
             if (request.method == "PATCH") return refusal(405, "PUT only");
             return std::nullopt;
           })},
      {"create wants team_id first", "create.member-order",
       instead([](ReferenceWorld&, const Request& request,
                  const Purpose& purpose) -> std::optional<Response> {
         const auto body = Json::parse(request.body, nullptr, false);
         if (purpose.operation != O::create || !body.is_object() || body.empty())
           return std::nullopt;
         if (body.begin().key() != "story_ids") return std::nullopt;
         return refusal(400, "unexpected member");
       })},
  };
  defects.insert(defects.end(), others.begin(), others.end());
  return defects;
}

}  // namespace tines_mock::contract

#include "contract_tests/checks/disguises.hpp"
#include "contract_tests/defects/defects.hpp"

/// Wrong statuses, envelopes, content types and bodies.
namespace tines_mock::contract {

namespace {

Decorate status(Operation operation, int value) {
  return answers(operation, [=](Response& response) { response.status = value; });
}

/// Answers the object alone, without the object around it.
Decorate unwrapped(Operation operation) {
  return json_of(operation, [](Json& json) { json = Json(json["sync_destination"]); });
}

Decorate key_echoed(std::function<void(Json&, const std::string&)> put) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      const auto body = Json::parse(request.body, nullptr, false);
      auto answer = Json::parse(response.body, nullptr, false);
      if (!body.is_object() || !body.contains("destination_tenant_api_key") ||
          !body["destination_tenant_api_key"].is_string() || !answer.is_object()) {
        return response;
      }
      put(answer, body["destination_tenant_api_key"]);
      response.body = answer.dump();
      return response;
    };
  };
}

Decorate key_in_error_message() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      for (auto& [id, destination] : world.origin.destinations) {
        for (auto& subscription : destination.object["subscriptions"]) {
          if (subscription["status"] == "failed") {
            subscription["error_message"] = "401 for key " + destination.key;
          }
        }
      }
      return next(request);
    };
  };
}

Decorate key_in_a_header() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      auto response = next(request);
      const auto authorization = request.headers.find("Authorization");
      if (authorization) response.headers.add("X-Debug-Auth", std::string(*authorization));
      return response;
    };
  };
}

Decorate server_error_when(std::function<bool(const Response&, const Request&)> applies) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      if (applies(response, request)) response = refusal(500, "internal error");
      return response;
    };
  };
}

/// Refuses a proper create when `applies` says so. It gets the number of creates so far, and the
/// number of sync destinations.
Decorate refuses_creates(std::function<bool(std::size_t asked, std::size_t there)> applies) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto asked = std::make_shared<std::size_t>(0);
    return [=, &world](const Request& request) {
      const bool is_create = purpose_of(request).operation == Operation::create;
      if (is_create && applies(++*asked, world.origin.destinations.size())) {
        return refusal(422, "not now");
      }
      return next(request);
    };
  };
}

Decorate refuses_two_stories() {
  return instead([](ReferenceWorld&, const Request& request,
                    const Purpose& purpose) -> std::optional<Response> {
    const auto body = Json::parse(request.body, nullptr, false);
    if (purpose.operation != Operation::create || !body.is_object()) return std::nullopt;
    const bool applies = body.contains("story_ids") && body["story_ids"].size() > 1;
    return applies ? std::optional(refusal(403, "one story")) : std::nullopt;
  });
}

Decorate always(Operation operation, int status, bool says_for_how_long) {
  return instead(
      [=](ReferenceWorld&, const Request&, const Purpose& purpose) -> std::optional<Response> {
        if (purpose.operation != operation) return std::nullopt;
        auto response = refusal(status, "busy");
        if (says_for_how_long) response.headers.add("Retry-After", "1");
        return response;
      });
}

Decorate busy_when_wrong(int status, bool says_for_how_long) {
  return every_response([=](Response& response) {
    if (response.status != 422) return;
    response = refusal(status, "busy");
    if (says_for_how_long) response.headers.add("Retry-After", "1");
  });
}

}  // namespace

std::vector<Defect> answer_defects() {
  using O = Operation;
  return {
      {"create answers 200", "create.status", status(O::create, 200)},
      {"create answers 202", "create.status", status(O::create, 202)},
      {"every fifth create is refused", "create.status",
       refuses_creates([](auto asked, auto) { return asked % 5 == 0; })},
      {"every third create is refused", "create.status",
       refuses_creates([](auto asked, auto) { return asked % 3 == 0; })},
      {"a quota counts what was deleted", "create.status",
       refuses_creates([](auto asked, auto) { return asked > 8; })},
      {"a create is refused when none is there", "create.status",
       refuses_creates([](auto asked, auto there) { return asked > 6 && there == 0; })},
      {"every create is refused", "create.status",
       refuses_creates([](auto, auto) { return true; })},
      {"create refuses two stories", "create.status", refuses_two_stories()},
      {"create is always busy", "create.status", always(Operation::create, 503, true)},
      {"create is always busy and does not say for how long", "create.status",
       always(Operation::create, 503, false)},
      {"create never gets through", "create.status", always(Operation::create, 502, false)},
      {"a client's mistake is answered by 503 and a time", "errors.no-5xx",
       busy_when_wrong(503, true)},
      {"a client's mistake is answered by 503", "errors.no-5xx", busy_when_wrong(503, false)},
      {"a client's mistake is answered by 502", "errors.no-5xx", busy_when_wrong(502, false)},
      {"create answers without an envelope", "create.envelope", unwrapped(O::create)},
      {"create has a JSON API envelope", "create.envelope",
       json_of(O::create,
               [](Json& json) {
                 json = {{"data", json["sync_destination"]}};
               })},
      {"list answers 206", "list.status", status(O::list, 206)},
      {"list is a bare array", "list.envelope",
       json_of(O::list, [](Json& json) { json = Json(json["sync_destinations"]); })},
      {"list has no meta", "list.envelope",
       json_of(O::list, [](Json& json) { json.erase("meta"); })},
      {"show answers 203", "show.status", status(O::show, 203)},
      {"show answers without an envelope", "show.envelope", unwrapped(O::show)},
      {"update answers 202", "update.status", status(O::update, 202)},
      {"update answers without an envelope", "update.envelope", unwrapped(O::update)},
      {"delete answers 200", "delete.status", status(O::remove, 200)},
      {"delete announces a body", "delete.empty-body",
       answers(O::remove, [](Response& response) { response.headers.add("Content-Length", "2"); })},
      {"delete answers with a body", "delete.empty-body",
       answers(O::remove, [](Response& response) { response.body = "{\"deleted\":true}"; })},
      {"manual sync answers 202", "manual_sync.status", status(O::manual_sync, 202)},
      {"manual sync answers {}", "manual_sync.answer",
       json_of(O::manual_sync, [](Json& json) { json = Json::object(); })},
      {"manual sync answers \"true\" as a string", "manual_sync.answer",
       json_of(O::manual_sync, [](Json& json) { json["sync_initiated"] = "true"; })},
      {"story sync answers 202", "story_sync.status", status(O::story_sync, 202)},
      {"story sync answers what manual sync does", "story_sync.answer",
       json_of(O::story_sync,
               [](Json& json) {
                 json = {{"sync_initiated", true}};
               })},
      {"a success is no JSON", "answers.json",
       answers(O::create, [](Response& response) { response.body = "created"; })},
      {"answers are text/html", "answers.content-type",
       answers(O::list,
               [](Response& response) { response.headers.set("Content-Type", "text/html"); })},
      {"malformed JSON is a server error", "errors.no-5xx",
       server_error_when(
           [](const Response& response, const Request&) { return response.status == 400; })},
      {"a method that is not served is a server error", "errors.no-5xx",
       instead([](ReferenceWorld&, const Request& request,
                  const Purpose& purpose) -> std::optional<Response> {
         const bool unserved = request.method != "GET" && purpose.operation == Operation::other &&
                               request.target.ends_with("/sync_destinations");
         if (!unserved) return std::nullopt;
         return refusal(500, "no such action");
       })},
      {"a bad page is a server error", "errors.no-5xx",
       server_error_when([](const Response& response, const Request& request) {
         return request.method == "GET" && response.status == 422;
       })},
      {"the key comes back in create", "answers.no-key",
       key_echoed([](Json& answer, const std::string& key) {
         if (answer.contains("sync_destination")) answer["sync_destination"]["api_key"] = key;
       })},
      {"most of the key comes back, deep inside", "answers.no-key",
       key_echoed([](Json& answer, const std::string& key) {
         answer["debug"]["auth"] = {{"masked", "**" + key.substr(2)}};
       })},
      {"the key comes back as base64 in errors", "answers.no-key",
       key_echoed([](Json& answer, const std::string& key) {
         if (answer.contains("errors")) answer["errors"][0]["details"] = base64(key);
       })},
      {"the key is in error_message", "answers.no-key", key_in_error_message()},
      {"the key comes back in a header", "answers.no-key", key_in_a_header()},
  };
}

}  // namespace tines_mock::contract

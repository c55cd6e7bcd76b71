#include "contract_tests/defects/decorate.hpp"

#include "contract_tests/checks/reading.hpp"
#include "support/random.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

bool success(const Response& response) {
  return response.status >= 200 && response.status < 300;
}

void edit_json(Response& response, const std::function<void(Json&)>& change) {
  auto json = Json::parse(response.body, nullptr, false);
  if (json.is_discarded()) return;
  change(json);
  response.body = json.dump();
}

}  // namespace

Purpose purpose_of(const Request& request) {
  const std::string base = "/api/v1/admin/sync_destinations";
  const auto path = request.target.substr(0, request.target.find('?'));
  if (!path.starts_with(base)) return {};
  const auto rest = path.substr(base.size());
  const auto& method = request.method;
  if (rest.empty()) {
    return {method == "POST"  ? Operation::create
            : method == "GET" ? Operation::list
                              : Operation::other,
            "", ""};
  }
  const auto slash = std::min(rest.find('/', 1), rest.size());
  Purpose purpose{Operation::other, rest.substr(1, slash - 1), ""};
  const auto tail = rest.substr(slash);
  if (tail == "/manual_sync") purpose.operation = Operation::manual_sync;
  if (tail.starts_with("/story/") && tail.ends_with("/sync")) {
    purpose.operation = Operation::story_sync;
    purpose.story_id = tail.substr(7, tail.size() - 12);
  }
  if (!tail.empty()) return purpose;
  purpose.operation = method == "GET"                        ? Operation::show
                      : method == "DELETE"                   ? Operation::remove
                      : method == "PUT" || method == "PATCH" ? Operation::update
                                                             : Operation::other;
  return purpose;
}

Decorate answers(Operation operation, std::function<void(Response&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      if (purpose_of(request).operation == operation && success(response)) change(response);
      return response;
    };
  };
}

Decorate before_each(std::function<void(ReferenceWorld&)> act) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      act(world);
      return next(request);
    };
  };
}

Decorate ids_given_again() {
  return before_each([](ReferenceWorld& world) {
    const auto highest = [](const auto& all) { return all.empty() ? 0 : all.rbegin()->first; };
    auto& origin = world.origin;
    origin.next_id = 1 + std::max({highest(origin.destinations), highest(origin.stories),
                                   highest(origin.teams)});
  });
}

Decorate every_response(std::function<void(Response&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      change(response);
      return response;
    };
  };
}

Decorate now_and_then(std::uint64_t many, Disturb disturb) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    auto requests_seen = std::make_shared<std::uint64_t>(0);
    return [=](const Request& request) {
      const bool now = Draws(many, "now and then", ++*requests_seen).next() % many == 0;
      return now ? disturb(request, next) : next(request);
    };
  };
}

Decorate json_of(Operation operation, std::function<void(Json&)> change) {
  return answers(operation, [=](Response& response) { edit_json(response, change); });
}

Decorate objects(std::function<void(Json&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      if (!success(response)) return response;
      edit_json(response, [&](Json& json) {
        if (json.contains("sync_destination")) change(json["sync_destination"]);
        if (!json.contains("sync_destinations")) return;
        for (auto& object : json["sync_destinations"]) change(object);
      });
      return response;
    };
  };
}

Decorate subscriptions(std::function<void(Json&)> change) {
  return objects([=](Json& object) {
    for (auto& subscription : object["subscriptions"]) change(subscription);
  });
}

Decorate meta(std::function<void(Json&, Json&)> change) {
  return json_of(Operation::list, [=](Json& list) { change(list["meta"], list); });
}

Decorate requests(Operation operation, std::function<void(Json&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto changed = request;
      auto body = Json::parse(request.body, nullptr, false);
      if (purpose_of(request).operation == operation && body.is_object()) {
        change(body);
        changed.body = body.dump();
      }
      return next(changed);
    };
  };
}

Decorate instead(Instead answer) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      if (auto response = answer(world, request, purpose_of(request))) return *response;
      return next(request);
    };
  };
}

Decorate lets_in(Applies applies) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      return next(applies(request, purpose_of(request)) ? with_good_key(world, request) : request);
    };
  };
}

Decorate afterwards(Afterwards act) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      auto response = next(request);
      act(world, request, purpose_of(request), response);
      return response;
    };
  };
}

ReferenceDestination* destination_at(ReferenceWorld& world, const std::string& id) {
  const bool plain =
      !id.empty() && id.size() < 18 && id.find_first_not_of("0123456789") == std::string::npos;
  if (!plain) return nullptr;
  const auto found = world.origin.destinations.find(std::stoll(id));
  return found == world.origin.destinations.end() ? nullptr : &found->second;
}

bool authorized(const ReferenceWorld& world, const Request& request) {
  return request.headers.find("Authorization") == "Bearer " + world.origin.key ||
         request.headers.find("X-User-Token") == world.origin.key;
}

Decorate before(Operation operation, Act act) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      const auto purpose = purpose_of(request);
      auto* destination = destination_at(world, purpose.id);
      if (purpose.operation == operation && destination != nullptr && authorized(world, request)) {
        act(world, *destination, request);
      }
      return next(request);
    };
  };
}

Decorate in_place_of(Operation operation, InPlace answer) {
  return instead([=](ReferenceWorld& world, const Request& request,
                     const Purpose& purpose) -> std::optional<Response> {
    auto* destination = destination_at(world, purpose.id);
    if (purpose.operation != operation || destination == nullptr || !authorized(world, request)) {
      return std::nullopt;
    }
    return answer(world, *destination, purpose);
  });
}

Which on(Operation operation) {
  return [=](const Request&, const Purpose& purpose) { return purpose.operation == operation; };
}

Decorate late(Which which, Late answer) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto before = std::make_shared<ReferenceTenant>();
    return [=, &world](const Request& request) {
      const auto [size, position] = world.company;
      if (size > 1 && position == 0) *before = world.origin;
      if (position == 0 || !authorized(world, request) || !which(request, purpose_of(request))) {
        return next(request);
      }
      return answer(world, *before, request, next);
    };
  };
}

Decorate rewritten(std::function<void(Request&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto changed = request;
      change(changed);
      return next(changed);
    };
  };
}

Decorate both(Decorate first, Decorate second) {
  return [=](ReferenceWorld& world, Handler tenant) -> Handler {
    return second(world, first(world, std::move(tenant)));
  };
}

bool has_no_key(const Request& request) {
  return !request.headers.find("Authorization") && !request.headers.find("X-User-Token");
}

Json body_of(const Request& request) {
  auto body = Json::parse(request.body, nullptr, false);
  return body.is_discarded() ? Json() : body;
}

std::int64_t story_at(const Request& request) {
  const std::string stories = "/api/v1/stories/";
  if (!request.target.starts_with(stories)) return 0;
  const auto id = request.target.substr(stories.size());
  const bool plain =
      !id.empty() && id.size() < 18 && id.find_first_not_of("0123456789") == std::string::npos;
  return plain ? std::stoll(id) : 0;
}

bool changed_a_story(const Request& request, const Response& response, const char* method) {
  return request.method == method && story_at(request) != 0 && success(response);
}

Request with_good_key(const ReferenceWorld& world, Request request) {
  request.headers.remove("X-User-Token");
  request.headers.set("Authorization", "Bearer " + world.origin.key);
  return request;
}

}  // namespace tines_mock::contract

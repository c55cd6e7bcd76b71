#include "contract_tests/defects/defects.hpp"

/// Tenants that are wrong only when several requests are in flight at once.
namespace tines_mock::contract {

namespace {

using O = Operation;

std::int64_t id_at(const Request& request) {
  return std::stoll(purpose_of(request).id);
}

bool creates_a_story(const Request& request, const Purpose&) {
  return request.method == "POST" && request.target == "/api/v1/stories";
}

/// Reads the next id before the other requests take theirs.
Response with_the_id_of_another(ReferenceWorld& world, const ReferenceTenant& before,
                                const Request& request, const Handler& next) {
  world.origin.next_id = before.next_id;
  return next(request);
}

/// Overwrites what the other requests have made.
Response alone_kept(ReferenceWorld& world, const ReferenceTenant& before, const Request& request,
                    const Handler& next) {
  world.origin.destinations = before.destinations;
  return next(request);
}

/// Reads, changes and writes the sync destination as a whole.
Response object_overwritten(ReferenceWorld& world, const ReferenceTenant& before,
                            const Request& request, const Handler& next) {
  const auto old = before.destinations.find(id_at(request));
  auto* destination = destination_at(world, purpose_of(request).id);
  if (old != before.destinations.end() && destination != nullptr) *destination = old->second;
  return next(request);
}

/// Adds its subscriptions to those that another update has written meanwhile.
Response merged(ReferenceWorld& world, const ReferenceTenant&, const Request& request,
                const Handler& next) {
  const auto* found = destination_at(world, purpose_of(request).id);
  const auto others = found == nullptr ? Json() : found->object.at("subscriptions");
  auto response = next(request);
  auto* destination = destination_at(world, purpose_of(request).id);
  if (destination == nullptr || response.status != 200) return response;
  auto& all = destination->object["subscriptions"];
  for (const auto& one : others) {
    const bool there = std::ranges::any_of(all, [&](const Json& other) {
      return other.at("story").at("id") == one.at("story").at("id");
    });
    if (!there) all.push_back(one);
  }
  return response;
}

/// Subscribes again what was not subscribed when the first request arrived.
Response subscribed_again(ReferenceWorld& world, const ReferenceTenant& before,
                          const Request& request, const Handler& next) {
  auto response = next(request);
  auto* destination = destination_at(world, purpose_of(request).id);
  const auto old = before.destinations.find(id_at(request));
  if (destination == nullptr || old == before.destinations.end()) return response;
  auto& all = destination->object["subscriptions"];
  if (all.size() > old->second.object.at("subscriptions").size()) all.push_back(all.back());
  return response;
}

/// Writes back the sync destination that it has read, though it was deleted meanwhile.
Response brought_back(ReferenceWorld& world, const ReferenceTenant& before, const Request& request,
                      const Handler& next) {
  const auto old = before.destinations.find(id_at(request));
  if (old != before.destinations.end()) world.origin.destinations.insert(*old);
  return next(request);
}

Decorate answers_mixed_up(O operation) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    auto last = std::make_shared<Response>();
    return [=, &world](const Request& request) {
      auto response = next(request);
      if (purpose_of(request).operation != operation) return response;
      auto previous = std::exchange(*last, response);
      return world.company.position > 0 && previous.status == response.status ? previous : response;
    };
  };
}

Decorate key_of_the_neighbour() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      return next(world.company.position > 0 ? with_good_key(world, request) : request);
    };
  };
}

Decorate lists_changed(std::function<void(Json& all)> change) {
  return late(on(O::list), [=](ReferenceWorld&, const ReferenceTenant&, const Request& request,
                               const Handler& next) {
    auto response = next(request);
    auto list = Json::parse(response.body);
    if (response.status != 200 || list["sync_destinations"].empty()) return response;
    change(list["sync_destinations"]);
    response.body = list.dump();
    return response;
  });
}

Decorate late_answer(O operation, Response response) {
  return late(on(operation), [=](ReferenceWorld&, const ReferenceTenant&, const Request&,
                                 const Handler&) { return response; });
}

Decorate after_late(O operation, std::function<void(Json& object)> change) {
  return late(on(operation), [=](ReferenceWorld& world, const ReferenceTenant&,
                                 const Request& request, const Handler& next) {
    auto response = next(request);
    auto* destination = destination_at(world, purpose_of(request).id);
    if (destination != nullptr) change(destination->object);
    return response;
  });
}

/// Each delete sees that another one is running, and does nothing.
Decorate deletes_that_all_refuse() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      auto response = next(request);
      const bool refused = world.company.size > 1 && purpose_of(request).operation == O::remove;
      return refused ? refusal(404, "it is being deleted") : response;
    };
  };
}

void all_failed(Json& object) {
  for (auto& one : object["subscriptions"]) {
    one["status"] = "failed";
    one["error_message"] = "a sync is running";
  }
}

}  // namespace

std::vector<Defect> company_defects() {
  return {
      {"creates at once get one id", "company.unique-ids",
       late(on(O::create), with_the_id_of_another)},
      {"of creates at once the last is kept", "company.creates-kept",
       late(on(O::create),
            [](ReferenceWorld& world, const ReferenceTenant& before, const Request& request,
               const Handler& next) {
              const auto id = world.origin.next_id;
              auto response = alone_kept(world, before, request, next);
              world.origin.next_id = id + 1;
              return response;
            })},
      {"creates at once are answered and not kept", "company.creates-kept",
       late(on(O::create),
            [](ReferenceWorld& world, const ReferenceTenant&, const Request& request,
               const Handler& next) {
              auto response = next(request);
              if (response.status == 201) {
                world.origin.destinations.erase(std::prev(world.origin.destinations.end()));
              }
              return response;
            })},
      {"answers of creates at once are mixed up", "company.own-answers",
       answers_mixed_up(O::create)},
      {"answers of shows at once are mixed up", "company.own-answers", answers_mixed_up(O::show)},
      {"answers of lists at once are mixed up", "company.own-answers", answers_mixed_up(O::list)},
      {"a neighbour's key lets in", "company.own-keys", key_of_the_neighbour()},
      {"a list in company holds one twice", "company.lists",
       lists_changed([](Json& all) { all.push_back(Json(all.front())); })},
      {"a list in company holds what is new alone", "company.lists",
       lists_changed([](Json& all) { all.erase(all.begin()); })},
      {"stories made at once get one id", "company.stories",
       late(creates_a_story, with_the_id_of_another)},
      {"an update writes the whole object back", "company.members-kept",
       late(on(O::update), object_overwritten)},
      {"an update writes every sync destination back", "company.others-kept",
       late(on(O::update), alone_kept)},
      {"a delete writes every other sync destination back", "company.others-kept",
       late(on(O::remove), alone_kept)},
      {"updates at once add up", "company.one-wins", late(on(O::update), merged)},
      {"updates at once subscribe twice", "company.same-stories",
       late(on(O::update), subscribed_again)},
      {"an update brings back what was deleted", "company.deleted-is-gone",
       late(on(O::update), brought_back)},
      {"a manual sync brings back what was deleted", "company.deleted-is-gone",
       late(on(O::manual_sync), brought_back)},
      {"deletes at once all refuse", "company.deletes", deletes_that_all_refuse()},
      {"the second delete at once is a server error", "company.deletes",
       late_answer(O::remove, refusal(500, "it is locked"))},
      {"a create at once with others is a server error", "company.answers",
       late_answer(O::create, refusal(500, "deadlock"))},
      {"a manual sync at once with others is a server error", "company.answers",
       late_answer(O::manual_sync, refusal(500, "no worker"))},
      {"a show at once with others finds nothing", "company.answers",
       late_answer(O::show, refusal(404, "no such sync destination"))},
      {"story syncs at once write the statuses of their beginning back", "company.story-syncs",
       late(on(O::story_sync), object_overwritten)},
      {"a manual sync at once with another fails what was synced", "company.syncs",
       after_late(O::manual_sync, all_failed)},
      {"a manual sync at once with another drops a subscription", "company.syncs",
       after_late(O::manual_sync, [](Json& object) { object["subscriptions"] = Json::array(); })},
  };
}

}  // namespace tines_mock::contract

#include "contract_tests/defects/defects.hpp"
#include "contract_tests/defects/reference_routes.hpp"

#include <deque>

/// Tenants that other people use meanwhile, whose answers lag behind, or that are full.
namespace tines_mock::contract {

namespace {

using O = Operation;

ReferenceDestination of_a_colleague(std::int64_t id) {
  return {{{"id", id},
           {"destination_tenant_url", "https://elsewhere.example"},
           {"destination_team_id", 42},
           {"origin_team_id", 8},
           {"manual_sync_only", false},
           {"subscriptions", Json::array({{{"story", {{"id", 9990}, {"name", "Of another team"}}},
                                           {"status", id % 2 == 0 ? "synced" : "requires_sync"},
                                           {"error_message", nullptr}}})}},
          "of a colleague"};
}

void add_one(ReferenceWorld& world, std::int64_t id) {
  world.origin.destinations[id] = of_a_colleague(id);
}

/// Adds other people's sync destinations, with ids below and above ours.
Decorate full_of_others(int count) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    for (int i = 0; i < count; ++i) {
      add_one(world, 100 + i);
      const std::int64_t story = 20'000 + i;
      world.origin.stories[story] =
          reference_story(story, "Story " + std::to_string(i) + " of a colleague", 7);
    }
    return next;
  };
}

/// Changes something of other people's before each request.
Decorate lively() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    auto turn = std::make_shared<std::int64_t>(0);
    return [=, &world](const Request& request) {
      const auto n = ++*turn;
      if (n % 5 == 0) add_one(world, 100 + n % 700);
      if (n % 5 == 2) world.origin.destinations.erase(100 + (n * 7) % 700);
      const std::int64_t story = 20'000 + n % 40;
      if (n % 3 == 0) {
        world.origin.stories[story] =
            reference_story(story, "Version " + std::to_string(n) + " of a colleague's", 7);
      }
      if (n % 3 == 1) world.origin.stories.erase(20'000 + (n * 3) % 40);
      return next(request);
    };
  };
}

/// Counts before another person deletes one, and reads after it.
Decorate counts_and_reads_at_different_moments() {
  return now_and_then(8, [](const Request& request, const Handler& tenant) {
    auto response = tenant(request);
    auto json = Json::parse(response.body, nullptr, false);
    if (purpose_of(request).operation != O::list || response.status != 200) return response;
    auto& meta = json["meta"];
    const auto count = meta["count"].get<int>();
    const bool last_page_is_full = count % meta["per_page"].get<int>() == 0;
    if (!meta["next_page"].is_null() || last_page_is_full) return response;
    meta["count"] = count + 1;
    response.body = json.dump();
    return response;
  });
}

/// Allows so many sync destinations, other people's included.
Decorate quota(std::size_t most, int status) {
  return instead([=](ReferenceWorld& world, const Request& request,
                     const Purpose& purpose) -> std::optional<Response> {
    if (purpose.operation != O::create || !authorized(world, request)) return std::nullopt;
    if (world.origin.destinations.size() < most) return std::nullopt;
    return refusal(status, "you have reached the limit of your plan");
  });
}

/// A list shows what existed some requests ago.
Decorate list_lags(std::size_t requests_behind) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    using Destinations = decltype(world.origin.destinations);
    auto before = std::make_shared<std::deque<Destinations>>();
    return [=, &world](const Request& request) {
      auto& now = world.origin.destinations;
      before->push_back(now);
      if (before->size() > requests_behind) before->pop_front();
      if (purpose_of(request).operation != O::list) return next(request);
      auto shown = before->front();
      std::swap(now, shown);
      auto response = next(request);
      std::swap(now, shown);
      return response;
    };
  };
}

/// Subscribes unknown stories; their sync fails.
Decorate unknown_stories_fail(Operation operation) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      auto body = Json::parse(request.body, nullptr, false);
      if (purpose_of(request).operation != operation || !body.is_object() ||
          !body.contains("story_ids") || !body["story_ids"].is_array()) {
        return next(request);
      }
      Json known = Json::array(), unknown = Json::array();
      for (const auto& id : body["story_ids"]) {
        const bool is_unknown =
            id.is_number_integer() && id > 0 && !world.origin.stories.contains(id);
        (is_unknown ? unknown : known).push_back(id);
      }
      body["story_ids"] = known;
      auto changed = request;
      changed.body = body.dump();
      auto response = next(changed);
      auto json = Json::parse(response.body, nullptr, false);
      if (response.status >= 300 || unknown.empty()) return response;
      auto& object = json["sync_destination"];
      for (const auto& id : unknown) {
        object["subscriptions"].push_back({{"story", {{"id", id}, {"name", ""}}},
                                           {"status", "failed"},
                                           {"error_message", "there is no such story"}});
      }
      world.origin.destinations.at(object["id"].get<std::int64_t>()).object = object;
      response.body = json.dump();
      return response;
    };
  };
}

Decorate pages_past_the_end_refused() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      const auto json = Json::parse(response.body, nullptr, false);
      if (purpose_of(request).operation != O::list || response.status != 200) return response;
      const bool is_first = request.target.find("page=") == std::string::npos ||
                            json["meta"]["previous_page"].is_null();
      if (is_first || !json["sync_destinations"].empty()) return response;
      return refusal(404, "there is no such page");
    };
  };
}

}  // namespace

std::vector<Variant> crowded_variants() {
  const ReferenceOptions older{.revision_2026 = false, .requests_until_sync = 0};
  std::vector<Variant> all{
      {"full of what others have made", {}, full_of_others(501), 1},
      {"of revision 2025-05, full of what others have made", older, full_of_others(501), 1},
      {"where others change, add and remove all the time", {}, lively()},
      {"of revision 2025-05 where others change, add and remove all the time", older, lively()},
      {"full and lively", {}, both(full_of_others(501), lively()), 1},
      {"lively, without pages past the end", {}, both(lively(), pages_past_the_end_refused())},
      {"that counts and reads at different moments", {}, counts_and_reads_at_different_moments()},
      {"that gives ids again", {}, ids_given_again()},
      {"of revision 2025-05 that gives ids again", older, ids_given_again()},
      {"whose list lags", {}, list_lags(4)},
      {"of revision 2025-05 whose list lags", older, list_lags(4)},
      {"where an unknown story fails in create", {}, unknown_stories_fail(O::create)},
      {"where an unknown story fails in update", {}, unknown_stories_fail(O::update)}};
  for (const std::size_t most : {1U, 2U, 5U, 25U}) {
    const auto text = std::to_string(most);
    all.push_back({"with a quota of " + text, {}, quota(most, 422)});
    all.push_back({"of revision 2025-05 with a quota of " + text, older, quota(most, 403)});
    all.push_back({"with a quota that others have filled but for " + text,
                   {},
                   both(full_of_others(30), quota(30 + most, 422))});
  }
  for (const int status : {402, 403, 409, 429}) {
    all.push_back({"with a quota, refused by " + std::to_string(status), {}, quota(3, status)});
  }
  return all;
}

}  // namespace tines_mock::contract

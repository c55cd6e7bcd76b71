#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Wrong copies in the destination, and wrong info, teams and stories.
namespace tines_mock::contract {

namespace {

/// Changes successful answers of a path.
Decorate at(const std::string& method, const std::string& path,
            std::function<void(Response&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      const bool meant = request.method == method &&
                         request.target.find(path) != std::string::npos &&
                         request.target.find("sync_destinations") == std::string::npos;
      if (meant && response.status < 300) change(response);
      return response;
    };
  };
}

std::function<void(Response&)> status(int value) {
  return [=](Response& response) { response.status = value; };
}

std::function<void(Response&)> renamed(const std::string& from, const std::string& to) {
  return [=](Response& response) {
    auto json = Json::parse(response.body);
    json[to] = json[from];
    json.erase(from);
    response.body = json.dump();
  };
}

Decorate copies(std::function<void(ReferenceTenant&)> change) {
  return afterwards([=](ReferenceWorld& world, const Request&, const Purpose&, const Response&) {
    change(world.destination);
  });
}

/// Changes the target of requests that list stories.
Decorate story_lists(std::function<void(std::string&)> change) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto changed = request;
      if (request.target.starts_with("/api/v1/stories?")) change(changed.target);
      return next(changed);
    };
  };
}

Decorate stories_pages_overlap() {
  return story_lists([](std::string& target) {
    const auto at = target.find("&page=2");
    if (at != std::string::npos) target.replace(at, 7, "&page=1");
  });
}

Decorate stories_pages_of_25() {
  return story_lists([](std::string& target) {
    if (target.find("per_page=") == std::string::npos) target += "&per_page=25";
  });
}

Decorate search_is_ignored() {
  return story_lists([](std::string& target) {
    const auto at = target.find("search=");
    if (at != std::string::npos) target.replace(at, 6, "sought");
  });
}

Decorate info_without_a_key() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      return next(request.target == "/api/v1/info" ? with_good_key(world, request) : request);
    };
  };
}

/// The link of the next page leads to a page that does not exist.
Decorate next_page_leads_nowhere() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      const auto& target = request.target;
      const bool a_link = target.find("per_page=1&page=2&cursor=1") != std::string::npos;
      if (a_link) return refusal(400, "unknown cursor");
      auto response = next(request);
      if (purpose_of(request).operation != Operation::list || response.status != 200)
        return response;
      auto list = Json::parse(response.body);
      auto& link = list["meta"]["next_page"];
      if (link.is_string()) link = link.get<std::string>() + "&cursor=1";
      response.body = list.dump();
      return response;
    };
  };
}

Decorate keeps_at_most(std::size_t count) {
  return afterwards([=](ReferenceWorld& world, const Request&, const Purpose&, const Response&) {
    auto& all = world.origin.destinations;
    while (all.size() > count) all.erase(std::prev(all.end(), 2));
  });
}

void erase_copies_of(ReferenceWorld& world, const Json& story) {
  for (auto* tenant : {&world.origin, &world.destination}) {
    std::erase_if(tenant->stories, [&](const auto& entry) {
      return entry.second.value("synced_from", Json()) == story;
    });
  }
}

/// The last story that a request for the operation names never arrives.
Decorate last_story_never_arrives(Operation operation) {
  return afterwards([=](ReferenceWorld& world, const Request& request, const Purpose& purpose,
                        const Response& response) {
    if (purpose.operation != operation || response.status >= 300) return;
    const auto body = Json::parse(request.body, nullptr, false);
    const auto stories = elements_of(body, "story_ids");
    if (stories.size() > 1) erase_copies_of(world, stories.back());
  });
}

Decorate whole_team_arrives() {
  return afterwards(
      [](ReferenceWorld& world, const Request&, const Purpose& purpose, const Response& response) {
        if (purpose.operation != Operation::create || response.status != 201) return;
        const auto& made = world.origin.destinations.rbegin()->second;
        const auto stories = world.origin.stories;
        for (const auto& [id, story] : stories) {
          if (story.at("team_id") == made.object.at("origin_team_id")) world.push(made, story);
        }
      });
}

/// A second import of the same name makes no story and answers the first.
Decorate import_replaces() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      auto response = next(request);
      if (!request.target.ends_with("/stories/import") || response.status != 200) return response;
      auto story = Json::parse(response.body);
      const auto newest = std::prev(world.origin.stories.end());
      const auto same = std::ranges::find_if(world.origin.stories, [&](const auto& entry) {
        return entry.second.at("name") == story["name"];
      });
      if (same == newest) return response;
      world.origin.stories.erase(newest);
      response.body = same->second.dump();
      return response;
    };
  };
}

/// A list still holds what was deleted.
Decorate deleted_is_listed(const std::string& path, const std::string& name) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    auto seen = std::make_shared<std::map<Json, Json>>();
    return [=](const Request& request) {
      auto response = next(request);
      if (request.method != "GET" || !request.target.starts_with("/api/v1" + path + "?")) {
        return response;
      }
      auto list = Json::parse(response.body, nullptr, false);
      if (response.status != 200 || !list["meta"]["next_page"].is_null()) return response;
      for (const auto& one : list[name]) (*seen)[one["id"]] = one;
      list[name] = Json::array();
      for (const auto& [id, one] : *seen) list[name].push_back(one);
      response.body = list.dump();
      return response;
    };
  };
}

bool is_to_itself(const ReferenceWorld& world, const Request& request) {
  return purpose_of(request).operation == Operation::create &&
         request.body.find('"' + world.origin.url + '"') != std::string::npos;
}

Decorate same_tenant_needs_a_key() {
  return instead(
      [](ReferenceWorld& world, const Request& request, const Purpose&) -> std::optional<Response> {
        const bool has_key = request.body.find("destination_tenant_api_key") != std::string::npos;
        if (!is_to_itself(world, request) || has_key) return std::nullopt;
        return refusal(422, "destination_tenant_api_key is missing");
      });
}

Decorate same_tenant_copies_nothing() {
  return afterwards(
      [](ReferenceWorld& world, const Request& request, const Purpose&, const Response& response) {
        if (!is_to_itself(world, request) || response.status != 201) return;
        const auto body = Json::parse(request.body);
        for (const auto& story : body["story_ids"]) erase_copies_of(world, story);
      });
}

}  // namespace

std::vector<Defect> surroundings_defects() {
  return {
      {"copies arrive in another team", "copy.reaches-team", copies([](ReferenceTenant& tenant) {
         for (auto& [id, story] : tenant.stories) story["team_id"] = 43;
       })},
      {"copies never arrive", "copy.reaches-team",
       copies([](ReferenceTenant& tenant) { tenant.stories.clear(); })},
      {"the last story never arrives", "copy.every-story",
       last_story_never_arrives(Operation::create)},
      {"a story that update added never arrives", "copy.added-story",
       last_story_never_arrives(Operation::update)},
      {"every story of the team arrives", "copy.subscribed-alone", whole_team_arrives()},
      {"a sync to the tenant itself needs a key", "same-tenant.without-key",
       same_tenant_needs_a_key()},
      {"nothing arrives in another team of the tenant", "same-tenant.copy",
       same_tenant_copies_nothing()},
      {"only three destinations are kept", "model.agrees", keeps_at_most(3)},
      {"only eight destinations are kept", "long-run.only-deleted-go", keeps_at_most(8)},
      {"next_page cannot be followed", "list.follow-next", next_page_leads_nowhere()},
      {"info needs no key", "auth.surroundings", info_without_a_key()},
      {"info has no stack", "info.answer", at("GET", "/info", renamed("stack", "info"))},
      {"teams are listed as groups", "teams.list", at("GET", "/teams", renamed("teams", "groups"))},
      {"team create answers 200", "teams.life", at("POST", "/teams", status(200))},
      {"team delete answers 200", "teams.life", at("DELETE", "/teams", status(200))},
      {"stories are listed as items", "stories.list",
       at("GET", "/stories?", renamed("stories", "items"))},
      {"a page of stories begins with the last of the page before", "stories.pages",
       stories_pages_overlap()},
      {"a page of stories holds 25 by default", "stories.pages", stories_pages_of_25()},
      {"a search for stories finds all", "stories.search", search_is_ignored()},
      {"story create answers 200", "stories.life", at("POST", "/stories", status(200))},
      {"story update answers 204", "stories.life", at("PUT", "/stories", status(204))},
      {"an export has no name", "stories.export", at("GET", "/export", renamed("name", "title"))},
      {"import answers 201", "stories.import", at("POST", "/import", status(201))},
      {"an export has another name", "stories.export",
       at("GET", "/export",
          [](Response& response) {
            auto exported = Json::parse(response.body);
            exported["name"] = "Story";
            response.body = exported.dump();
          })},
      {"import makes one story of one name", "stories.import", import_replaces()},
      {"batch delete deletes every story", "stories.batch-delete",
       afterwards([](ReferenceWorld& world, const Request& request, const Purpose&,
                     const Response& response) {
         if (request.method == "DELETE" && request.target.ends_with("/stories/batch") &&
             response.status == 204) {
           world.origin.stories.clear();
         }
       })},
      {"a deleted team is still listed", "teams.life", deleted_is_listed("/teams", "teams")},
      {"a deleted story is still listed", "stories.life", deleted_is_listed("/stories", "stories")},
      {"batch delete answers 200", "stories.batch-delete", at("DELETE", "/batch", status(200))},
      {"create takes team 0 for the first team", "create.extreme-team",
       requests(Operation::create,
                [](Json& body) {
                  if (body.value("team_id", Json()) == Json(0)) body["team_id"] = 7;
                })},
  };
}

}  // namespace tines_mock::contract

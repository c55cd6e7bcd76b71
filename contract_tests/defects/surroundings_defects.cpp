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
  return afterwards([=](ReferenceWorld& world, const Request&, const Route&, const Response&) {
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

/// The link of the next page asks for a page that is not there.
Decorate next_page_leads_nowhere() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [next](const Request& request) {
      const auto& target = request.target;
      const bool a_link = target.find("per_page=1&page=2&cursor=1") != std::string::npos;
      if (a_link) return refusal(400, "unknown cursor");
      auto response = next(request);
      if (route_of(request).operation != Operation::list || response.status != 200) return response;
      auto list = Json::parse(response.body);
      auto& link = list["meta"]["next_page"];
      if (link.is_string()) link = link.get<std::string>() + "&cursor=1";
      response.body = list.dump();
      return response;
    };
  };
}

Decorate keeps_at_most(std::size_t count) {
  return afterwards([=](ReferenceWorld& world, const Request&, const Route&, const Response&) {
    auto& all = world.origin.destinations;
    while (all.size() > count) all.erase(std::prev(all.end(), 2));
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
      {"batch delete answers 200", "stories.batch-delete", at("DELETE", "/batch", status(200))},
      {"create takes team 0 for the first team", "create.extreme-team",
       requests(Operation::create,
                [](Json& body) {
                  if (body.value("team_id", Json()) == Json(0)) body["team_id"] = 7;
                })},
  };
}

}  // namespace tines_mock::contract

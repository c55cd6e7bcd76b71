#include "contract_tests/defects/defects.hpp"

/// Wrong pages, counts and links.
namespace tines_mock::contract {

namespace {

/// Removes a parameter from the query before the tenant sees it.
Decorate without_query(const std::string& name) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto changed = request;
      auto at = changed.target.find("&" + name + "=");
      if (at == std::string::npos) at = changed.target.find("?" + name + "=");
      if (purpose_of(request).operation == Operation::list && at != std::string::npos) {
        changed.target.replace(at + 1, name.size(), "ignored");
      }
      return next(changed);
    };
  };
}

Decorate element_dropped(std::size_t from_size, bool first) {
  return json_of(Operation::list, [=](Json& list) {
    auto& all = list["sync_destinations"];
    if (all.size() < from_size) return;
    all.erase(first ? all.begin() : all.end() - 1);
  });
}

/// Repeats the last element of a page on the next one.
Decorate overlapping_pages() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      auto response = next(request);
      auto list = Json::parse(response.body, nullptr, false);
      if (purpose_of(request).operation != Operation::list || response.status != 200)
        return response;
      auto& all = list["sync_destinations"];
      if (list["meta"]["previous_page"].is_null() || all.empty()) return response;
      auto before = world.origin.destinations.find(all[0]["id"].get<std::int64_t>());
      if (before == world.origin.destinations.begin()) return response;
      all[0] = std::prev(before)->second.object;
      response.body = list.dump();
      return response;
    };
  };
}

void relative(Json& link) {
  if (link.is_string()) link = link.get<std::string>().substr(link.get<std::string>().find("/api"));
}

}  // namespace

std::vector<Defect> list_defects() {
  return {
      {"list omits the newest", "list.holds-created", element_dropped(1, false)},
      {"count is one too many", "list.meta-count", meta([](Json& meta, Json&) {
         meta["count"] = meta["count"].get<int>() + meta["per_page"].get<int>();
         meta["pages"] = meta["pages"].get<int>() + 1;
         meta["next_page"] = nullptr;
       })},
      {"count counts this page alone", "list.meta-pages",
       meta([](Json& meta, Json& list) { meta["count"] = list["sync_destinations"].size(); })},
      {"pages is one too many", "list.meta-pages",
       meta([](Json& meta, Json&) { meta["pages"] = meta["pages"].get<int>() + 1; })},
      {"pages is rounded down", "list.meta-pages", meta([](Json& meta, Json&) {
         meta["pages"] = meta["count"].get<int>() / meta["per_page"].get<int>();
       })},
      {"next_page is missing", "list.meta-members",
       meta([](Json& meta, Json&) { meta.erase("next_page"); })},
      {"count is a string", "list.meta-members",
       meta([](Json& meta, Json&) { meta["count"] = meta["count"].dump(); })},
      {"next_page is never null", "list.next-page", meta([](Json& meta, Json&) {
         if (meta["next_page"].is_null()) meta["next_page"] = meta["current_page"];
       })},
      {"next_page_number is this page", "list.next-page", meta([](Json& meta, Json&) {
         if (!meta["next_page_number"].is_null())
           meta["next_page_number"] = meta["next_page_number"].get<int>() - 1;
       })},
      {"next_page is relative", "list.next-page",
       meta([](Json& meta, Json&) { relative(meta["next_page"]); })},
      {"previous_page is always null", "list.previous-page",
       meta([](Json& meta, Json&) { meta["previous_page"] = nullptr; })},
      {"current_page is relative", "list.meta-page",
       meta([](Json& meta, Json&) { relative(meta["current_page"]); })},
      {"current_page is the number alone", "list.meta-page", meta([](Json& meta, Json&) {
         meta["current_page"] = meta["next_page_number"].is_null()
                                    ? meta["pages"].get<int>()
                                    : meta["next_page_number"].get<int>() - 1;
       })},
      {"per_page in meta is always 20", "list.meta-page",
       meta([](Json& meta, Json&) { meta["per_page"] = 20; })},
      {"per_page is ignored", "list.per_page", without_query("per_page")},
      {"page is ignored", "list.partition", without_query("page")},
      {"pages overlap", "list.partition", overlapping_pages()},
      {"the first of a full page is dropped", "list.meta-count", element_dropped(2, true)},
      {"per_page is 25 by default", "list.default-per_page",
       [](ReferenceWorld&, Handler next) -> Handler {
         return [next](const Request& request) {
           auto changed = request;
           if (purpose_of(request).operation == Operation::list &&
               request.target.find("per_page") == std::string::npos) {
             changed.target +=
                 request.target.find('?') == std::string::npos ? "?per_page=25" : "&per_page=25";
           }
           return next(changed);
         };
       }},
      {"per_page has no maximum", "list.maximum-per_page",
       [](ReferenceWorld&, Handler next) -> Handler {
         return [next](const Request& request) {
           auto response = next(request);
           if (request.target.find("per_page=1000") == std::string::npos || response.status != 200)
             return response;
           auto list = Json::parse(response.body);
           list["meta"]["per_page"] = 1000000;
           response.body = list.dump();
           return response;
         };
       }},
  };
}

}  // namespace tines_mock::contract

#include "contract_tests/checks/reading.hpp"
#include "contract_tests/defects/defects.hpp"

/// Tenants that follow the documents and differ from an assumption.
namespace tines_mock::contract {

namespace {

bool changes_a_story(const Request& request, const std::string& method) {
  return request.method == method && request.target.starts_with("/api/v1/stories/");
}

/// Restores every sync destination as it was before a story was changed.
Decorate story_changes_leave_syncs_alone(const std::string& method) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      if (!changes_a_story(request, method)) return next(request);
      const auto destinations = world.origin.destinations;
      const auto copies = world.destination.stories;
      auto response = next(request);
      world.origin.destinations = destinations;
      world.destination.stories = copies;
      return response;
    };
  };
}

/// Each sync adds a copy.
Decorate copies_are_added() {
  return afterwards([](ReferenceWorld& world, const Request&, const Purpose&, const Response&) {
    for (auto& [id, story] : world.destination.stories) story.erase("synced_from");
  });
}

/// The same for syncs in flight together.
Decorate copies_are_added_in_company() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [&world, next](const Request& request) {
      if (world.company.position > 0) {
        for (auto& [id, story] : world.destination.stories) story.erase("synced_from");
      }
      return next(request);
    };
  };
}

/// Takes page 2^32 + 1 for page 1.
Decorate pages_wrap() {
  return rewritten([](Request& request) {
    const std::string page = "page=4294967297";
    const auto at = request.target.find("&" + page);
    if (at != std::string::npos) request.target.replace(at + 1, page.size(), "page=1");
  });
}

Decorate paths_as_they_stand() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        const auto path = request.target.substr(0, request.target.find('?'));
        if (path.find('%') == std::string::npos) return std::nullopt;
        return refusal(404, "no such path");
      });
}

/// A subscription keeps the name that its story had when it was subscribed.
Decorate names_are_those_of_the_beginning() {
  auto first = std::make_shared<std::map<std::int64_t, Json>>();
  return objects([first](Json& object) {
    for (auto& one : object["subscriptions"]) {
      auto& story = one["story"];
      story["name"] = first->emplace(story["id"].get<std::int64_t>(), story["name"]).first->second;
    }
  });
}

/// Shows a failed sync as one that is still to be tried again.
Decorate failures_stay_waiting() {
  return subscriptions([](Json& subscription) {
    if (subscription["status"] != "failed") return;
    subscription["status"] = "requires_sync";
    subscription["error_message"] = nullptr;
  });
}

void html_errors(Response& response) {
  if (response.status < 400) return;
  response.headers.set("Content-Type", "text/html");
  response.body = "<html>" + std::to_string(response.status) + "</html>";
}

/// Refuses a GET with a body, which HTTP does not define.
Decorate refuses_get_bodies() {
  return instead(
      [](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        const bool applies = request.method == "GET" && !request.body.empty();
        return applies ? std::optional(refusal(400, "a body with GET")) : std::nullopt;
      });
}

/// Accepts a blank key, with which no sync can work.
Decorate takes_blank_keys(Operation operation) {
  return requests(operation, [](Json& body) {
    const auto key = member(body, "destination_tenant_api_key");
    if (!key.is_string() || key.get<std::string>().find_first_not_of(" \t") != std::string::npos) {
      return;
    }
    body["destination_tenant_api_key"] = "no key";
  });
}

}  // namespace

std::vector<DifferingTenant> differing_tenants() {
  return {
      {"a changed story is not synced again, nor does it wait",
       {"assumed.changed-story-syncs", "assumed.manual-sync-waits", "assumed.model-syncs"},
       story_changes_leave_syncs_alone("PUT")},
      {"the subscription of a deleted story stays as it was",
       {"assumed.story-deletion"},
       story_changes_leave_syncs_alone("DELETE")},
      {"each sync adds a copy",
       {"assumed.copy-updated", "assumed.copy-follows"},
       copies_are_added()},
      {"syncs at once add a copy each", {"assumed.company-copies"}, copies_are_added_in_company()},
      {"a destination key is of 255 bytes",
       {"assumed.long-destination_key"},
       instead([](ReferenceWorld&, const Request& request,
                  const Purpose& purpose) -> std::optional<Response> {
         const auto body = Json::parse(request.body, nullptr, false);
         const auto key = member(body, "destination_tenant_api_key");
         if (purpose.operation != Operation::create || !key.is_string() ||
             key.get<std::string>().size() < 256) {
           return std::nullopt;
         }
         return refusal(422, "the key is too long");
       })},
      {"pages begin anew behind 32 bits", {"assumed.pages-far-past-the-end"}, pages_wrap()},
      {"a path is compared as it stands",
       {"assumed.encoded-id", "assumed.encoded-path"},
       paths_as_they_stand()},
      {"a subscription keeps the name of its beginning",
       {"assumed.model-syncs"},
       names_are_those_of_the_beginning()},
      {"create takes a blank key",
       {"assumed.blank-destination_key", "assumed.status-blank-key"},
       takes_blank_keys(Operation::create)},
      {"update takes a blank key",
       {"assumed.blank-destination_key"},
       takes_blank_keys(Operation::update)},
      {"a failed sync waits for another",
       {"assumed.refused-destination-key", "assumed.model-syncs"},
       failures_stay_waiting()},
      {"errors are HTML",
       {"assumed.errors-json", "assumed.error-shape"},
       every_response(html_errors)},
      {"a body with GET is refused", {"assumed.get-body"}, refuses_get_bodies()},
      {"an id is given again", {"assumed.ids-not-reused"}, ids_given_again()},
  };
}

}  // namespace tines_mock::contract

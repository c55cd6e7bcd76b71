#include "contract_tests/defects/defects.hpp"

/// Tenants that accept a request when it is small, and not when it is large.
namespace tines_mock::contract {

namespace {

using O = Operation;

Decorate refuses_when(std::function<bool(const Request&, const Purpose&)> which, Response refused) {
  return instead([=](ReferenceWorld&, const Request& request,
                     const Purpose& purpose) -> std::optional<Response> {
    if (!which(request, purpose)) return std::nullopt;
    return refused;
  });
}

Decorate bodies_at_most(O operation, std::size_t bytes) {
  return refuses_when(
      [=](const Request& request, const Purpose& purpose) {
        return purpose.operation == operation && request.body.size() > bytes;
      },
      refusal(413, "the body is too large"));
}

Decorate bodies_cut(std::size_t bytes) {
  return rewritten([=](Request& request) {
    if (request.body.size() > bytes) request.body.resize(bytes);
  });
}

bool is_import(const Request& request, const Purpose&) {
  return request.target.ends_with("/import") && request.body.size() > 64 * 1024;
}

Decorate parameter_of_create(std::function<bool(const Json& body)> too_large, Response refused) {
  return refuses_when(
      [=](const Request& request, const Purpose& purpose) {
        const auto body = Json::parse(request.body, nullptr, false);
        return purpose.operation == O::create && body.is_object() && too_large(body);
      },
      refused);
}

bool longer(const Json& body, const std::string& name, std::size_t most) {
  const auto value = body.value(name, Json());
  return value.is_string() ? value.get_ref<const std::string&>().size() > most
                           : value.is_array() && value.size() > most;
}

void keep_the_first(Json& array, std::size_t most) {
  if (array.is_array() && array.size() > most) {
    array.erase(array.begin() + static_cast<std::ptrdiff_t>(most), array.end());
  }
}

/// Answers at most so many subscriptions.
Decorate subscriptions_told(O operation, std::size_t most) {
  return json_of(operation, [=](Json& json) {
    if (json.contains("sync_destination")) {
      keep_the_first(json["sync_destination"]["subscriptions"], most);
    }
    if (!json.contains("sync_destinations")) return;
    for (auto& one : json["sync_destinations"]) keep_the_first(one["subscriptions"], most);
  });
}

Decorate story_ids_read(O operation, std::size_t most) {
  return requests(operation, [=](Json& body) {
    if (body.contains("story_ids")) keep_the_first(body["story_ids"], most);
  });
}

}  // namespace

std::vector<Defect> large_defects() {
  return {
      {"create takes bodies of 100 KB", "large.create", bodies_at_most(O::create, 100 * 1024)},
      {"bodies are cut at 64 KB", "large.create", bodies_cut(64 * 1024)},
      {"update takes bodies of 100 KB", "large.update", bodies_at_most(O::update, 100 * 1024)},
      {"imports are of 64 KB", "large.import",
       refuses_when(is_import, refusal(413, "the story is too large"))},
      {"create takes a hundred story_ids", "large.story_ids",
       parameter_of_create([](const Json& body) { return longer(body, "story_ids", 100); },
                           refusal(422, "too many stories"))},
      {"create reads five hundred story_ids", "large.story_ids", story_ids_read(O::create, 500)},
      {"a long parameter is a server error", "large.parameter",
       parameter_of_create(
           [](const Json& body) { return longer(body, "undocumented_by_tines", 65'535); },
           refusal(500, "internal error"))},
      {"create cuts a destination URL at 255 bytes", "large.url",
       requests(O::create,
                [](Json& body) {
                  auto url = body.value("destination_tenant_url", Json());
                  if (url.is_string()) {
                    body["destination_tenant_url"] = url.get<std::string>().substr(0, 255);
                  }
                })},
      {"a URL is of 2 KB", "large.query",
       refuses_when(
           [](const Request& request, const Purpose&) { return request.target.size() > 2048; },
           refusal(414, "the URL is too long"))},
      {"create subscribes 25 stories", "large.subscriptions", story_ids_read(O::create, 25)},
      {"update subscribes 25 stories", "large.subscriptions", story_ids_read(O::update, 25)},
      {"list answers at most 20 subscriptions", "large.subscriptions",
       subscriptions_told(O::list, 20)},
      {"show answers at most 20 subscriptions", "large.subscriptions",
       subscriptions_told(O::show, 20)},
  };
}

}  // namespace tines_mock::contract

#include "contract_tests/defects/defects.hpp"

#include <algorithm>

/// Tenants that keep every documented promise, and are unusual with requests in flight together,
/// large numbers, and large or odd requests.
namespace tines_mock::contract {

namespace {

using O = Operation;

Decorate refused_when(std::function<bool(const Request&)> which, int status) {
  return instead(
      [=](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        if (!which(request)) return std::nullopt;
        return refusal(status, "not so");
      });
}

/// Refuses every request to sync destinations that is in flight behind another one.
Decorate one_at_a_time(int status) {
  return late([](const Request&, const Purpose& purpose) { return is_sync(purpose.operation); },
              [=](ReferenceWorld&, const ReferenceTenant&, const Request&, const Handler&) {
                return refusal(status, "another request is at work");
              });
}

/// Refuses a change of a sync destination that another request in flight changes.
Decorate changes_give_way() {
  return late(
      [](const Request&, const Purpose& purpose) {
        return purpose.operation == O::update || purpose.operation == O::remove ||
               purpose.operation == O::manual_sync;
      },
      [](ReferenceWorld&, const ReferenceTenant&, const Request&, const Handler&) {
        return refusal(409, "it was changed in the meantime");
      });
}

/// `count` of a list is older than its elements.
Decorate counts_of_another_moment() {
  return late(on(O::list), [](ReferenceWorld&, const ReferenceTenant& before,
                              const Request& request, const Handler& next) {
    auto response = next(request);
    auto list = Json::parse(response.body);
    list["meta"]["count"] = before.destinations.size();
    response.body = list.dump();
    return response;
  });
}

/// Ids of 62 bits: neighbours are the same number as a double.
Decorate ids_of_62_bits() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    world.origin.next_id = (INT64_C(1) << 62) + 1;
    return next;
  };
}

/// Reads the digits at the beginning of an id and ignores the rest, as many languages do.
Decorate ids_by_their_beginning() {
  return rewritten([](Request& request) {
    const auto id = purpose_of(request).id;
    if (id.empty()) return;
    const auto begins = std::min(id.find_first_not_of("+0"), id.size());
    const auto digits = id.substr(begins, id.find_first_not_of("0123456789", begins) - begins);
    request.target.replace(request.target.find("/" + id) + 1, id.size(),
                           digits.empty() ? "0" : digits);
  });
}

bool has_an_odd_id(const Request& request) {
  const auto id = purpose_of(request).id;
  return !id.empty() && (id.front() == '0' || std::ranges::any_of(id, [](unsigned char c) {
                           return std::isdigit(c) == 0;
                         }));
}

/// Compares paths without decoding them.
bool has_an_encoded_path(const Request& request) {
  return request.target.substr(0, request.target.find('?')).find('%') != std::string::npos;
}

/// Answers the last page for any page past it.
Decorate last_page_for_any_later() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      const auto list = Json::parse(response.body, nullptr, false);
      if (purpose_of(request).operation != O::list || response.status != 200 ||
          !list["sync_destinations"].empty() || list["meta"]["pages"] == 0) {
        return response;
      }
      auto last = request;
      last.target = last.target.substr(0, last.target.find('?')) +
                    "?per_page=" + list["meta"]["per_page"].dump() +
                    "&page=" + list["meta"]["pages"].dump();
      return next(last);
    };
  };
}

void reversed(Json& value) {
  for (auto& one : value) {
    if (one.is_structured()) reversed(one);
  }
  if (!value.is_object()) return;
  std::vector<std::pair<std::string, Json>> members;
  for (const auto& [name, member] : value.items()) members.emplace_back(name, member);
  value = Json::object();
  std::ranges::reverse(members);
  for (const auto& [name, member] : members) value[name] = member;
}

/// Writes members in another order, "\/" for slashes, and escapes for all characters outside ASCII.
Decorate written_otherwise() {
  return [](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      auto json = Json::parse(response.body, nullptr, false);
      if (json.is_discarded()) return response;
      reversed(json);
      response.body.clear();
      for (const char c : json.dump(1, '\t', true)) {
        response.body += c == '/' ? "\\/" : std::string(1, c);
      }
      response.headers = {{"CONTENT-TYPE", "application/json;charset=UTF-8"}};
      return response;
    };
  };
}

bool has_an_undocumented_query(const Request& request) {
  return request.target.find("undocumented") != std::string::npos ||
         request.body.find("undocumented") != std::string::npos;
}

bool has_a_story_twice(const Request& request) {
  const auto body = Json::parse(request.body, nullptr, false);
  const auto ids = body.is_object() ? body.value("story_ids", Json()) : Json();
  if (!ids.is_array()) return false;
  return std::ranges::any_of(ids, [&](const Json& id) { return std::ranges::count(ids, id) > 1; });
}

}  // namespace

std::vector<Variant> free_variants() {
  const auto unchanged = [](ReferenceWorld&, Handler next) { return next; };
  return {
      {"that answers the last of several first",
       {.revision_2026 = true, .requests_until_sync = 0, .last_first = true},
       unchanged},
      {"asynchronous, the last of several first",
       {.revision_2026 = true, .requests_until_sync = 3, .last_first = true},
       unchanged},
      {"that does one thing at a time, else 409", {}, one_at_a_time(409)},
      {"that does one thing at a time, else 423", {}, one_at_a_time(423)},
      {"that does one thing at a time, else 429", {}, one_at_a_time(429)},
      {"that does one thing at a time, else 503", {}, one_at_a_time(503)},
      {"whose changes give way to others", {}, changes_give_way()},
      {"whose lists count what was before", {}, counts_of_another_moment()},
      {"with ids of 62 bits", {}, ids_of_62_bits()},
      {"that reads an id by its beginning", {}, ids_by_their_beginning()},
      {"that refuses an id that is not plain", {}, refused_when(has_an_odd_id, 400)},
      {"that compares paths as they stand", {}, refused_when(has_an_encoded_path, 404)},
      {"with the last page for any later", {}, last_page_for_any_later()},
      {"with bodies of a megabyte at the most",
       {},
       refused_when([](const Request& request) { return request.body.size() > 1'000'000; }, 413)},
      {"with URLs of 8 KB at the most",
       {},
       refused_when([](const Request& request) { return request.target.size() > 8000; }, 414)},
      {"that asks for a Content-Length",
       {},
       refused_when(
           [](const Request& request) {
             return request.headers.find("Transfer-Encoding").has_value();
           },
           411)},
      {"with answers written otherwise", {}, written_otherwise()},
      {"that refuses what nobody documented", {}, refused_when(has_an_undocumented_query, 422)},
      {"that refuses a story that stands twice", {}, refused_when(has_a_story_twice, 422)},
  };
}

}  // namespace tines_mock::contract

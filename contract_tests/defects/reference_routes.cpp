#include "contract_tests/defects/reference_routes.hpp"

#include "contract_tests/target/url.hpp"
#include "support/url.hpp"

#include <algorithm>
#include <charconv>

namespace tines_mock::contract {

namespace {

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> all;
  while (!path.empty()) {
    path.remove_prefix(path.front() == '/' ? 1 : 0);
    const auto segment = path.substr(0, path.find('/'));
    all.push_back(percent_decode(segment, false));
    path.remove_prefix(segment.size());
  }
  return all;
}

std::string presented_key(const Request& request) {
  const auto token = request.headers.find("X-User-Token");
  if (token) return std::string(*token);
  const auto authorization = std::string(request.headers.find("Authorization").value_or(""));
  return authorization.starts_with("Bearer ") ? authorization.substr(7) : "";
}

Response info() {
  return json_response(200, {{"stack",
                              {{"name", "us1"},
                               {"type", "shared"},
                               {"region", "us-west-2"},
                               {"egress_ips", Json::array({"192.0.2.1"})}}}});
}

std::string link(const ReferenceCall& call, std::int64_t per_page, std::int64_t page) {
  const auto path = call.request.target.substr(0, call.request.target.find('?'));
  return call.tenant.url + path + "?per_page=" + std::to_string(per_page) +
         "&page=" + std::to_string(page);
}

}  // namespace

std::optional<std::int64_t> number_in(const std::string& segment) {
  std::int64_t value = 0;
  const auto end = segment.data() + segment.size();
  const auto [rest, error] = std::from_chars(segment.data(), end, value);
  return error == std::errc{} && rest == end ? std::optional(value) : std::nullopt;
}

Response reference_answer(ReferenceWorld& world, ReferenceTenant& tenant, const Request& request) {
  const auto question = std::min(request.target.find('?'), request.target.size());
  const auto path = request.target.substr(0, question);
  const auto query = question == request.target.size() ? "" : request.target.substr(question + 1);
  const auto key = presented_key(request);
  if (key.empty() || (key != tenant.key && key != tenant.limited_key)) {
    return refusal(401, "a valid API key is needed");
  }
  ReferenceCall call{world, tenant, request, segments(path), query_parameters(query), nullptr};
  if (call.path.size() < 3 || call.path[0] != "api" || call.path[1] != "v1") {
    return refusal(404, "no such path");
  }
  call.path.erase(call.path.begin(), call.path.begin() + 2);
  if (call.path[0] == "admin" && key == tenant.limited_key) return refusal(403, "no right");
  if (!request.body.empty() && request.method != "GET") {
    call.body = Json::parse(request.body, nullptr, false);
    if (call.body.is_discarded()) return refusal(400, "the body is not JSON");
    if (!call.body.is_object()) return refusal(422, "the body must be an object");
  }
  if (call.path[0] == "info" && request.method == "GET") return info();
  if (call.path[0] == "teams") return answer_teams(call);
  if (call.path[0] == "stories") return answer_stories(call);
  if (call.path.size() > 1 && call.path[1] == "sync_destinations") {
    return answer_sync_destinations(call);
  }
  return refusal(404, "no such path");
}

Response page_of(const ReferenceCall& call, const std::string& name, const std::vector<Json>& all) {
  std::int64_t per_page = 20, page = 1;
  for (auto [parameter, value] : {std::pair{"per_page", &per_page}, std::pair{"page", &page}}) {
    if (!call.query.contains(parameter)) continue;
    const auto number = number_in(call.query.at(parameter));
    if (!number || *number < 1) return refusal(422, std::string(parameter) + " must be positive");
    *value = *number;
  }
  per_page = std::min<std::int64_t>(per_page, 500);
  const auto count = static_cast<std::int64_t>(all.size());
  const auto pages = (count + per_page - 1) / per_page;
  const auto from = page > pages ? count : (page - 1) * per_page;
  Json elements = Json::array();
  for (auto i = from; i < std::min(count, from + per_page); ++i) {
    elements.push_back(all[static_cast<std::size_t>(i)]);
  }
  const bool more = page < pages;
  return json_response(
      200, {{name, elements},
            {"meta",
             {{"current_page", link(call, per_page, page)},
              {"previous_page", page > 1 ? Json(link(call, per_page, page - 1)) : Json()},
              {"next_page", more ? Json(link(call, per_page, page + 1)) : Json()},
              {"next_page_number", more ? Json(page + 1) : Json()},
              {"per_page", per_page},
              {"pages", pages},
              {"count", count}}}});
}

}  // namespace tines_mock::contract

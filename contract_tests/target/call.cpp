#include "contract_tests/target/call.hpp"

#include <array>

namespace tines_mock::contract {

namespace {

const std::string destinations = "/admin/sync_destinations";

std::string dumped(const Json& body) {
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string name_of(Operation operation) {
  static constexpr std::array names{"create", "list",        "show",       "update",
                                    "delete", "manual sync", "story sync", "info",
                                    "teams",  "stories",     "other"};
  return names.at(static_cast<std::size_t>(operation));
}

bool is_sync(Operation operation) {
  return operation <= Operation::story_sync;
}

std::string query_of(const PageQuery& page) {
  std::string query;
  if (page.per_page) query += "?per_page=" + *page.per_page;
  if (page.page) query += (query.empty() ? "?page=" : "&page=") + *page.page;
  return query;
}

PageQuery page_query(std::int64_t per_page, std::int64_t page) {
  return {std::to_string(per_page), std::to_string(page)};
}

Call api_call(Operation operation, const std::string& method, const std::string& path,
              const std::optional<Json>& body) {
  Call call{operation, method, "/api/v1" + path, std::nullopt};
  if (body) call.body = dumped(*body);
  return call;
}

Call create_call(const Json& body) {
  return api_call(Operation::create, "POST", destinations, body);
}

Call list_call(const PageQuery& page) {
  return api_call(Operation::list, "GET", destinations + query_of(page));
}

Call show_call(const PathId& id) {
  return api_call(Operation::show, "GET", destinations + "/" + id);
}

Call update_call(const PathId& id, const Json& body, const std::string& method) {
  return api_call(Operation::update, method, destinations + "/" + id, body);
}

Call remove_call(const PathId& id) {
  return api_call(Operation::remove, "DELETE", destinations + "/" + id);
}

Call manual_sync_call(const PathId& id) {
  return api_call(Operation::manual_sync, "POST", destinations + "/" + id + "/manual_sync");
}

Call story_sync_call(const PathId& id, const PathId& story_id) {
  return api_call(Operation::story_sync, "POST",
                  destinations + "/" + id + "/story/" + story_id + "/sync");
}

Call with(Call call, Credentials credentials) {
  call.credentials = std::move(credentials);
  return call;
}

Call improper(Call call) {
  call.proper = false;
  return call;
}

Call odd_path(Call call) {
  call.documented_path = false;
  return call;
}

Call disturbed(Call call) {
  call.disturbed = true;
  return call;
}

Call with_body(Call call, std::string body) {
  call.body = std::move(body);
  return call;
}

Call with_form(Call call, Form form) {
  call.form = std::move(form);
  return call;
}

}  // namespace tines_mock::contract

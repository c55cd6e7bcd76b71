#pragma once

#include <tines_mock/http.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// The operations of the API as values: built here, changed by generators, sent by a Tenant.
namespace tines_mock::contract {

using Json = nlohmann::ordered_json;

enum class Operation {
  create,
  list,
  show,
  update,
  remove,
  manual_sync,
  story_sync,  // sync destinations
  info,
  teams,
  stories,  // what surrounds them
  other
};

/// For people: "create", "manual sync", …
std::string name_of(Operation operation);
/// Whether the operation is one of those on sync destinations.
bool is_sync(Operation operation);

/// With what a request identifies itself.
struct Credentials {
  enum class Kind { bearer, user_token, raw_authorization, none } kind = Kind::bearer;
  std::string value;  ///< empty with bearer and user_token: the key of the settings
};

/// How a request is written where HTTP leaves a choice.
struct Form {
  enum class Names { usual, lower, upper } names = Names::usual;  ///< of headers
  std::optional<std::string> accept = "application/json";         ///< empty: no such header
  std::string content_type = "application/json";
  bool chunked = false;  ///< the body comes in chunks, its length is not told
};

struct Call {
  Operation operation = Operation::other;
  std::string method = "GET";
  std::string target;  ///< path and query, relative to the tenant's base URL
  std::optional<std::string> body;
  Credentials credentials = {};
  Headers more_headers = {};  ///< besides those that every request has
  /// The request keeps to the documents, so its answer must be a success.
  bool proper = true;
  /// The path is that of a documented operation; what answers another is nobody's promise.
  bool documented_path = true;
  /// A fault was put in its way, or it is one that HTTP does not define: no promise is about its
  /// answer but the one that sends it.
  bool disturbed = false;
  /// Others were in flight with it: a tenant may ask to come again for their sake.
  bool in_company = false;
  Form form = {};
};

/// A page of a list; what is not set is not sent.
struct PageQuery {
  std::optional<std::string> per_page;
  std::optional<std::string> page;
};
PageQuery page_query(std::int64_t per_page, std::int64_t page);
/// As it stands behind a path: "?per_page=2&page=1", or nothing.
std::string query_of(const PageQuery& page);

/// An id as it stands in a path: what a tenant gave, or what nobody gave.
using PathId = std::string;

Call create_call(const Json& body);
Call list_call(const PageQuery& page = {});
Call show_call(const PathId& id);
Call update_call(const PathId& id, const Json& body, const std::string& method = "PUT");
Call remove_call(const PathId& id);
Call manual_sync_call(const PathId& id);
Call story_sync_call(const PathId& id, const PathId& story_id);

/// Any other path below /api/v1.
Call api_call(Operation operation, const std::string& method, const std::string& path,
              const std::optional<Json>& body = {});

Call with(Call call, Credentials credentials);
/// The same call, which the tenant need not or must not accept.
Call improper(Call call);
Call odd_path(Call call);
Call disturbed(Call call);
Call with_body(Call call, std::string body);
Call with_form(Call call, Form form);

}  // namespace tines_mock::contract

#pragma once

#include <tines_mock/http.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Requests to the API as values: built here, changed by generators, sent to a TenantUnderTest.
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

/// As reports name it: "create", "manual sync", …
std::string name_of(Operation operation);
/// Whether it is an operation on sync destinations.
bool is_sync(Operation operation);

/// The key of a request, and how the request carries it.
struct Credentials {
  enum class Kind { bearer, user_token, raw_authorization, none } kind = Kind::bearer;
  std::string value;  ///< empty with bearer and user_token: the key of the settings
};

/// How a request is written, where HTTP allows several forms.
struct Form {
  enum class Names { usual, lower, upper } names = Names::usual;  ///< the case of header names
  std::optional<std::string> accept = "application/json";         ///< empty: no such header
  std::string content_type = "application/json";
  bool chunked = false;  ///< the body is sent in chunks, without a Content-Length
};

struct Call {
  Operation operation = Operation::other;
  std::string method = "GET";
  std::string target;  ///< path and query, relative to the tenant's base URL
  std::optional<std::string> body;
  Credentials credentials = {};
  Headers more_headers = {};  ///< besides those that every request has
  /// The request is as the documents say, so its answer must be a success.
  bool proper = true;
  /// The path is that of a documented operation. No promise says how a tenant answers other paths.
  bool documented_path = true;
  /// A fault was injected for it, or HTTP does not define such a request: only the promise that
  /// sends it looks at the answer.
  bool disturbed = false;
  /// Other requests were in flight at the same time: a tenant may answer 429.
  bool in_company = false;
  Form form = {};
};

/// The page that a list request asks for; an empty member is not sent.
struct PageQuery {
  std::optional<std::string> per_page;
  std::optional<std::string> page;
};
PageQuery page_query(std::int64_t per_page, std::int64_t page);
/// As it stands behind a path: "?per_page=2&page=1", or "".
std::string query_of(const PageQuery& page);

/// An id as it stands in a path. It need not be a number: tests also send ids that no tenant gives.
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
/// The same call as one that the tenant need not, or must not, accept.
Call improper(Call call);
/// The same call with `documented_path` false, `disturbed` true.
Call odd_path(Call call);
Call disturbed(Call call);
Call with_body(Call call, std::string body);
Call with_form(Call call, Form form);

}  // namespace tines_mock::contract

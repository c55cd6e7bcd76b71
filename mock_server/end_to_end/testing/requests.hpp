#pragma once

#include <tines_mock/http.hpp>

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace tines_mock::end_to_end {

inline constexpr std::string_view sync_destinations = "/api/v1/admin/sync_destinations";

inline Request request_to(std::string_view tenant, std::string method, std::string_view path,
                          std::string body = {}) {
  Request request;
  request.method = std::move(method);
  request.target = std::string("/t/").append(tenant).append(path);
  request.headers.add("Authorization", std::string("Bearer ").append(tenant).append("-key"));
  request.body = std::move(body);
  if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
  return request;
}

inline Request to_origin(std::string method, std::string_view path, std::string body = {}) {
  return request_to("origin", std::move(method), path, std::move(body));
}

/// The create request of the vendor's documentation, which the sample world can serve.
inline Request documented_create() {
  const nlohmann::json body = {{"destination_tenant_url", "https://dest.tines.com"},
                               {"destination_tenant_api_key", "dest-key"},
                               {"destination_team_id", 42},
                               {"team_id", 7},
                               {"story_ids", {9981, 9982}}};
  return to_origin("POST", sync_destinations, body.dump());
}

inline Request list() {
  return to_origin("GET", sync_destinations);
}

inline std::string path_of(int id) {
  return std::string(sync_destinations).append("/").append(std::to_string(id));
}

inline Request show(int id) {
  return to_origin("GET", path_of(id));
}

inline Request manual_sync(int id) {
  return to_origin("POST", path_of(id) + "/manual_sync");
}

enum class Keeps { alive, nothing };

/// The bytes of a request.
inline std::string bytes_of(const Request& request, Keeps keeps = Keeps::alive) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\nHost: localhost\r\n";
  for (const auto& [name, value] : request.headers)
    bytes.append(name).append(": ").append(value).append("\r\n");
  if (keeps == Keeps::nothing) bytes += "Connection: close\r\n";
  bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n\r\n";
  return bytes + request.body;
}

}  // namespace tines_mock::end_to_end

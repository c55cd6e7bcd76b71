#pragma once

#include "end_to_end/testing/client.hpp"
#include "end_to_end/testing/requests.hpp"
#include "http/message.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tines_mock::end_to_end {

/// The response in the bytes that a client got. Status 0: it is not complete.
inline Response response_in(const Seen& seen) {
  return parse_response(seen.bytes, seen.end == End::reset ? Ending::reset : Ending::closed);
}

/// Sends a request on a new connection and returns the response.
inline Response ask(const MockServer& server, const Request& request,
                    Transport transport = Transport::plain) {
  Client client(server, transport);
  return response_in(all_of(client.send(bytes_of(request, Keeps::nothing))));
}

/// The same for a request that waits on the world's virtual clock: advances it by `time`.
inline Response ask_and_advance(const MockServer& server, const Request& request,
                                Milliseconds time) {
  Client client(server);
  client.send(bytes_of(request, Keeps::nothing));
  server.virtual_clock().wait_for_waiters(1);
  server.virtual_clock().advance(time);
  return response_in(all_of(client));
}

inline nlohmann::json body_of(const Response& response) {
  return nlohmann::json::parse(response.body);
}

inline std::size_t destinations(const MockServer& server) {
  return server.tenant("origin").sync_destinations().size();
}

using Statuses = std::vector<std::string>;
inline const Statuses both_synced = {"synced", "synced"};
inline const Statuses both_failed = {"failed", "failed"};
inline const Statuses both_waiting = {"requires_sync", "requires_sync"};

/// The statuses of the subscriptions in a response, in their order.
inline Statuses sync_statuses(const Response& response) {
  Statuses statuses;
  const auto body = body_of(response);
  for (const auto& each : body.at("sync_destination").at("subscriptions"))
    statuses.push_back(each.at("status"));
  return statuses;
}

inline std::string header(const Response& response, std::string_view name) {
  const auto value = response.headers.find(name);
  return value ? std::string(*value) : "";
}

}  // namespace tines_mock::end_to_end

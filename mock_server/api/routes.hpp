#pragma once

#include "api/call.hpp"
#include "http/route_table.hpp"

#include <optional>
#include <string_view>

namespace tines_mock::api {

/// One operation of the API, as the documentation lists it.
struct Route {
  std::string_view method;
  std::string_view pattern;  ///< below /api/v1
  std::string_view name;     ///< in fault rules and in the journal
  std::optional<Right> right;
  Operation operation;
};

const RouteTable<Route>& routes();

/// Name of a request that fits no route.
inline constexpr std::string_view unknown_operation = "unknown";

/// The answer to `call`, which `match` was found for: authorised and carried out.
Response answer(Call& call, const RouteTable<Route>::Match& match);

}  // namespace tines_mock::api

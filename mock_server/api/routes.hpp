#pragma once

#include "api/operations.hpp"
#include "http/route_table.hpp"

#include <optional>
#include <string_view>

namespace tines_mock::api {

/// A method and a path pattern, and the operation behind them.
struct Route {
  std::string_view method;
  std::string_view pattern;    ///< below /api/v1
  std::string_view name;       ///< of the operation, in fault rules and in the journal
  std::optional<Right> right;  ///< that a key needs; empty: every key of the tenant will do
  Operation operation;
};

const RouteTable<Route>& routes();

/// The operation name of a request that fits no route.
inline constexpr std::string_view unknown_operation = "unknown";

/// Authorises the request and runs the operation of the route that `match` found for it.
Response carry_out(Context& context, const RouteTable<Route>::Match& match);

}  // namespace tines_mock::api

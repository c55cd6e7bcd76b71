#include "control/guard.hpp"

#include "control/reply.hpp"
#include "http/headers.hpp"
#include "http/host.hpp"

#include <algorithm>
#include <utility>

namespace tines_mock::control {
namespace {

bool is_this_machine(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  if (address.starts_with(mapped)) address.remove_prefix(mapped.size());
  return is_loopback_host(address);
}

// Every Host line must, since it is unknown which one a proxy reads. There may be none.
bool names_this_machine(const Headers& headers) {
  return std::ranges::all_of(headers, [](const Headers::Line& line) {
    return !same_name(line.first, "Host") ||
           (is_host_value(line.second) && is_loopback_host(without_port(line.second)));
  });
}

std::string_view token_in(const Request& request) {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = request.headers.find("Authorization").value_or("");
  if (same_name(authorization.substr(0, bearer.size()), bearer))
    return authorization.substr(bearer.size());
  return request.headers.find("X-Control-Token").value_or("");
}

bool has_foreign_origin(const Request& request) {
  const auto origin = request.headers.find("Origin");
  if (!origin) return false;
  const auto own = request.scheme + "://" + std::string(request.headers.find("Host").value_or(""));
  return *origin != own;
}

bool is_json(const Request& request) {
  constexpr std::string_view json = "application/json";
  const auto type = request.headers.find("Content-Type").value_or("");
  const auto essence = type.substr(0, type.find_first_of("; "));
  return same_name(essence, json);
}

// The form of another page always has a Content-Type, even when it is empty.
bool must_be_json(const Request& request) {
  if (request.method == "GET" || request.method == "HEAD") return false;
  const bool says_a_type = request.headers.find("Content-Type").has_value();
  return !request.body.empty() || (request.method == "POST" && says_a_type);
}

}  // namespace

bool equal_in_constant_time(std::string_view secret, std::string_view given) {
  unsigned difference = secret.size() == given.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char expected = secret.empty() ? '\0' : secret[i % secret.size()];
    difference |= static_cast<unsigned char>(expected ^ given[i]);
  }
  return difference == 0;
}

Result<void, Response> check_access(const Request& request, Access access,
                                    const Settings& settings) {
  if (settings.token) {
    if (access != Access::page && !equal_in_constant_time(*settings.token, token_in(request))) {
      auto response =
          error(401, "The control API expects its token as \"Authorization: Bearer …\"");
      response.headers.add("WWW-Authenticate", "Bearer");
      return Failure{std::move(response)};
    }
  } else {
    if (!is_this_machine(request.remote_address))
      return Failure{
          error(403, "The control API is for this machine alone, unless the server has a token")};
    if (!names_this_machine(request.headers))
      return Failure{error(403, "The control API expects a Host header that names this machine")};
  }
  if (has_foreign_origin(request))
    return Failure{error(403, "The control API answers no page of another origin")};
  if (must_be_json(request) && !is_json(request))
    return Failure{error(415, "The control API expects \"Content-Type: application/json\"")};
  if (access == Access::change && settings.read_only)
    return Failure{error(403, "The control API of this server is read-only")};
  return {};
}

}  // namespace tines_mock::control

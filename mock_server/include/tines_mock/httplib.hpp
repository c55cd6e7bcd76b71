#pragma once

#include <tines_mock/mock_server.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>
#include <string_view>

#include <httplib.h>

/// The mock on a cpp-httplib server of your own. Header-only: it is compiled with your version of
/// that library (0.11 or later) and your macros.
namespace tines_mock {

namespace mounted {

/// Whether the mock answers a path: that of a tenant or of the control API.
inline bool is_ours(std::string_view path) {
  constexpr std::array<std::string_view, 4> first_segments = {"api", "t", "w", "__admin"};
  const auto begin = std::min(path.find_first_not_of('/'), path.size());
  const auto segment = path.substr(begin, path.find('/', begin) - begin);
  return std::find(first_segments.begin(), first_segments.end(), segment) != first_segments.end();
}

/// Whether cpp-httplib added the header: the client did not send it.
inline bool is_added(const std::string& header) {
  return header == "REMOTE_ADDR" || header == "REMOTE_PORT" || header == "LOCAL_ADDR" ||
         header == "LOCAL_PORT";
}

inline Request to_request(const httplib::Request& from, const std::string& scheme) {
  Request request;
  request.method = from.method;
  request.target = from.target;
  for (const auto& line : from.headers)
    if (!is_added(line.first)) request.headers.add(line.first, line.second);
  request.body = from.body;
  request.remote_address = from.remote_addr;
  request.scheme = scheme;
  return request;
}

/// The current time as the value of a Date header (RFC 9110, IMF-fixdate).
inline std::string date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 64> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

inline void copy(const Response& from, httplib::Response& to) {
  to.headers.clear();
  if (!from.headers.find("Date")) to.set_header("Date", date());
  to.status = from.status;
  to.body = from.body;
  // Older versions of cpp-httplib take the name as const char*.
  for (const auto& line : from.headers)
    to.set_header(line.first.c_str(), line.second);  // NOLINT(readability-redundant-string-cstr)
}

/// The response when a fault rule breaks the connection, which cpp-httplib has no way to do.
inline Response cannot_break(const MockServer& mock) {
  Response response;
  response.status = 502;
  response.headers.add("Content-Type", "application/json");
  const auto own = mock.port() == 0
                       ? std::string("make the MockServer with ServerOptions::listen and use that")
                       : "use its own port: " + mock.url();
  response.body = R"({"errors":[{"message":"A fault rule breaks the connection here, which only )"
                  R"(MockServer's own port can do","details":")" +
                  own + R"("}]})";
  return response;
}

}  // namespace mounted

/// Serves every tenant of `mock` and its control API from `server`: a request below /api/, /t/, /w/
/// or /__admin/ that no route of `server` handles is answered by `mock`. Call it before `server`
/// listens. It sets the server's error handler. `mock` must outlive `server`.
///
/// Two things differ from the mock's own port. cpp-httplib changes a request before the mock gets
/// it: it decodes header values and does not keep the order of headers. And a fault rule whose
/// effect breaks the connection (close, reset, stall, truncate, garbage, …) is answered with 502;
/// rules at Phase::connect do not act.
inline void mount(httplib::Server& server, MockServer& mock) {
  std::string scheme = "http";
#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
  if (dynamic_cast<httplib::SSLServer*>(&server)) scheme = "https";
#endif
  server.set_error_handler(httplib::Server::HandlerWithResponse(
      [&mock, scheme](const httplib::Request& request, httplib::Response& response) {
        if (!mounted::is_ours(request.path)) return httplib::Server::HandlerResponse::Unhandled;
        auto answer = mock.handle(mounted::to_request(request, scheme));
        const bool is_whole = answer.ending == Ending::complete && answer.status != 0;
        mounted::copy(is_whole ? answer : mounted::cannot_break(mock), response);
        return httplib::Server::HandlerResponse::Handled;
      }));
}

}  // namespace tines_mock

#pragma once

#include <tines_mock/mock_server.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <string>
#include <string_view>

#include <httplib.h>

/// For those who have a cpp-httplib server of their own. Header-only, so that it is compiled with
/// your version of that library and your macros.
namespace tines_mock {

namespace mounted {

/// Whether a path leads to a tenant or to the control API.
inline bool is_ours(std::string_view path) {
  constexpr std::array<std::string_view, 4> first_segments = {"api", "t", "w", "__admin"};
  const auto begin = std::min(path.find_first_not_of('/'), path.size());
  const auto segment = path.substr(begin, path.find('/', begin) - begin);
  return std::find(first_segments.begin(), first_segments.end(), segment) != first_segments.end();
}

/// cpp-httplib adds lines about the connection that the client did not send.
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

/// Now, as a header Date says it (RFC 9110, IMF-fixdate).
inline std::string date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::array<char, 64> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

inline void answer_with(const Response& response, httplib::Response& to) {
  to.headers.clear();
  if (!response.headers.find("Date")) to.set_header("Date", date());
  to.status = response.status;
  to.body = response.body;
  for (const auto& line : response.headers) to.set_header(line.first.c_str(), line.second);
}

/// What a fault wanted to do to the connection, this server cannot do.
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

/// Puts every tenant of `mock`, and its control API, on `server`: what comes to /api/, /t/, /w/ and
/// /__admin/ and finds no route of yours is answered by `mock`. Call it before `server` listens; it
/// takes the server's error handler. `mock` must outlive `server`.
///
/// Everything works as on the mock's own port, but for what cpp-httplib does with a request before
/// anybody sees it (header values are decoded, their order is lost), and for fault rules that act
/// on the connection itself (close, reset, stall, truncate, garbage, …): they are answered 502.
/// Rules at Phase::connect do not act.
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
        mounted::answer_with(is_whole ? answer : mounted::cannot_break(mock), response);
        return httplib::Server::HandlerResponse::Handled;
      }));
}

}  // namespace tines_mock

#include "control/reply.hpp"

namespace tines_mock::control {
namespace {

Headers headers() {
  return {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
}

}  // namespace

Response reply(int status, const Json& body) {
  return {.status = status, .headers = headers(), .body = dump(body) + '\n'};
}

Response reply(const Verification& found) {
  return reply(200, {{"holds", found.cannot_tell ? Json() : Json(found.holds)},
                     {"cannot_tell", found.cannot_tell},
                     {"report", found.report},
                     {"cut_short", text_or_null(found.cut_short)}});
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json headers_json(const Headers& headers) {
  Json lines = Json::array();
  for (const auto& [name, value] : headers) lines.push_back({{"name", name}, {"value", value}});
  return lines;
}

Response no_content() {
  return {.status = 204};
}

Response error(int status, std::string message) {
  return reply(status, {{"errors", {{{"message", std::move(message)}}}}});
}

Response error(int status, const Problems& problems) {
  Json errors = Json::array();
  for (const auto& problem : problems)
    errors.push_back({{"message", to_string(problem)},
                      {"pointer", problem.pointer},
                      {"expected", problem.expected},
                      {"found", problem.found}});
  return reply(status, {{"errors", std::move(errors)}});
}

}  // namespace tines_mock::control

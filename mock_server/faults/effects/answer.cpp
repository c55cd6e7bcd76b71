#include "faults/effects/answer.hpp"

#include "http/status.hpp"
#include "support/escape.hpp"

#include <utility>

namespace tines_mock::faults {
namespace {

// The page of a proxy that stands before the tenant and has never heard of JSON.
std::string proxy_page(int status, std::string_view message) {
  const auto title = std::to_string(status) + ' ' + std::string(reason_phrase(status));
  return "<!DOCTYPE html>\n<html>\n<head><title>" + title + "</title></head>\n<body>\n<h1>" +
         title + "</h1>\n<p>" + escape_markup(message) + "</p>\n<hr><address>gateway</address>\n" +
         "</body>\n</html>\n";
}

Response shaped(const Answer& effect, const ErrorBody& error_body) {
  const std::string message =
      effect.body.empty() ? std::string(reason_phrase(effect.status)) : effect.body;
  switch (effect.shape) {
    case AnswerShape::api:
      return answer_of(effect.status, "application/json", error_body(message));
    case AnswerShape::html:
      return answer_of(effect.status, "text/html; charset=utf-8",
                       proxy_page(effect.status, message));
    case AnswerShape::verbatim:
      break;
  }
  return answer_of(effect.status, "text/plain; charset=utf-8", effect.body);
}

}  // namespace

Response About<Answer>::rewrite(const Answer& effect, Response, const Rewriting& with) {
  Response response = shaped(effect, with.error_body);
  for (const auto& [name, value] : effect.headers) response.headers.remove(name);
  for (const auto& [name, value] : effect.headers) response.headers.add(name, value);
  return response;
}

}  // namespace tines_mock::faults

#pragma once

#include "faults/effects/about.hpp"
#include "faults/effects/rewriting.hpp"
#include "http/message.hpp"
#include "support/escape.hpp"

namespace tines_mock::faults {

inline Names<effects::AnswerShape> names_of(effects::AnswerShape) {
  return {{"api", effects::AnswerShape::api},
          {"html", effects::AnswerShape::html},
          {"verbatim", effects::AnswerShape::verbatim}};
}

template <>
struct About<effects::Answer> {
  static constexpr std::string_view kind = "answer";
  static constexpr std::string_view does = "answers in place of the tenant";
  static constexpr PhaseSet phases = instead_of_a_response;

  static void attributes(auto& visit, auto& effect) {
    visit(Attribute{"status", "HTTP status", {200, 599}}, effect.status);
    visit(Attribute{"shape", "api: the API's error body; html: a proxy's page; verbatim: `body`"},
          effect.shape);
    visit(Attribute{"body", "the message, or with verbatim the whole body"}, effect.body);
    visit(Attribute{"headers", "header lines beside the shape's own"}, effect.headers);
  }

  static Response rewrite(const effects::Answer& effect, Response, const Rewriting& with) {
    Response response = in_its_shape(effect, with.error_body);
    for (const auto& [name, value] : effect.headers) response.headers.remove(name);
    for (const auto& [name, value] : effect.headers) response.headers.add(name, value);
    return response;
  }

 private:
  static Response in_its_shape(const effects::Answer& effect, const ErrorBody& error_body) {
    const std::string message =
        effect.body.empty() ? std::string(reason_phrase(effect.status)) : effect.body;
    switch (effect.shape) {
      case effects::AnswerShape::api:
        return response_with(effect.status, "application/json", error_body(message));
      case effects::AnswerShape::html:
        return response_with(effect.status, "text/html; charset=utf-8",
                             proxy_page(effect.status, message));
      case effects::AnswerShape::verbatim:
        break;
    }
    return response_with(effect.status, "text/plain; charset=utf-8", effect.body);
  }

  /// The page of a proxy in front of the tenant, which knows nothing of JSON.
  static std::string proxy_page(int status, std::string_view message) {
    const auto title = std::to_string(status) + ' ' + std::string(reason_phrase(status));
    return "<!DOCTYPE html>\n<html>\n<head><title>" + title + "</title></head>\n<body>\n<h1>" +
           title + "</h1>\n<p>" + escape_markup(message) +
           "</p>\n<hr><address>gateway</address>\n</body>\n</html>\n";
  }
};

}  // namespace tines_mock::faults

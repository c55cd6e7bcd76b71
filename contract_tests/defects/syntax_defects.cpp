#include "contract_tests/defects/defects.hpp"

#include <algorithm>

/// Tenants that understand a request only when it is written in one way.
namespace tines_mock::contract {

namespace {

using O = Operation;

bool holds_text(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Decorate refuses(std::function<bool(const Request&)> which, int status) {
  return instead(
      [=](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        if (!which(request)) return std::nullopt;
        return refusal(status, "it is not written as we like it");
      });
}

std::string header(const Request& request, const std::string& name) {
  return std::string(request.headers.find(name).value_or(""));
}

Decorate replaced_in_bodies(const std::string& what, const std::string& by) {
  return rewritten([=](Request& request) {
    auto& body = request.body;
    for (auto at = body.find(what); at != std::string::npos; at = body.find(what, at + by.size())) {
      body.replace(at, what.size(), by);
    }
  });
}

/// Reads the last number behind the text "team_id", wherever it stands.
Decorate searches_for_team_id() {
  return rewritten([](Request& request) {
    const auto at = request.body.rfind("\"team_id");
    const auto inside = request.body.find("\\\"team_id");
    if (purpose_of(request).operation != O::create || at == std::string::npos ||
        inside == std::string::npos) {
      return;
    }
    const auto digits = request.body.find_first_of("0123456789", inside);
    auto body = Json::parse(request.body, nullptr, false);
    if (!body.is_object() || digits == std::string::npos) return;
    body["team_id"] = std::stoll(request.body.substr(digits, 18));
    request.body = body.dump();
  });
}

bool has_a_body(const Request& request) {
  return !request.body.empty();
}

Decorate html_unless(std::function<bool(const std::string& accept)> good) {
  return [=](ReferenceWorld&, Handler next) -> Handler {
    return [=](const Request& request) {
      auto response = next(request);
      if (good(header(request, "Accept")) || response.status != 200) return response;
      response.headers.set("Content-Type", "text/html");
      response.body = "<html></html>";
      return response;
    };
  };
}

bool has_a_header_in_lower_case(const Request& request) {
  return std::ranges::any_of(request.headers,
                             [](const auto& line) { return line.first == "authorization"; });
}

/// Renames a query parameter when it is written so.
Decorate query_lost(const std::string& text) {
  return rewritten([=](Request& request) {
    const auto at = request.target.find(text);
    if (at != std::string::npos) request.target.replace(at + 1, 1, "_");
  });
}

}  // namespace

std::vector<Defect> syntax_defects() {
  return {
      {"tabs are not taken for white space", "syntax.white-space",
       refuses([](const Request& request) { return holds_text(request.body, "\t"); }, 400)},
      {"a body must begin with a brace", "syntax.white-space",
       refuses(
           [](const Request& request) {
             return has_a_body(request) && request.body.front() == ' ' &&
                    holds_text(request.body, "{");
           },
           400)},
      {"escapes in names are not read", "syntax.escaped-names",
       replaced_in_bodies("\\u00", "\\\\u00")},
      {"escaped slashes are not read", "syntax.escaped-slashes",
       replaced_in_bodies("\\/", "\\\\/")},
      {"surrogate pairs are not read", "syntax.surrogates", replaced_in_bodies("\\ud83d", "?")},
      {"team_id is searched for in the text of the body", "syntax.strings", searches_for_team_id()},
      {"a byte order mark is a server error", "errors.no-5xx",
       refuses([](const Request& request) { return request.body.starts_with("\xef\xbb\xbf"); },
               500)},
      {"another Content-Type is a server error", "errors.no-5xx",
       refuses([](const Request& request) { return header(request, "Content-Type") == "nonsense"; },
               500)},
      {"a Content-Type has no charset", "syntax.content-type",
       refuses(
           [](const Request& request) {
             return holds_text(header(request, "Content-Type"), "charset");
           },
           415)},
      {"a Content-Type is in lower case", "syntax.content-type",
       refuses(
           [](const Request& request) {
             return holds_text(header(request, "Content-Type"), "JSON");
           },
           415)},
      {"a request needs Accept", "syntax.accept",
       refuses([](const Request& request) { return !request.headers.find("Accept"); }, 406)},
      {"a list is HTML for who accepts anything", "syntax.accept",
       html_unless([](const std::string& accept) { return accept != "*/*"; })},
      {"Accept is compared as it stands", "syntax.accept",
       refuses([](const Request& request) { return holds_text(header(request, "Accept"), ";q="); },
               406)},
      {"headers in lower case are not read", "syntax.header-names",
       refuses(has_a_header_in_lower_case, 401)},
      {"bodies in chunks are not read", "syntax.chunked", rewritten([](Request& request) {
         if (request.headers.find("Transfer-Encoding")) request.body.clear();
       })},
      {"page is read behind per_page alone", "urls.query-order", query_lost("?page=")},
      {"values of a query are not decoded", "urls.encoded-query",
       refuses([](const Request& request) { return holds_text(request.target, "=%3"); }, 422)},
      {"names in a query are not decoded", "urls.encoded-query", query_lost("&%70age")},
      {"an empty query is not served", "urls.empty-query",
       refuses([](const Request& request) { return request.target.ends_with('?'); }, 404)},
      {"a search is not decoded", "urls.encoded-search", rewritten([](Request& request) {
         const auto at = request.target.find("search=%");
         if (at != std::string::npos) request.target.replace(at + 7, 1, "%25");
       })},
  };
}

}  // namespace tines_mock::contract

#include "contract_tests/defects/defects.hpp"

/// Tenants that are sometimes too busy, or stand behind a proxy.
namespace tines_mock::contract {

namespace {

Response page_of_a_proxy(int status) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/html");
  response.body = "<html><h1>" + std::to_string(status) + "</h1></html>";
  return response;
}

Response come_again(int status) {
  auto response = page_of_a_proxy(status);
  response.headers.add("Retry-After", "3");
  return response;
}

/// The tenant does not get the request.
Disturb kept_back(const Response& answer) {
  return [=](const Request&, const Handler&) { return answer; };
}

/// The tenant acts on the request, and its answer is lost.
Disturb answer_lost(const Response& answer) {
  return [=](const Request& request, const Handler& tenant) {
    tenant(request);
    return answer;
  };
}

void html_errors(Response& response) {
  if (response.status >= 400) response = page_of_a_proxy(response.status);
}

/// A body of a number alone, which is JSON by chance.
void text_errors(Response& response) {
  if (response.status < 400) return;
  response.headers.set("Content-Type", "text/plain");
  response.body = std::to_string(response.status);
}

Decorate refuses_when(std::function<bool(const Request&)> applies, int status) {
  return instead(
      [=](ReferenceWorld&, const Request& request, const Purpose&) -> std::optional<Response> {
        return applies(request) ? std::optional(page_of_a_proxy(status)) : std::nullopt;
      });
}

bool has_a_body_with_get(const Request& request) {
  return request.method == "GET" && !request.body.empty();
}

bool creates(const Request& request) {
  return purpose_of(request).operation == Operation::create;
}

bool writes(const Request& request) {
  return request.method != "GET";
}

/// The user name of Basic is the key: "b3JpZ2lu…" is its base64.
Decorate takes_basic_too() {
  return [](ReferenceWorld& world, Handler next) -> Handler {
    return [=, &world](const Request& request) {
      const auto value = request.headers.find("Authorization").value_or("");
      const bool is_ours = value == "Basic b3JpZ2luLWtleS00NzExLXZlcnktc2VjcmV0Og==";
      return next(is_ours ? with_good_key(world, request) : request);
    };
  };
}

}  // namespace

std::vector<Variant> proxy_variants() {
  const ReferenceOptions older{.revision_2026 = false, .requests_until_sync = 0};
  std::vector<Variant> all{
      {"that is busy now and then and says for how long",
       {},
       now_and_then(6, kept_back(come_again(503)))},
      {"of revision 2025-05 that is busy now and then and says for how long", older,
       now_and_then(6, kept_back(come_again(503)))},
      {"with a rate limit that says for how long", {}, now_and_then(6, kept_back(come_again(429)))},
      {"with a rate limit that does not say", {}, now_and_then(9, kept_back(page_of_a_proxy(429)))},
      {"whose connections end now and then",
       {},
       now_and_then(40, kept_back(no_answer("the connection ended")))},
      {"whose answers are lost now and then",
       {},
       now_and_then(40, answer_lost(no_answer("the connection ended")))},
      {"with error pages", {}, every_response(html_errors)},
      {"with errors of text alone", {}, every_response(text_errors)},
      {"that takes Basic too", {}, takes_basic_too()}};
  for (const int status : {400, 403, 411, 413, 501}) {
    all.push_back({"whose proxy refuses a body with GET by " + std::to_string(status),
                   {},
                   refuses_when(has_a_body_with_get, status)});
  }
  for (const int status : {408, 502, 503, 504, 522}) {
    const auto text = std::to_string(status);
    all.push_back({"whose proxy does not get through now and then, by " + text,
                   {},
                   now_and_then(12, kept_back(page_of_a_proxy(status)))});
    all.push_back({"whose proxy gives up now and then, by " + text,
                   {},
                   now_and_then(12, answer_lost(page_of_a_proxy(status)))});
  }
  return all;
}

std::vector<Variant> closed_variants() {
  std::vector<Variant> all;
  for (const int status : {401, 403}) {
    all.push_back({"where the key may write nothing, by " + std::to_string(status),
                   {},
                   refuses_when(writes, status)});
    all.push_back({"whose quota others have filled, by " + std::to_string(status),
                   {},
                   refuses_when(creates, status)});
  }
  return all;
}

}  // namespace tines_mock::contract

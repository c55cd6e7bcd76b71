#include "end_to_end/testing/ask.hpp"
#include "end_to_end/testing/scenario_proofs.hpp"
#include "testing/catch2.hpp"

// What the scenarios do in which a client gets a complete but unwanted response.

namespace tines_mock::end_to_end {
namespace {

using Catch::Matchers::Contains;
using nlohmann::json;

void broken_json(MockServer& server) {
  const auto created = ask(server, documented_create());
  CHECK(created.status == 201);
  CHECK_FALSE(json::accept(created.body));
  CHECK_FALSE(json::accept(ask(server, list()).body));
}

void create_answered_by_gateway_timeout(MockServer& server) {
  const auto first = ask(server, documented_create());
  CHECK(first.status == 504);
  CHECK_THAT(header(first, "Content-Type"), Contains("text/html"));
  CHECK(destinations(server) == 1);
  CHECK(ask(server, documented_create()).status == 201);
  CHECK(destinations(server) == 2);
}

void create_forbidden_by_proxy(MockServer& server) {
  const auto forbidden = ask(server, documented_create());
  CHECK(forbidden.status == 403);
  CHECK_THAT(forbidden.body, Contains("<html>"));
  CHECK(destinations(server) == 0);
  CHECK(ask(server, list()).status == 200);
}

void created_without_id(MockServer& server) {
  const auto created = ask(server, documented_create());
  CHECK(created.status == 201);
  CHECK_FALSE(body_of(created)["sync_destination"].contains("id"));
}

void flaky_five_hundreds(MockServer& server) {
  int failures = 0;
  for (int i = 0; i < 8; ++i) {
    const int status = ask(server, list()).status;
    CHECK((status == 200 || status == 500));
    failures += status == 500 ? 1 : 0;
  }
  CHECK(failures > 0);
  CHECK(failures < 8);
}

void ids_as_strings(MockServer& server) {
  CHECK(body_of(ask(server, documented_create()))["sync_destination"]["id"] == "24");
  CHECK(body_of(ask(server, show(24)))["sync_destination"]["id"] == "24");
  ask(server, documented_create());
  const auto listed = body_of(ask(server, list()))["sync_destinations"];
  CHECK(listed[0]["id"] == "24");
  CHECK(listed[1]["id"] == "25");
}

void key_refused_for_a_while(MockServer& server) {
  CHECK(ask(server, list()).status == 401);
  CHECK(ask(server, documented_create()).status == 401);
  CHECK(ask(server, documented_create()).status == 201);
}

void login_redirect(MockServer& server) {
  const auto redirected = ask(server, list());
  CHECK(redirected.status == 302);
  CHECK_THAT(header(redirected, "Location"), Contains("https://login.example.com/"));
}

void maintenance_html_503(MockServer& server) {
  const auto down = ask(server, documented_create());
  CHECK(down.status == 503);
  CHECK(header(down, "Retry-After") == "120");
  CHECK_THAT(down.body, Contains("<html>") && Contains("maintenance"));
  CHECK(ask(server, to_origin("GET", "/api/v1/no/such/path")).status == 503);
  CHECK(destinations(server) == 0);
}

Response third_in_a_window(MockServer& server) {
  CHECK(ask(server, list()).status == 200);
  CHECK(ask(server, documented_create()).status == 201);
  auto third = ask(server, list());
  CHECK(third.status == 429);
  server.virtual_clock().advance(Milliseconds(10'000));
  CHECK(ask(server, list()).status == 200);
  return third;
}

void rate_limited(MockServer& server) {
  CHECK(header(third_in_a_window(server), "Retry-After") == "10");
}

void rate_limited_malformed(MockServer& server) {
  CHECK_THAT(header(third_in_a_window(server), "Retry-After"), Contains("please"));
}

void rate_limited_silently(MockServer& server) {
  CHECK_FALSE(third_in_a_window(server).headers.find("Retry-After"));
}

void rate_limited_until_date(MockServer& server) {
  CHECK(header(third_in_a_window(server), "Retry-After") == "Thu, 01 Jan 2026 00:00:10 GMT");
}

void stale_list(MockServer& server) {
  ask(server, documented_create());
  CHECK(body_of(ask(server, list()))["sync_destinations"].empty());
  CHECK(ask(server, show(24)).status == 200);
  server.virtual_clock().advance(Milliseconds(5000));
  CHECK(body_of(ask(server, list()))["sync_destinations"].size() == 1);
}

void stale_show(MockServer& server) {
  ask(server, documented_create());
  CHECK(ask(server, show(24)).status == 404);
  CHECK(body_of(ask(server, list()))["sync_destinations"].size() == 1);
  server.virtual_clock().advance(Milliseconds(5000));
  CHECK(ask(server, show(24)).status == 200);
}

void wrong_content_type(MockServer& server) {
  const auto created = ask(server, documented_create());
  CHECK(header(created, "Content-Type") == "text/html");
  CHECK(body_of(created)["sync_destination"]["id"] == 24);
}

}  // namespace

ScenarioProofs response_scenarios() {
  return {{"broken_json", broken_json},
          {"create_answered_by_gateway_timeout", create_answered_by_gateway_timeout},
          {"create_forbidden_by_proxy", create_forbidden_by_proxy},
          {"created_without_id", created_without_id},
          {"flaky_five_hundreds", flaky_five_hundreds},
          {"ids_as_strings", ids_as_strings},
          {"key_refused_for_a_while", key_refused_for_a_while},
          {"login_redirect", login_redirect},
          {"maintenance_html_503", maintenance_html_503},
          {"rate_limited", rate_limited},
          {"rate_limited_malformed", rate_limited_malformed},
          {"rate_limited_silently", rate_limited_silently},
          {"rate_limited_until_date", rate_limited_until_date},
          {"stale_list", stale_list},
          {"stale_show", stale_show},
          {"wrong_content_type", wrong_content_type}};
}

}  // namespace tines_mock::end_to_end

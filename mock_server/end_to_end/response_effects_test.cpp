#include "end_to_end/testing/ask.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using Catch::Matchers::Contains;
using nlohmann::json;

// Effects that replace or change the tenant's response, as a client sees them.

namespace {

Response create_under(Phase phase, Effect effect) {
  MockServer server(sample_world(), {.virtual_clock = true});
  server.inject({.name = "the fault", .phase = phase, .effect = std::move(effect)});
  const auto response = ask(server, documented_create());
  const bool committed = phase >= Phase::after_commit;
  CHECK(destinations(server) == (committed ? 1 : 0));
  const auto entry = server.requests().at(0);
  CHECK(entry.status == response.status);
  CHECK(entry.response_body == response.body);
  for (const auto& [name, value] : entry.response_headers) CHECK(header(response, name) == value);
  CHECK(entry.tenant_response.has_value() == committed);
  return response;
}

Response over_the_quota(effects::RetryAfterForm form) {
  MockServer server(sample_world(), {.virtual_clock = true});
  server.inject({.name = "the fault",
                 .phase = Phase::request,
                 .effect = effects::RateLimited{1, Milliseconds(90'000), form}});
  CHECK(ask(server, list()).status == 200);
  auto limited = ask(server, documented_create());
  CHECK(destinations(server) == 0);
  server.virtual_clock().advance(Milliseconds(90'000));
  CHECK(ask(server, list()).status == 200);
  return limited;
}

}  // namespace

TEST_CASE(
    "requests over a quota get 429 until the window ends, with Retry-After in each of its four "
    "forms") {
  const auto in_seconds = over_the_quota(effects::RetryAfterForm::seconds);
  CHECK(in_seconds.status == 429);
  CHECK(header(in_seconds, "Retry-After") == "90");
  CHECK(header(in_seconds, "Content-Type") == "application/json");
  CHECK(body_of(in_seconds)["errors"][0]["message"].is_string());

  // The virtual clock starts at midnight.
  CHECK(header(over_the_quota(effects::RetryAfterForm::date), "Retry-After") ==
        "Thu, 01 Jan 2026 00:01:30 GMT");
  CHECK_FALSE(over_the_quota(effects::RetryAfterForm::absent).headers.find("Retry-After"));
  const auto malformed = header(over_the_quota(effects::RetryAfterForm::malformed), "Retry-After");
  CHECK_FALSE(malformed.empty());
  CHECK(malformed.find_first_not_of("0123456789") != malformed.npos);
  CHECK(malformed.find("GMT") == malformed.npos);
}

TEST_CASE("the effect answer sends an error of the API, a proxy's HTML page, or any body") {
  const auto phase =
      GENERATE(Phase::request, Phase::before_commit, Phase::after_commit, Phase::response);
  const auto api = create_under(phase, effects::Answer{.status = 500, .body = "Out of order"});
  CHECK(api.status == 500);
  CHECK(header(api, "Content-Type") == "application/json");
  CHECK(body_of(api)["errors"][0]["message"] == "Out of order");

  const auto html = create_under(phase, effects::Answer{.status = 503,
                                                        .shape = effects::AnswerShape::html,
                                                        .body = "Back <soon>",
                                                        .headers = {{"Retry-After", "120"}}});
  CHECK(html.status == 503);
  CHECK(header(html, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header(html, "Retry-After") == "120");
  CHECK_THAT(html.body, Contains("503 Service Unavailable") && Contains("Back &lt;soon&gt;"));

  const auto verbatim = create_under(phase, effects::Answer{.status = 299,
                                                            .shape = effects::AnswerShape::verbatim,
                                                            .body = "{\"ok\": 1}",
                                                            .headers = {{"Content-Type", "x/y"}}});
  CHECK(verbatim.status == 299);
  CHECK(header(verbatim, "Content-Type") == "x/y");
  CHECK(verbatim.body == "{\"ok\": 1}");
}

TEST_CASE(
    "the effects on a response's content send valid HTTP with a body that no tenant would send") {
  const auto phase = GENERATE(Phase::after_commit, Phase::response);
  const auto broken = create_under(phase, effects::BrokenJson{});
  CHECK(broken.status == 201);
  CHECK(broken.body.starts_with(R"({"sync_destination")"));
  CHECK_FALSE(json::accept(broken.body));

  const auto typed = create_under(phase, effects::WrongType{"/sync_destination/id"});
  CHECK(body_of(typed)["sync_destination"]["id"] == "24");
  const auto status =
      create_under(phase, effects::WrongType{"/sync_destination/subscriptions/1/status"});
  CHECK(body_of(status)["sync_destination"]["subscriptions"][1]["status"].is_number());
  CHECK(body_of(status)["sync_destination"]["subscriptions"][0]["status"] == "synced");

  const auto missing =
      create_under(phase, effects::MissingField{"/sync_destination/subscriptions"});
  CHECK(missing.status == 201);
  CHECK_FALSE(body_of(missing)["sync_destination"].contains("subscriptions"));
  CHECK(body_of(missing)["sync_destination"]["id"] == 24);

  const auto mislabelled = create_under(phase, effects::WrongContentType{"text/html"});
  CHECK(header(mislabelled, "Content-Type") == "text/html");
  CHECK(body_of(mislabelled)["sync_destination"]["id"] == 24);
}

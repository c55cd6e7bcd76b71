#include "faults/effect.hpp"
#include "faults/effects/durations.hpp"
#include "faults/plan.hpp"
#include "json/parse.hpp"
#include "testing/catch2.hpp"

#include <nlohmann/json.hpp>

using namespace tines_mock;
using namespace tines_mock::faults;

namespace {

const ErrorBody api_error = [](std::string_view message) {
  return R"({"errors":[{"message":")" + std::string(message) + R"("}]})";
};

const std::string created_body =
    R"({"sync_destination":{"id":24,"subscriptions":[{"status":"synced","error_message":null}]}})";

Response created() {
  return {.status = 201, .headers = {{"Content-Type", "application/json"}}, .body = created_body};
}

Response rewritten(const Effect& effect, Response original = created()) {
  return faults::rewrite(
      effect, std::move(original),
      {Draws(1, "r", 1), VirtualClock::default_start, Milliseconds(1500), api_error});
}

std::string body_with(const Effect& effect) {
  return rewritten(effect).body;
}

std::vector<Milliseconds> delays(const effects::DelayTime& time) {
  std::vector<Milliseconds> drawn;
  for (std::uint64_t n = 1; n <= 1000; ++n) {
    Draws draws(1, "r", n);
    drawn.push_back(delay_of(time, draws));
  }
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

TEST_CASE("an answer in the API's shape carries its message in the API's error body") {
  const auto response = rewritten(effects::Answer{.status = 500, .body = "out of order"});
  CHECK(response.status == 500);
  CHECK(response.headers.find("Content-Type") == "application/json");
  CHECK(response.body == api_error("out of order"));
  CHECK(body_with(effects::Answer{.status = 503}) == api_error("Service Unavailable"));
}

TEST_CASE("an answer as a proxy's page is HTML in which the message is escaped") {
  const auto response =
      rewritten(effects::Answer{503, effects::AnswerShape::html, "<down> & out", {}});
  CHECK(response.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK_THAT(response.body, Catch::Matchers::Contains("<h1>503 Service Unavailable</h1>") &&
                                Catch::Matchers::Contains("&lt;down&gt; &amp; out"));
}

TEST_CASE("a verbatim answer is what was written, with the headers that were given") {
  const auto response = rewritten(effects::Answer{
      418, effects::AnswerShape::verbatim, "<teapot/>", {{"content-type", "text/xml"}}});
  CHECK(response.status == 418);
  CHECK(response.body == "<teapot/>");
  CHECK(response.headers == Headers{{"content-type", "text/xml"}});
}

TEST_CASE("Retry-After is in seconds, a date, malformed or absent") {
  const auto retry_after = [](effects::RetryAfterForm form) {
    const auto response = rewritten(effects::RateLimited{.retry_after = form});
    CHECK(response.status == 429);
    const auto value = response.headers.find("Retry-After");
    return value ? std::string(*value) : "none";
  };
  CHECK(retry_after(effects::RetryAfterForm::seconds) == "2");
  CHECK(retry_after(effects::RetryAfterForm::date) == "Thu, 01 Jan 2026 00:00:02 GMT");
  CHECK(retry_after(effects::RetryAfterForm::malformed) == "in 2 s, please");
  CHECK(retry_after(effects::RetryAfterForm::absent) == "none");
}

TEST_CASE("broken JSON is not JSON, even where the answer had no body") {
  const auto response = rewritten(effects::BrokenJson{});
  CHECK(response.status == 201);
  CHECK_FALSE(parse_json(response.body));
  const auto was_empty = rewritten(effects::BrokenJson{}, {.status = 204});
  CHECK(was_empty.status == 200);
  CHECK_FALSE(parse_json(was_empty.body));
}

TEST_CASE("a wrong type changes the value at the pointer and nothing else") {
  CHECK(body_with(effects::WrongType{"/sync_destination/id"}).find(R"({"id":"24",)") !=
        std::string::npos);
  CHECK(body_with(effects::WrongType{""}) == "[" + created_body + "]");
  CHECK(body_with(effects::WrongType{"/sync_destination/subscriptions"})
            .find(R"("subscriptions":{"items":[)") != std::string::npos);
  CHECK(body_with(effects::WrongType{"/sync_destination/subscriptions/0/error_message"})
            .find(R"("error_message":0)") != std::string::npos);
  CHECK(body_with(effects::WrongType{"/none"}) == created_body);
}

TEST_CASE("a missing field is absent, the others are there") {
  CHECK(body_with(effects::MissingField{"/sync_destination/id"}) ==
        R"({"sync_destination":{"subscriptions":[{"status":"synced","error_message":null}]}})");
  CHECK(body_with(effects::MissingField{"/sync_destination/subscriptions/0"}) ==
        R"({"sync_destination":{"id":24,"subscriptions":[]}})");
  CHECK(body_with(effects::MissingField{"/sync_destination/subscriptions/x"}) == created_body);
}

TEST_CASE("a star in a pointer stands for every element and every member") {
  const Response list{.status = 200, .body = R"({"a":[{"id":1,"x":2},{"id":3},7,{"id":4}]})"};
  CHECK(rewritten(effects::WrongType{"/a/*/id"}, list).body ==
        R"({"a":[{"id":"1","x":2},{"id":"3"},7,{"id":"4"}]})");
  CHECK(rewritten(effects::MissingField{"/a/*/*"}, list).body == R"({"a":[{},{},7,{}]})");
  CHECK(rewritten(effects::MissingField{"/a/*"}, list).body == R"({"a":[]})");
  CHECK(rewritten(effects::WrongType{"/*"}, {.status = 200, .body = "[]"}).body == "[]");
}

TEST_CASE("a pointer with an invalid array index leaves the answer as it is") {
  for (const char* index : {"18446744073709551616", "18446744073709551615", "00", "-", "1", "-1"}) {
    const auto pointer = std::string("/sync_destination/subscriptions/") + index;
    CHECK(body_with(effects::WrongType{pointer}) == created_body);
    CHECK(body_with(effects::MissingField{pointer}) == created_body);
  }
}

TEST_CASE("a wrong content type leaves the body as it is") {
  const auto response = rewritten(effects::WrongContentType{"text/plain"});
  CHECK(response.headers == Headers{{"Content-Type", "text/plain"}});
  CHECK(response.body == created_body);
}

TEST_CASE("an effect on the wire or on pushes leaves the answer as it is") {
  CHECK(rewritten(effects::reset()).body == created_body);
  CHECK(rewritten(effects::PushStuck{}).body == created_body);
}

TEST_CASE("each effect knows which part of the mock carries it out") {
  CHECK(action_of(effects::Reset{}) == Action::wire);
  CHECK(action_of(effects::Throttle{}) == Action::wire);
  CHECK(action_of(effects::Delay{}) == Action::wait);
  CHECK(action_of(effects::RateLimited{}) == Action::respond);
  CHECK(action_of(effects::MissingField{}) == Action::respond);
  CHECK(action_of(effects::PushSlow{}) == Action::push);
  CHECK(action_of(effects::StaleRead{}) == Action::read);
}

TEST_CASE("a uniform delay stays between its bounds and reaches both halves") {
  const auto drawn = delays(effects::UniformDelay{Milliseconds(100), Milliseconds(200)});
  CHECK(drawn.front() >= Milliseconds(100));
  CHECK(drawn.back() <= Milliseconds(200));
  CHECK(drawn.front() < Milliseconds(110));
  CHECK(drawn.back() > Milliseconds(190));
}

TEST_CASE("half of the lognormal delays are below the median, and none is beyond the limit") {
  const auto drawn = delays(effects::LognormalDelay{Milliseconds(1000), 3});
  CHECK(drawn[500] > Milliseconds(800));
  CHECK(drawn[500] < Milliseconds(1250));
  CHECK(drawn.back() <= Milliseconds(600'000));
  CHECK(drawn.front() >= Milliseconds(0));
}

TEST_CASE("an effect decides what becomes of a push") {
  const Draws draws(1, "r", 1);
  CHECK(push_decision(effects::PushStuck{}, draws).stuck);
  CHECK(push_decision(effects::PushSlow{effects::FixedDelay{Milliseconds(9)}}, draws).duration ==
        Milliseconds(9));
  CHECK(push_decision(effects::PushFails{.reason = PushFailure::timed_out}, draws).failure ==
        PushFailure::timed_out);
  CHECK_FALSE(push_decision(effects::reset(), draws).failure);
}

TEST_CASE("every effect and each of its attributes is described in words") {
  for (const auto& description : describe_effects()) {
    INFO(description.kind);
    CHECK_FALSE(description.does.empty());
    CHECK_FALSE(description.phases.empty());
    for (const auto& attribute : description.attributes) CHECK_FALSE(attribute.meaning.empty());
  }
  CHECK(describe_effects().size() == std::variant_size_v<effects::Any>);
}

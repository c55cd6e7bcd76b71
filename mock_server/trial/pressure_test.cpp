#include "trial/pressure.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using Catch::Matchers::Contains;
using trial::find_pressure;

namespace {

/// Requests of one operation, each some time after the one before.
class Requests {
 public:
  Requests& add(Milliseconds after, int status, Headers headers = {}, std::string body = "") {
    at_ += after;
    entries.push_back({.number = entries.size() + 1,
                       .at = at_,
                       .tenant = "origin",
                       .operation = "story.create",
                       .path = "/api/v1/stories",
                       .request = {.method = "POST", .target = "/t/origin/api/v1/stories"},
                       .status = status});
    entries.back().request.body = std::move(body);
    entries.back().response_headers = std::move(headers);
    entries.back().answered_at = at_;
    return *this;
  }
  std::vector<JournalEntry> entries;

 private:
  Time at_ = VirtualClock::default_start;
};

std::string pressure(const Requests& requests) {
  return find_pressure(requests.entries, {});
}

constexpr Milliseconds now{0};
constexpr Milliseconds a_moment{1};
constexpr Milliseconds long_after{60'000};

}  // namespace

TEST_CASE("a request before Retry-After is over is too early, and one after it is not") {
  const Headers two_seconds = {{"Retry-After", "2"}};
  CHECK_THAT(pressure(Requests().add(now, 429, two_seconds).add(Milliseconds(1749), 201)),
             Contains("251 ms before the Retry-After"));
  CHECK(pressure(Requests().add(now, 429, two_seconds).add(Milliseconds(2000), 201)).empty());
  CHECK_FALSE(pressure(Requests().add(now, 503, two_seconds).add(now, 201)).empty());
  const Headers as_a_date = {{"Retry-After", "Thu, 01 Jan 2026 00:00:05 GMT"}};
  CHECK_FALSE(pressure(Requests().add(now, 429, as_a_date).add(Milliseconds(4700), 201)).empty());
  CHECK(pressure(Requests().add(now, 429, as_a_date).add(Milliseconds(5000), 201)).empty());
}

TEST_CASE("a client whose clock is a quarter of a second ahead waits long enough") {
  const Headers two_seconds = {{"Retry-After", "2"}};
  CHECK(pressure(Requests().add(now, 429, two_seconds).add(Milliseconds(1750), 201)).empty());
}

TEST_CASE(
    "each request that came before a Retry-After was over is found, also after a longer one") {
  const auto wait = [](const char* seconds) { return Headers{{"Retry-After", seconds}}; };
  CHECK_FALSE(pressure(Requests()
                           .add(now, 429, wait("60"), "first")
                           .add(now, 429, wait("1"), "second")
                           .add(Milliseconds(1500), 201, {}, "second"))
                  .empty());
}

TEST_CASE("a request that was under way with the one that has to wait does not ignore the wait") {
  const Headers two_seconds = {{"Retry-After", "2"}};
  CHECK(pressure(
            Requests().add(now, 429, two_seconds, "first").add(Milliseconds(99), 201, {}, "second"))
            .empty());
  CHECK_FALSE(
      pressure(
          Requests().add(now, 429, two_seconds, "first").add(Milliseconds(100), 201, {}, "second"))
          .empty());
  Requests before_the_answer;
  before_the_answer.add(now, 429, two_seconds).add(Milliseconds(50), 201);
  before_the_answer.entries.front().answered_at = before_the_answer.entries.back().at + a_moment;
  CHECK(pressure(before_the_answer).empty());
}

TEST_CASE("what cannot be read as a time asks for no wait") {
  CHECK(pressure(Requests().add(now, 429, {{"Retry-After", "soon"}}).add(now, 201)).empty());
  CHECK(pressure(Requests().add(now, 429).add(now, 201)).empty());
}

TEST_CASE("another operation may be asked for while one has to wait") {
  Requests requests;
  requests.add(now, 429, {{"Retry-After", "2"}}).add(now, 200);
  requests.entries.back().operation = "story.list";
  CHECK(pressure(requests).empty());
}

TEST_CASE("eleven failed requests within a second are too many, ten are not") {
  Requests ten;
  for (int i = 0; i < 10; ++i) ten.add(Milliseconds(10), 500);
  CHECK(pressure(ten).empty());
  CHECK_THAT(pressure(ten.add(Milliseconds(10), 500)), Contains("within a second"));
  Requests slower;
  for (int i = 0; i < 15; ++i) slower.add(Milliseconds(101), 500);
  CHECK(pressure(slower).empty());
}

TEST_CASE("a success between failed requests begins anew") {
  Requests requests;
  for (int i = 0; i < 30; ++i) requests.add(Milliseconds(1), i % 8 == 7 ? 201 : 500);
  CHECK(pressure(requests).empty());
}

TEST_CASE("twenty failed requests more than without a fault are too many, however slowly") {
  Requests requests;
  for (int i = 0; i < 20; ++i) requests.add(long_after, 500);
  CHECK(pressure(requests).empty());
  requests.add(long_after, 500);
  CHECK_THAT(pressure(requests), Contains("in a row"));
  CHECK(find_pressure(requests.entries, Requests().add(now, 201).entries).empty());
}

TEST_CASE("what was refused for good is not repeated unchanged") {
  for (const int status : {401, 403, 404, 422}) {
    INFO(status);
    CHECK_THAT(pressure(Requests().add(now, status).add(long_after, 201)),
               Contains("repeats request 1"));
  }
  CHECK(pressure(Requests().add(now, 409).add(long_after, 201)).empty());
  CHECK(pressure(Requests().add(now, 422, {}, "{}").add(long_after, 201, {}, "[]")).empty());
}

TEST_CASE("a repeat that the client also makes without a fault is its way of working") {
  Requests usual;
  usual.add(now, 404).add(now, 404);
  CHECK(find_pressure(usual.entries, usual.entries).empty());
}

TEST_CASE("an answer that no client can read has failed, whatever its status is") {
  Requests requests;
  for (int i = 0; i < 11; ++i) {
    requests.add(Milliseconds(1), 200);
    requests.entries.back().faults = {{.rule = "r", .phase = Phase::response}};
  }
  const auto all_under = [&](const std::string& effect) {
    for (auto& entry : requests.entries) entry.faults.front().effect = effect;
    return pressure(requests);
  };
  for (const char* effect : {"broken_json", "truncate", "garbage"})
    CHECK_FALSE(all_under(effect).empty());
  for (const char* effect : {"delay", "throttle", "hold", "wrong_content_type", "wrong_type"})
    CHECK(all_under(effect).empty());
}

TEST_CASE("failures that the client also sees without a fault are its way of working") {
  Requests probing;
  for (int i = 0; i < 12; ++i) probing.add(Milliseconds(1), 404, {}, std::to_string(i));
  CHECK_FALSE(pressure(probing).empty());
  auto in_the_baseline = probing.entries;
  for (auto& entry : probing.entries)
    entry.request.headers.add("Authorization", "Bearer [redacted:0a1b2c3d]");
  for (auto& entry : in_the_baseline)
    entry.request.headers.add("Authorization", "Bearer [redacted:99999999]");
  CHECK(find_pressure(probing.entries, in_the_baseline).empty());
}

TEST_CASE("a request of another operation that succeeds between failed ones changes nothing") {
  Requests requests;
  for (int i = 0; i < 22; ++i) {
    requests.add(Milliseconds(1), i % 2 == 0 ? 200 : 500);
    if (i % 2 == 0) requests.entries.back().operation = "story.list";
  }
  CHECK_THAT(pressure(requests), Contains("within a second"));
}

TEST_CASE("what a stale read did not show may be asked for again") {
  Requests requests;
  requests.add(now, 404).add(long_after, 200);
  requests.entries.front().faults = {{.rule = "r", .phase = Phase::before_commit}};
  requests.entries.front().faults.front().effect = "stale_read";
  CHECK(pressure(requests).empty());
}

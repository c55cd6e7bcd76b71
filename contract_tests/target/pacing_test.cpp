#include "contract_tests/target/pacing.hpp"

#include "contract_tests/target/testing/targets.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;
using testing::HurriedClock;

namespace {

Response too_many(const std::string& retry_after) {
  Response response;
  response.status = 429;
  if (!retry_after.empty()) response.headers.add("Retry-After", retry_after);
  return response;
}

}  // namespace

TEST_CASE("after a 429 the request is sent again, when the tenant said to") {
  HurriedClock clock;
  int asked = 0;
  auto target = std::make_shared<HandlerTarget>(
      [&](const Request&) { return ++asked == 1 ? too_many("7") : Response{}; });
  PacedTarget paced(target, {}, clock, {});
  const auto began = clock.now();
  CHECK(paced.send({}).status == 200);
  CHECK(asked == 2);
  CHECK(clock.now() - began == Milliseconds{7000});
}

TEST_CASE("a run stays under the rate limit and within its budget") {
  HurriedClock clock;
  Pace pace;
  pace.requests_per_minute = 10;
  pace.request_budget = 25;
  PacedTarget paced(std::make_shared<HandlerTarget>([](const Request&) { return Response{}; }),
                    pace, clock, {});
  const auto began = clock.now();
  for (int i = 0; i < 25; ++i) paced.send({});
  CHECK(clock.now() - began == std::chrono::minutes{2});
  CHECK_THROWS_AS(paced.send({}), RunEnds);
  paced.only_clean_up_now();
  CHECK(paced.send({}).status == 200);
}

TEST_CASE("a request that gets 429 without a time is sent again after longer and longer waits") {
  HurriedClock clock;
  std::vector<Time> asked;
  auto target = std::make_shared<HandlerTarget>([&](const Request&) {
    asked.push_back(clock.now());
    return too_many("");
  });
  PacedTarget paced(target, {}, clock, {});
  CHECK(paced.send({}).status == 429);
  REQUIRE(asked.size() == 9);
  std::vector<Milliseconds> waits;
  for (std::size_t i = 1; i < asked.size(); ++i) waits.push_back(asked[i] - asked[i - 1]);
  const std::vector<int> expected{500, 1000, 2000, 4000, 8000, 16'000, 32'000, 32'000};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(waits[i] == Milliseconds{expected[i]});
  CHECK(paced.times_rate_limited() == 9);
  CHECK(paced.requests_sent() == 9);
}

TEST_CASE("a 503 with Retry-After is sent again, and returned after the last resend") {
  HurriedClock clock;
  int asked = 0;
  const auto busy = [&](int times, const std::string& retry_after) {
    asked = 0;
    return std::make_shared<HandlerTarget>([&asked, times, retry_after](const Request&) {
      auto answer = too_many(retry_after);
      answer.status = ++asked > times ? 200 : 503;
      return answer;
    });
  };
  PacedTarget recovers(busy(3, "7"), {}, clock, {});
  const auto began = clock.now();
  CHECK(recovers.send({}).status == 200);
  CHECK(asked == 4);
  CHECK(clock.now() - began == Milliseconds{21'000});
  CHECK(recovers.times_rate_limited() == 0);
  PacedTarget goes_on(busy(100, "1"), {}, clock, {});
  CHECK(goes_on.send({}).status == 503);
  CHECK(asked == 9);
  PacedTarget says_nothing(busy(100, ""), {}, clock, {});
  CHECK(says_nothing.send({}).status == 503);
  CHECK(asked == 1);
}

TEST_CASE("the waits before useless resends are bounded for the whole run") {
  HurriedClock clock;
  PacedTarget paced(std::make_shared<HandlerTarget>([](const Request&) { return too_many("60"); }),
                    {.longest_in_vain = std::chrono::seconds{500}}, clock, {});
  const auto began = clock.now();
  for (int i = 0; i < 20; ++i) CHECK(paced.send({}).status == 429);
  CHECK(clock.now() - began <= std::chrono::seconds{500});
}

TEST_CASE("no wait is longer than the limit") {
  HurriedClock clock;
  int asked = 0;
  auto target = std::make_shared<HandlerTarget>(
      [&](const Request&) { return ++asked == 1 ? too_many("100000") : Response{}; });
  PacedTarget paced(target, {}, clock, {});
  const auto began = clock.now();
  paced.send({});
  CHECK(clock.now() - began == std::chrono::minutes{2});
}

TEST_CASE("after an interrupt only requests that clean up are sent") {
  HurriedClock clock;
  std::stop_source interrupt;
  int asked = 0;
  auto target =
      std::make_shared<HandlerTarget>([&](const Request&) { return ++asked, Response{}; });
  PacedTarget paced(target, {}, clock, interrupt.get_token());
  paced.send({});
  interrupt.request_stop();
  CHECK_THROWS_AS(paced.send({}), RunEnds);
  CHECK(asked == 1);
  paced.only_clean_up_now();
  CHECK(paced.send({}).status == 200);
  CHECK(asked == 2);
}

TEST_CASE("an interrupt ends a wait, but no wait of the clean-up") {
  HurriedClock clock;
  std::stop_source interrupt;
  int asked = 0;
  auto target = std::make_shared<HandlerTarget>([&](const Request&) {
    interrupt.request_stop();
    return ++asked % 2 == 1 ? too_many("1") : Response{};
  });
  PacedTarget paced(target, {}, clock, interrupt.get_token());
  CHECK_THROWS_AS(paced.send({}), RunEnds);
  CHECK(asked == 1);
  paced.only_clean_up_now();
  asked = 0;
  CHECK(paced.send({}).status == 200);
  CHECK(asked == 2);
}

TEST_CASE("requests sent together count one by one, or are not sent at all") {
  HurriedClock clock;
  int asked = 0;
  const auto target =
      std::make_shared<testing::AtOnceTarget>([&](const Request&) { return ++asked, Response{}; });
  PacedTarget paced(target, {.requests_per_minute = 10, .request_budget = 25}, clock, {});
  const auto began = clock.now();
  const std::vector<Request> eight(8);
  for (int i = 0; i < 3; ++i) CHECK(paced.send_together(eight).size() == 8);
  CHECK(paced.requests_sent() == 24);
  CHECK(clock.now() - began == Milliseconds{120'000});
  CHECK_THROWS_AS(paced.send_together(eight), RunEnds);
  CHECK(asked == 24);
}

TEST_CASE("a 429 to requests sent together is returned, not sent again") {
  HurriedClock clock;
  int asked = 0;
  const auto target = std::make_shared<testing::AtOnceTarget>(
      [&](const Request&) { return ++asked, too_many("1"); });
  PacedTarget paced(target, {}, clock, {});
  CHECK(paced.send_together(std::vector<Request>(3)).at(2).status == 429);
  CHECK(asked == 3);
  CHECK(paced.times_rate_limited() == 3);
}

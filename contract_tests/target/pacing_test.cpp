#include "contract_tests/target/pacing.hpp"

#include "support/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

Response too_many(const std::string& retry_after) {
  Response response;
  response.status = 429;
  if (!retry_after.empty()) response.headers.add("Retry-After", retry_after);
  return response;
}

/// Virtual time that moves on by itself when somebody waits.
class HurriedClock final : public Clock {
 public:
  Time now() const override { return now_; }
  bool wait_until(Time deadline, std::stop_token) override {
    now_ = std::max(now_, deadline);
    return true;
  }

 private:
  Time now_{std::chrono::seconds{784'111'777}};  // Sun, 06 Nov 1994 08:49:37 GMT
};

}  // namespace

TEST_CASE("Retry-After is read in seconds and as a date") {
  const Time now{std::chrono::seconds{784'111'777}};
  CHECK(retry_after(too_many("3"), now) == Milliseconds{3000});
  CHECK(retry_after(too_many("Sun, 06 Nov 1994 08:49:47 GMT"), now) == Milliseconds{10'000});
  CHECK_FALSE(retry_after(too_many(""), now));
  CHECK_FALSE(retry_after(too_many("soon"), now));
}

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
  CHECK_THROWS_AS(paced.send({}), BudgetSpent);
  paced.only_clean_up_now();
  CHECK(paced.send({}).status == 200);
}

#include "testing/catch2.hpp"

#include <tines_mock/clock.hpp>

#include <thread>

using namespace tines_mock;

namespace {

constexpr Milliseconds second{1000};

}  // namespace

TEST_CASE("a virtual clock starts in 2026 or at a given time, and moves only when it is advanced") {
  CHECK(VirtualClock().now() == Time(Milliseconds(1'767'225'600'000)));
  VirtualClock clock{Time(second)};
  clock.advance(Milliseconds(0));
  CHECK(clock.now() == Time(second));
  clock.advance(second);
  CHECK(clock.now() == Time(2 * second));
  CHECK_THROWS_WITH(clock.advance(Milliseconds(-1)),
                    "VirtualClock::advance takes a duration of 0 ms or more, not -1: time does "
                    "not go back");
}

TEST_CASE("waiting for a time that has passed returns at once") {
  VirtualClock clock;
  CHECK(clock.wait_until(clock.now(), {}));
  std::stop_source stop;
  stop.request_stop();
  CHECK_FALSE(clock.wait_until(clock.now(), stop.get_token()));
  CHECK(SystemClock().wait_for(Milliseconds(0), {}));
}

TEST_CASE("a wait ends when the clock reaches the time, and not before") {
  VirtualClock clock;
  std::stop_source stop;
  bool reached = false;
  std::thread waiter([&] { reached = clock.wait_for(second, stop.get_token()); });
  REQUIRE(clock.wait_for_waiters(1));
  clock.advance(second - Milliseconds(1));
  CHECK(clock.waiting() == 1);
  clock.advance(Milliseconds(1));
  CHECK(clock.waiting() == 0);
  stop.request_stop();
  waiter.join();
  CHECK(reached);
}

TEST_CASE("a stop request ends a wait, which then no longer counts as waiting") {
  VirtualClock clock;
  SystemClock real;
  std::stop_source stop;
  bool reached = true, really_reached = true;
  std::thread waiter([&] { reached = clock.wait_for(second, stop.get_token()); });
  std::thread on_real_time(
      [&] { really_reached = real.wait_for(std::chrono::hours(1), stop.get_token()); });
  REQUIRE(clock.wait_for_waiters(1));
  stop.request_stop();
  waiter.join();
  on_real_time.join();
  CHECK_FALSE(reached);
  CHECK_FALSE(really_reached);
  CHECK(clock.waiting() == 0);
  CHECK_FALSE(clock.wait_for_waiters(1, stop.get_token()));
}

TEST_CASE("advance_while releases each wait at its deadline, also of the thread that calls it") {
  VirtualClock clock;
  clock.advance_while([&] {
    CHECK(clock.wait_for(second, {}));
    CHECK(clock.wait_for(2 * second, {}));
  });
  CHECK(clock.now() == VirtualClock::default_start + 3 * second);
  CHECK_THROWS_AS(clock.advance_while([] { throw std::runtime_error("work failed"); }),
                  std::runtime_error);
}

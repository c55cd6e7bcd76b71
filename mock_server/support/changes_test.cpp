#include "support/changes.hpp"

#include "support/stop.hpp"
#include "testing/catch2.hpp"

#include <memory>
#include <thread>

using namespace tines_mock;
using namespace std::chrono_literals;

namespace {

std::chrono::steady_clock::time_point in(std::chrono::steady_clock::duration time) {
  return std::chrono::steady_clock::now() + time;
}

}  // namespace

TEST_CASE("each part of a world counts its own changes, and the total counts all of them") {
  Changes changes;
  changes.note(Changes::Part::state);
  changes.note(Changes::Part::journal);
  changes.note(Changes::Part::journal);
  const auto numbers = changes.numbers();
  CHECK(numbers.state == 1);
  CHECK(numbers.journal == 2);
  CHECK(numbers.faults == 0);
  CHECK(numbers.clock == 0);
  CHECK(changes.total() == 3);
}

TEST_CASE("a wait for a change that has happened ends at once") {
  Changes changes;
  const auto seen = changes.total();
  changes.note(Changes::Part::clock);
  changes.wait(seen, in(1h), {});
  CHECK(changes.total() != seen);
}

TEST_CASE("a wait ends at the next change, however many threads wait and note") {
  Changes changes;
  constexpr int rounds = 200;
  std::jthread other([&] {
    for (int round = 0; round < rounds; ++round) {
      const auto seen = static_cast<std::uint64_t>(2 * round);
      changes.wait(seen, in(1h), {});
      changes.note(Changes::Part::faults);
    }
  });
  for (int round = 0; round < rounds; ++round) {
    changes.note(Changes::Part::state);
    changes.wait(static_cast<std::uint64_t>(2 * round + 1), in(1h), {});
  }
  CHECK(changes.total() == 2 * rounds);
}

TEST_CASE("a wait without a change ends at its deadline, or at a stop") {
  Changes changes;
  changes.wait(0, in(1ms), {});
  std::stop_source stop;
  stop.request_stop();
  changes.wait(0, in(1h), stop.get_token());
  CHECK(changes.total() == 0);
}

TEST_CASE("either of two stops ends a wait") {
  std::stop_source a;
  std::stop_source b;
  const EitherStop either(a.get_token(), b.get_token());
  CHECK_FALSE(either.token().stop_requested());
  b.request_stop();
  CHECK(either.token().stop_requested());
  const EitherStop late(b.get_token(), a.get_token());
  CHECK(late.token().stop_requested());
}

TEST_CASE("one wait more than the bound ends the wait that began first, and no other") {
  BoundedWaits waits(2);
  const BoundedWaits::Place first(waits);
  auto second = std::make_unique<BoundedWaits::Place>(waits);
  const BoundedWaits::Place third(waits);
  CHECK(first.token().stop_requested());
  CHECK_FALSE(second->token().stop_requested());
  second.reset();
  const BoundedWaits::Place fourth(waits);
  CHECK_FALSE(third.token().stop_requested());
  CHECK_FALSE(fourth.token().stop_requested());
}

#include "control/operations.hpp"
#include "control/reply.hpp"
#include "support/iso8601.hpp"
#include "support/limits.hpp"

namespace tines_mock::control {
namespace {

constexpr IntegerRange an_advance{0, Milliseconds(limits::clock_advance).count()};

Milliseconds read_advance(const ValueReader& value) {
  std::int64_t by_ms = 0;
  ObjectReader reader(value);
  reader.required_integer("by_ms", by_ms, an_advance);
  reader.no_others();
  return Milliseconds(by_ms);
}

}  // namespace

Response show_clock(const Context& context) {
  const auto* clock = context.world->virtual_clock();
  const auto now = context.world->clock().now();
  return reply(200, {{"now", to_iso8601(now)},
                     {"now_ms", now.time_since_epoch().count()},
                     {"virtual", clock != nullptr},
                     {"waiting", clock ? clock->waiting() : 0}});
}

Response advance_clock(const Context& context) {
  const auto by = read_body(context.request, read_advance);
  if (!by) return by.error();
  auto* clock = context.world->virtual_clock();
  if (!clock)
    return error(409, "The world \"" + context.world->name() +
                          "\" runs on real time: only a virtual clock can be moved");
  clock->advance(*by);
  return show_clock(context);
}

}  // namespace tines_mock::control

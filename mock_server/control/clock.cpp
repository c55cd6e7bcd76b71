#include "control/operations.hpp"
#include "control/reply.hpp"
#include "support/iso8601.hpp"
#include "support/limits.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

constexpr IntegerRange an_advance{0, Milliseconds(limits::clock_advance).count()};

enum class Goal { next_event };

const Names<Goal> goal_names = {{"next_event", Goal::next_event}};

/// How far to move the clock: by a duration, or to a moment.
struct Advance {
  std::int64_t by_ms = 0;
  std::optional<Goal> to = {};
};

Advance read_advance(const ValueReader& value) {
  Advance advance;
  ObjectReader reader(value);
  if (const auto to = reader.optional("to"))
    advance.to = to->choice(goal_names);
  else
    reader.required_integer("by_ms", advance.by_ms, an_advance);
  reader.no_others();
  return advance;
}

std::optional<Milliseconds> time_to_next_event(exchange::HostedWorld& world) {
  const auto next = world.next_event();
  if (!next) return std::nullopt;
  return std::max(*next - world.clock().now(), Milliseconds(0));
}

Json next_event_json(std::optional<Milliseconds> in, Time now) {
  return in ? Json(to_iso8601(now + *in)) : Json();
}

}  // namespace

Response show_clock(const Context& context) {
  const auto* clock = context.world->virtual_clock();
  const auto next_in = time_to_next_event(*context.world);
  const auto now = context.world->clock().now();
  return reply(200, {{"now", to_iso8601(now)},
                     {"now_ms", now.time_since_epoch().count()},
                     {"virtual", clock != nullptr},
                     {"waiting", clock ? clock->waiting() : 0},
                     {"next_event", next_event_json(next_in, now)},
                     {"next_event_in_ms", next_in ? Json(next_in->count()) : Json()}});
}

Response advance_clock(const Context& context) {
  const auto wanted = read_body(context.request, read_advance);
  if (!wanted) return wanted.error();
  auto* clock = context.world->virtual_clock();
  if (!clock)
    return error(409, "The world \"" + context.world->name() +
                          "\" runs on real time: only a virtual clock can be moved");
  auto by = Milliseconds(wanted->by_ms);
  if (wanted->to) {
    const auto next = time_to_next_event(*context.world);
    if (!next) return error(409, "Nothing will happen by time alone: there is no next event");
    by = *next;
  }
  clock->advance(by);
  context.world->locked([](const auto&...) {});  // everything that is due now happens
  return show_clock(context);
}

}  // namespace tines_mock::control

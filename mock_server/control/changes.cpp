#include "control/operations.hpp"
#include "control/query.hpp"
#include "control/reply.hpp"
#include "support/limits.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

struct WantedChange {
  std::optional<std::int64_t> after = {};  ///< empty: no wait
  Milliseconds within{0};
};

WantedChange read_wanted(const Target& target, Problems& problems) {
  WantedChange wanted;
  const Json query = query_json(target, problems);
  ObjectReader reader(ValueReader(query, "?", problems));
  if (const auto after = reader.optional("after")) wanted.after = after->integer(not_negative);
  wanted.within = read_within(reader);
  reader.no_others();
  return wanted;
}

}  // namespace

std::string Wait::why_cut_short() const {
  if (!place_.token().stop_requested()) return "";
  return "more than " + std::to_string(limits::waiting_requests) +
         " requests waited, and this one had waited longest";
}

std::string wait_until(const Context& context, Milliseconds within,
                       const std::function<bool()>& condition) {
  if (within == Milliseconds(0)) {
    context.world->wait_until(condition, within, {});
    return "";
  }
  const Wait wait(context);
  const auto end = context.world->wait_until(condition, within, wait.token());
  auto why = end == exchange::WaitEnd::stopped ? wait.why_cut_short() : "";
  return why.empty() ? std::string(exchange::why_cut_short(end)) : why;
}

Response show_changes(const Context& context) {
  Problems problems;
  const auto wanted = read_wanted(context.target, problems);
  if (!problems.empty()) return error(422, problems);
  const auto& changes = context.world->changes();
  bool changed = false;
  const auto cut_short = wait_until(context, wanted.within, [&] {
    changed = !wanted.after || changes.total() != static_cast<std::uint64_t>(*wanted.after);
    return changed;
  });
  const auto numbers = changes.numbers();
  return reply(200, {{"number", numbers.total()},
                     {"changed", changed},
                     {"cut_short", text_or_null(cut_short)},
                     {"state", numbers.state},
                     {"journal", numbers.journal},
                     {"faults", numbers.faults},
                     {"clock", numbers.clock}});
}

}  // namespace tines_mock::control

#include "contract_tests/properties/known_state.hpp"

#include "contract_tests/checks/reading.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

std::map<PathId, const Json*> by_id(const std::vector<Json>& listed) {
  std::map<PathId, const Json*> all;
  for (const auto& object : listed) {
    if (const auto id = id_of(object)) all[*id] = &object;
  }
  return all;
}

}  // namespace

void KnownState::note(const Answer& answer) {
  const auto& call = answer.call;
  if (!answer.ok() || call.method == "GET") return;
  if (call.method == "DELETE") {
    note(call, call.target.substr(call.target.rfind('/') + 1), {.is_there = false});
  }
  const bool shows_it = call.operation == Operation::create || call.operation == Operation::update;
  const auto object = shows_it ? destination_in(answer) : std::nullopt;
  if (const auto id = object ? id_of(*object) : std::nullopt) {
    note(call, *id, {.is_there = true, .lasting = lasting(*object)});
  }
  if (is_sync(call.operation)) return;
  for (auto& [id, state] : known_) state.lasting.reset();
}

void KnownState::note(const Call& call, const PathId& id, State state) {
  if (call.in_company && call.operation == Operation::update) {
    // Of updates in flight together, it is not known which one was last.
    if (known_.contains(id)) known_[id].lasting.reset();
  } else if (state.is_there || known_.contains(id)) {
    known_[id] = std::move(state);
  }
}

bool KnownState::agrees_with(const std::vector<Json>& listed) {
  const auto all = by_id(listed);
  const auto agrees = [&](const auto& known) {
    const auto found = all.find(known.first);
    if (found == all.end()) return !known.second.is_there;
    const auto& expected = known.second.lasting;
    return known.second.is_there && (!expected || lasting(*found->second) == *expected);
  };
  if (!std::ranges::all_of(known_, agrees)) return false;
  std::erase_if(known_, [](const auto& known) { return !known.second.is_there; });
  return true;
}

void KnownState::accept(const std::vector<Json>& listed) {
  const auto all = by_id(listed);
  for (auto& [id, state] : known_) state = {.is_there = all.contains(id)};
  std::erase_if(known_, [](const auto& known) { return !known.second.is_there; });
}

}  // namespace tines_mock::contract

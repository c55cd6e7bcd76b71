#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <rapidcheck.h>

/// Sequences of requests, as data: what to do, to which of the destinations that there are, with
/// what.
namespace tines_mock::contract {

enum class Step {
  create,
  update_stories,
  update_manual,
  update_nothing,
  remove,
  manual_sync,
  story_sync,  // proper
  create_with_refused_key,
  bad_create,
  bad_update,
  unknown_destination,
  without_key,  // trouble
  show,
  list  // looks
};

struct Command {
  Step step = Step::create;
  std::size_t which = 0;             ///< of the destinations, counted around
  std::vector<std::size_t> stories;  ///< of the settings, counted around
  bool flag = false;
};

std::ostream& operator<<(std::ostream& out, const Command& command);

/// Shrinks by leaving out commands, and to simpler ones.
rc::Gen<std::vector<Command>> any_commands();

}  // namespace tines_mock::contract

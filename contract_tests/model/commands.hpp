#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <rapidcheck.h>

/// Sequences of requests, as data: what to do, to which of the destinations that there are, with
/// what. A step that a target cannot do is passed over.
namespace tines_mock::contract {

enum class Step {
  // Proper requests.
  create,
  update_stories,
  update_manual,
  update_key,
  update_nothing,
  remove,
  manual_sync,
  story_sync,
  // Trouble.
  create_with_refused_key,
  bad_create,
  bad_update,
  unknown_destination,
  without_key,
  // Looks.
  show,
  list,
  // Where the target has stories that may be changed.
  edit_story,
  delete_story,
  // What only the mock can do.
  failing_sync,
  lost_answer,
  rate_limit,
  clock
};

struct Command {
  Step step = Step::create;
  std::size_t which = 0;             ///< of the destinations, counted around
  std::vector<std::size_t> stories;  ///< of those at hand, counted around
  bool flag = false;
};

std::ostream& operator<<(std::ostream& out, const Command& command);

/// Shrinks by leaving out commands, and to simpler ones.
rc::Gen<std::vector<Command>> any_commands();

}  // namespace tines_mock::contract

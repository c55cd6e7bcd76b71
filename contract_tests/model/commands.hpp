#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <rapidcheck.h>

/// Sequences of requests as data: what to do, with which sync destination and which stories. A step
/// that the tenant under test does not allow is skipped.
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
  // Bad requests.
  create_with_refused_key,
  bad_create,
  bad_update,
  unknown_destination,
  without_key,
  // Reads.
  show,
  list,
  // Changes of stories.
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
  std::size_t which = 0;             ///< index of the sync destination, modulo their number
  std::vector<std::size_t> stories;  ///< indices of stories, modulo their number
  bool flag = false;
};

std::ostream& operator<<(std::ostream& out, const Command& command);

/// Shrinks to fewer and simpler commands.
rc::Gen<std::vector<Command>> any_commands();

}  // namespace tines_mock::contract

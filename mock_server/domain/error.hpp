#pragma once

#include "support/result.hpp"

#include <string>
#include <vector>

namespace tines_mock::domain {

/// Why a tenant does not do what it is asked for. `api/errors` gives each its HTTP status.
enum class ErrorKind {
  unknown_team,
  unknown_story,
  story_of_another_team,
  unknown_sync_destination,
  story_not_subscribed,
  missing_parameter,
  invalid_parameter
};

/// One thing that is wrong, in words for the person who sent it.
struct Error {
  ErrorKind kind;
  std::string parameter;  ///< which one, for example "story_ids"; "" when none was sent
  std::string expected;
  std::string found;
};

/// Never empty when it is the error of a Result.
using Errors = std::vector<Error>;

template <class T>
using Outcome = Result<T, Errors>;

inline Failure<Errors> failure(Error error) {
  return {Errors{std::move(error)}};
}

}  // namespace tines_mock::domain

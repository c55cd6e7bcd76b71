#pragma once

#include "support/result.hpp"

#include <optional>
#include <string>
#include <string_view>
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

/// Why a tenant that has so many takes no more of them; empty when it does.
inline std::optional<Error> objection_to_one_more(std::string_view what, std::size_t there,
                                                  std::size_t limit) {
  if (there < limit) return std::nullopt;
  return Error{ErrorKind::invalid_parameter, "",
               "at most " + std::to_string(limit) + ' ' + std::string(what) + " a tenant",
               "one more"};
}

}  // namespace tines_mock::domain

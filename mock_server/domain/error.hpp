#pragma once

#include "support/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::domain {

/// Why a tenant does not carry out an operation. `api/responses` gives each kind its HTTP status.
enum class ErrorKind {
  unknown_team,
  unknown_story,
  story_of_another_team,
  unknown_sync_destination,
  story_not_subscribed,
  missing_parameter,
  invalid_parameter
};

/// One mistake in a request, in words for the person who sent it.
struct Error {
  ErrorKind kind;
  std::string parameter;  ///< for example "story_ids"; "" when the mistake is not in a parameter
  std::string expected;
  std::string found;
};

/// All mistakes of one request. As the error of a Result it is never empty.
using Errors = std::vector<Error>;

inline Failure<Errors> failure(Error error) {
  return {Errors{std::move(error)}};
}

/// Whether a tenant that has `count` of something may get one more.
inline Result<void, Error> check_limit(std::string_view what, std::size_t count,
                                       std::size_t limit) {
  if (count < limit) return {};
  return Failure{Error{ErrorKind::invalid_parameter, "",
                       "at most " + std::to_string(limit) + ' ' + std::string(what) + " a tenant",
                       "one more"}};
}

}  // namespace tines_mock::domain

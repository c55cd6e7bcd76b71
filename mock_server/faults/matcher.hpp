#pragma once

#include "json/parse.hpp"

#include <tines_mock/matcher.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Whether a request fits a matcher: the same for fault rules and for verification.
namespace tines_mock::faults {

/// Whether a request with that method only reads.
inline bool is_read(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

/// A request's body, parsed when a matcher first needs its JSON. Not thread-safe: it belongs to one
/// request. REQUIRES: the text outlives it.
class LazyBody {
 public:
  explicit LazyBody(std::string_view text) : text_(text) {}

  /// nullptr when the text is not JSON.
  const Json* json() const;

 private:
  std::string_view text_;
  mutable bool parsed_ = false;
  mutable std::shared_ptr<const Json> json_;
};

/// A request, or a push, as a matcher sees it. A view: what it refers to must outlive it.
struct Subject {
  std::string_view tenant = {};
  std::string_view operation = {};  ///< of the route table; "push" at Phase::push
  std::string_view path = {};  ///< without world and tenant prefix and query, as path_of spells it
  const Request* request = nullptr;      ///< nullptr at Phase::connect and Phase::push
  const LazyBody* body = nullptr;        ///< nullptr until the body was read
  std::optional<StoryId> story_id = {};  ///< in the path, or of the story that is pushed
  std::optional<SyncDestinationId> sync_destination_id = {};
};

/// One way in which a request does not fit a matcher.
struct Difference {
  std::string part;  ///< "method", "header Accept", "body /team_id", …
  std::string expected;
  std::string found;
};

/// A matcher whose path and body have been parsed, to be compared with many requests. Immutable.
class CompiledMatcher {
 public:
  /// Throws std::logic_error when `body_json` is not JSON. `validate` (validation.hpp) finds that
  /// and more as problems.
  explicit CompiledMatcher(Matcher matcher);

  /// Both ignore `nth`, which is about several requests.
  bool fits(const Subject& subject) const;
  std::vector<Difference> differences(const Subject& subject) const;

  const Matcher& matcher() const { return matcher_; }

 private:
  Matcher matcher_;
  std::shared_ptr<const Json> body_;
};

/// The matcher in words: `operation "story.get", tenant "origin"`; "any request" when no part of it
/// is set.
std::string describe(const Matcher& matcher);

}  // namespace tines_mock::faults

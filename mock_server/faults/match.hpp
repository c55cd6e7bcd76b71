#pragma once

#include "faults/lazy_body.hpp"

#include <tines_mock/matcher.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Whether a request is one that is meant: the same for fault rules and for verification.
namespace tines_mock::faults {

/// Whether a request with that method only reads.
inline bool is_read(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

/// A request, or a push, as a matcher looks at it. A view: what it names must outlive it.
struct Subject {
  std::string_view tenant = {};
  std::string_view operation = {};  ///< of the route table; "push" at Phase::push
  std::string_view path = {};  ///< without world and tenant prefix and query, as path_of spells it
  const Request* request = nullptr;      ///< none at Phase::connect and Phase::push
  const LazyBody* body = nullptr;        ///< none as long as the body was not read
  std::optional<StoryId> story_id = {};  ///< that the path names or that is pushed
  std::optional<SyncDestinationId> sync_destination_id = {};
};

/// One way in which a request is not what a matcher asks for.
struct Difference {
  std::string part;  ///< "method", "header Accept", "body /team_id", …
  std::string expected;
  std::string found;
};

/// A matcher, ready to be held against requests. Immutable.
class Match {
 public:
  /// A `body_json` that is no JSON throws std::logic_error; the readers of rules refuse it before.
  explicit Match(Matcher matcher);

  /// `nth` left aside, which is about more than one request.
  bool fits(const Subject& subject) const;
  std::vector<Difference> differences(const Subject& subject) const;

  const Matcher& matcher() const { return matcher_; }

 private:
  Matcher matcher_;
  std::shared_ptr<const Json> body_;
};

/// What it asks for, in words: `operation "story.get", tenant "origin"`; "any request" for nothing.
std::string describe(const Matcher& matcher);

}  // namespace tines_mock::faults

#include "api/unseen.hpp"

namespace tines_mock::api {

using domain::ErrorKind;

// The domain itself finds what is not there at all, together with everything else that is wrong.
template <class Id>
Unseen& Unseen::need(bool seen, ErrorKind kind, std::string parameter, const char* expected,
                     Id id) {
  if (!seen && !scene_.scope.is_whole_tenant())
    errors_.push_back({kind, std::move(parameter), expected, std::to_string(id.value)});
  return *this;
}

Unseen& Unseen::team(TeamId id, std::string parameter) {
  return need(scene_.find(id), ErrorKind::unknown_team, std::move(parameter),
              "a team of this tenant", id);
}

Unseen& Unseen::story(StoryId id, std::string parameter) {
  return need(scene_.find(id), ErrorKind::unknown_story, std::move(parameter),
              "a story of this tenant", id);
}

Unseen& Unseen::stories(const std::vector<StoryId>& ids, const std::string& parameter) {
  for (const StoryId id : ids) story(id, parameter);
  return *this;
}

Unseen& Unseen::sync_destination(SyncDestinationId id) {
  return need(scene_.find(id), ErrorKind::unknown_sync_destination, "",
              "a sync destination of this tenant", id);
}

Unseen& Unseen::subscription(StoryId id) {
  const bool hidden = scene_.tenant.find_story(id) && !scene_.find(id);
  return need(!hidden, ErrorKind::story_not_subscribed, "", "a story that is subscribed", id);
}

std::optional<domain::Errors> Unseen::errors() const {
  return errors_.empty() ? std::nullopt : std::optional(errors_);
}

}  // namespace tines_mock::api

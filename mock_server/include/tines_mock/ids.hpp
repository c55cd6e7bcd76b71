#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace tines_mock {

/// The id of one kind of entity. Each kind is a type of its own, so that a StoryId cannot be passed
/// where a TeamId is expected.
template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::int64_t number) : value(number) {}
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using TeamId = Id<struct TeamTag>;
using StoryId = Id<struct StoryTag>;
using FolderId = Id<struct FolderTag>;
using UserId = Id<struct UserTag>;
using AgentId = Id<struct AgentTag>;
using SyncDestinationId = Id<struct SyncDestinationTag>;

}  // namespace tines_mock

template <class Tag>
struct std::hash<tines_mock::Id<Tag>> {
  std::size_t operator()(const tines_mock::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};

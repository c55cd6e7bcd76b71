#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The bounds that the C++ API names. A value beyond one of them is an error where it is given.
namespace tines_mock::limits {

using namespace std::chrono_literals;

/// Of every wait: delays, slow pushes, stalls and holds with a duration, deferred syncs.
inline constexpr std::chrono::milliseconds delay = 10min;
inline constexpr std::chrono::milliseconds within = 10min;            ///< WorldHandle::within
inline constexpr std::chrono::milliseconds fault_expiry = 365 * 24h;  ///< FaultRule::expires_after
inline constexpr std::size_t fault_rules = 1000;                      ///< in one world
inline constexpr std::size_t fault_name_bytes = 200;
inline constexpr std::int64_t garbage_bytes = 1024 * 1024;  ///< effects::Garbage
inline constexpr std::int64_t throttle_bytes_per_second = 1024 * 1024 * 1024;
/// Connections that effects::Stall keeps open at the same time. One more closes the oldest.
inline constexpr std::size_t stalled_connections = 64;
/// Requests and pushes that effects::Hold holds at the same time in one world. One more lets the
/// first go on.
inline constexpr std::size_t held_requests = 64;

inline constexpr std::size_t explained_pushes = 100;  ///< of one request, by WorldHandle::explain

inline constexpr std::size_t tenants_per_world = 100;
inline constexpr std::size_t worlds = 1000;    ///< of one server
inline constexpr std::size_t name_bytes = 63;  ///< of a world's or a tenant's name
inline constexpr std::chrono::milliseconds rate_limit_window = 365 * 24h;
/// A synced copy may itself be synced on: to so many further destinations in a row.
inline constexpr int push_chain = 16;
inline constexpr std::size_t push_history = 10;  ///< Subscription::history

inline constexpr std::size_t demo_scenes = 100;
inline constexpr std::size_t demo_steps = 100;  ///< of one scene

inline constexpr std::size_t most_journal_entries = 10'000'000;          ///< JournalLimits::entries
inline constexpr std::size_t most_journal_bytes = std::size_t{4} << 30;  ///< JournalLimits::bytes

}  // namespace tines_mock::limits

#pragma once

#include <tines_mock/limits.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The bounds of the mock that its C++ API does not name; those that it names are in
/// <tines_mock/limits.hpp>.
namespace tines_mock::limits {

using namespace std::chrono_literals;

// What a client may send.
inline constexpr std::size_t request_line_bytes = 8 * 1024;
inline constexpr std::size_t header_bytes = 32 * 1024;  ///< all header lines together
inline constexpr std::size_t headers = 100;
inline constexpr std::size_t body_bytes = 1024 * 1024;
inline constexpr int json_depth = 64;
inline constexpr std::size_t json_members = 4096;  ///< of one object

// Connections.
inline constexpr int listen_backlog = 1024;
inline constexpr std::size_t connections = 1024;
inline constexpr auto request_deadline = 10s;  ///< from a request's first byte to its last
inline constexpr auto keep_alive_idle = 75s;
inline constexpr auto write_deadline = 10s;  ///< for a client that does not read
inline constexpr auto lingering = 2s;        ///< for a client to take a last answer and leave
inline constexpr std::size_t accepting_threads = 16;  ///< that stay when there is less to do
inline constexpr std::size_t thread_stack_bytes = 1024 * 1024;

// What `tines-mock serve` prints.
inline constexpr std::size_t queued_output_bytes = 4 * 1024 * 1024;  ///< for a reader who is slow
inline constexpr auto output_at_end = 1s;  ///< for a reader to take what is queued at the end

// Control API.
inline constexpr std::size_t waiting_requests =
    64;  ///< one more ends the wait of the first, which says so

// Worlds.
inline constexpr std::chrono::milliseconds clock_advance = 365 * 24h;  ///< at once, over HTTP
inline constexpr std::size_t sync_destinations_per_tenant = 1'000'000;
inline constexpr std::size_t stories_per_tenant = 100'000;
inline constexpr std::size_t teams_per_tenant = 10'000;
inline constexpr std::size_t keys_per_tenant = 1'000;
inline constexpr std::size_t story_ids_per_request = 10'000;
inline constexpr std::size_t rate_limit_windows = 10'000;
inline constexpr std::size_t reported_members = 20;  ///< that stand twice in a file
inline constexpr std::size_t named_choices = 50;     ///< in an error of the C++ face
inline constexpr std::size_t file_bytes = 64 * 1024 * 1024;

// Pages (contract_tests/tines-api.md#list).
inline constexpr std::int64_t default_per_page = 20;
inline constexpr std::int64_t max_per_page = 500;

// Trials.
inline constexpr std::size_t trial_runs = 10'000;
inline constexpr std::size_t trial_jobs = 64;
inline constexpr std::chrono::seconds trial_timeout = 595s;  ///< of a run

// Journal.
inline constexpr std::size_t remembered_secrets = 1000;  ///< that clients gave as they came
inline constexpr std::size_t remembered_secret_bytes = 1024;
inline constexpr std::size_t near_misses = 3;
inline constexpr std::size_t explained_matches = 2000;  ///< of rules, that one entry remembers
inline constexpr std::int64_t default_listed_requests = 100;  ///< by the control API
inline constexpr std::int64_t max_listed_requests = 1000;
inline constexpr std::size_t reported_requests = 20;
inline constexpr std::size_t reported_value_bytes = 200;

}  // namespace tines_mock::limits

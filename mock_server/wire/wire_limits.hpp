#pragma once

#include "support/limits.hpp"

#include <chrono>
#include <cstddef>

namespace tines_mock::wire {

/// The limits of a server. Their defaults are those of support/limits.hpp; tests set others, for
/// example short deadlines. Times are real time, also where a world has a virtual clock.
struct WireLimits {
  std::size_t request_line_bytes = limits::request_line_bytes;
  std::size_t header_bytes = limits::header_bytes;
  std::size_t headers = limits::headers;
  std::size_t body_bytes = limits::body_bytes;

  int listen_backlog = limits::listen_backlog;
  std::size_t connections = limits::connections;
  std::size_t stalled_connections = limits::stalled_connections;
  std::size_t accepting_threads = limits::accepting_threads;
  std::size_t thread_stack_bytes = limits::thread_stack_bytes;

  std::chrono::milliseconds request_deadline = limits::request_deadline;
  std::chrono::milliseconds keep_alive_idle = limits::keep_alive_idle;
  std::chrono::milliseconds write_deadline = limits::write_deadline;
  std::chrono::milliseconds lingering = limits::lingering;
};

}  // namespace tines_mock::wire

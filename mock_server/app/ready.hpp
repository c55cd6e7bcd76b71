#pragma once

#include <tines_mock/mock_server.hpp>

#include <filesystem>
#include <string>

/// What a served world says of itself when it is ready.
namespace tines_mock::app {

/// One line of JSON: {"url", "tenants": {name: base URL}, "control", "rng_seed", "pid"}.
std::string ready_line(const MockServer& server, const WorldSpec& world);

/// For people: each tenant's base URL and keys, and a curl line that creates a sync destination.
std::string introduction(const MockServer& server, const WorldSpec& world);

/// Writes the whole file or none of it: who sees it can read it. Throws std::system_error.
void write_atomically(const std::filesystem::path& file, const std::string& text);

}  // namespace tines_mock::app

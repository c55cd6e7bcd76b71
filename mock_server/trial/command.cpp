#include "trial/command.hpp"

#include "domain/keys.hpp"
#include "support/replace_all.hpp"
#include "trial/output.hpp"
#include "trial/process_tree.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tines_mock::trial {
namespace {

using Steady = std::chrono::steady_clock;

Descriptor owned(int number, const char* otherwise) {
  if (number < 0) throw std::system_error(errno, std::generic_category(), otherwise);
  return Descriptor(number);
}

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

// A file that a client may read a key from, rather than from the variable. The key of a real tenant
// must not come to a mock, and would not be known as a key here.
constexpr std::string_view file_suffix = "_FILE";

// This process's environment with those variables set.
std::vector<std::string> environment_with(const Told& told) {
  std::vector<std::string> lines;
  for (char** line = environ; *line; ++line) {
    const std::string_view text(*line);
    std::string name(text.substr(0, text.find('=')));
    if (name.ends_with(file_suffix)) name.resize(name.size() - file_suffix.size());
    if (!told.contains(name)) lines.emplace_back(text);
  }
  for (const auto& [name, value] : told)
    lines.push_back(std::string(name).append("=").append(value));
  return lines;
}

/// Reads what there is. False at the end of the output.
bool read_some(const Descriptor& from, Output& output) {
  std::array<char, 64 * 1024> buffer;  // NOLINT: read fills it
  for (;;) {
    const auto count = ::read(from.number(), buffer.data(), buffer.size());
    if (count > 0) {
      output.add({buffer.data(), static_cast<std::size_t>(count)});
      if (static_cast<std::size_t>(count) < buffer.size()) return true;
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    return count < 0 && errno == EAGAIN;
  }
}

/// Reads the output until the command has ended (true), or its time is over or stop is requested
/// (false).
bool read_until_end(const Descriptor& from, const ProcessTree& command, Output& output,
                    Steady::time_point deadline, std::stop_token stop) {
  const auto stopped = owned(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "cannot wait for a stop");
  const std::stop_callback on_stop(std::move(stop), [&] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stopped.number(), &one, sizeof one);
  });
  std::array<pollfd, 3> waits = {pollfd{command.ended(), POLLIN, 0},
                                 pollfd{stopped.number(), POLLIN, 0},
                                 pollfd{from.number(), POLLIN, 0}};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<Milliseconds>(deadline - Steady::now()).count() + 1;
    if (left <= 0) return false;
    ::poll(waits.data(), waits.size(), static_cast<int>(left));
    if (waits[1].revents != 0) return false;
    if (waits[2].revents != 0 && !read_some(from, output)) waits[2].fd = -1;
    if (waits[0].revents == 0) continue;
    if (waits[2].fd >= 0) read_some(from, output);
    return true;
  }
}

// How a shell says that a signal ended the program which it ran for us: 128 and the signal.
int crash_of_a_child(int exit_status) {
  const int signal = exit_status - 128;
  const bool is_crash = signal == SIGILL || signal == SIGABRT || signal == SIGBUS ||
                        signal == SIGFPE || signal == SIGSEGV;
  return is_crash ? signal : 0;
}

ClientResult result_of(int status) {
  if (WIFSIGNALED(status))
    return {.exit_status = 128 + WTERMSIG(status), .signal = WTERMSIG(status)};
  return {.exit_status = WEXITSTATUS(status), .signal = crash_of_a_child(WEXITSTATUS(status))};
}

const TenantSpec& destination_in(const WorldSpec& world) {
  return world.tenants[world.tenants.size() > 1 ? 1 : 0];
}

std::string key_with(const TenantSpec& tenant, Right right) {
  const auto* key = domain::find_key_with(tenant.keys, {right});
  return key == nullptr ? "" : key->secret;
}

constexpr std::size_t most_told_stories = 20;

std::string stories_of(const TenantSpec& tenant, TeamId team) {
  std::string ids;
  std::size_t count = 0;
  for (const auto& story : tenant.stories)
    if (story.team_id == team && count++ < most_told_stories)
      ids += (ids.empty() ? "" : ",") + std::to_string(story.id.value);
  return ids;
}

const std::map<std::string_view, std::string_view> placeholders = {
    {"{url}", "TINES_TENANT_URL"},
    {"{api_key}", "TINES_API_KEY"},
    {"{team_id}", "TINES_TEAM_ID"},
    {"{story_ids}", "TINES_STORY_IDS"},
    {"{destination_url}", "TINES_DESTINATION_TENANT_URL"},
    {"{destination_api_key}", "TINES_DESTINATION_API_KEY"},
    {"{destination_team_id}", "TINES_DESTINATION_TEAM_ID"}};

}  // namespace

Told told_about(const MockServer& server, const WorldSpec& world) {
  if (world.tenants.empty()) return {};
  const auto& origin = world.tenants.front();
  const auto& destination = destination_in(world);
  Told told = {{"TINES_TENANT_URL", server.url(origin.name)},
               {"TINES_API_KEY", key_with(origin, Right::administer_sync)},
               {"TINES_DESTINATION_TENANT_URL", server.url(destination.name)},
               {"TINES_DESTINATION_API_KEY", key_with(destination, Right::publish)}};
  if (!origin.stories.empty()) {
    const auto team = origin.stories.front().team_id;
    told["TINES_TEAM_ID"] = std::to_string(team.value);
    told["TINES_STORY_IDS"] = stories_of(origin, team);
  } else if (!origin.teams.empty()) {
    told["TINES_TEAM_ID"] = std::to_string(origin.teams.front().id.value);
  }
  if (!destination.teams.empty())
    told["TINES_DESTINATION_TEAM_ID"] = std::to_string(destination.teams.back().id.value);
  std::erase_if(told, [](const auto& variable) { return variable.second.empty(); });
  return told;
}

std::vector<std::string> filled(std::vector<std::string> arguments, const Told& told) {
  for (auto& argument : arguments)
    for (const auto& [mark, name] : placeholders)
      if (const auto value = told.find(std::string(name)); value != told.end())
        replace_all(argument, mark, value->second);
  return arguments;
}

ClientResult run_command(const Command& command, std::stop_token stop) {
  redaction::KnownSecrets secrets;
  for (const auto& secret : command.secrets) secrets.know(secret);
  Output output(secrets, kept_output_bytes);

  Pipe pipe = make_pipe();
  const auto deadline = Steady::now() + command.timeout;
  ProcessTree processes(command.arguments, environment_with(command.told), pipe.write);
  pipe.write = {};
  const bool ended = read_until_end(pipe.read, processes, output, deadline, std::move(stop));
  auto result = result_of(processes.end());
  result.timed_out = !ended;
  result.output = output.text();
  return result;
}

}  // namespace tines_mock::trial

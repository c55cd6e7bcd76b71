#include "trial/command.hpp"

#include "domain/keys.hpp"
#include "support/replace_all.hpp"
#include "trial/output.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tines_mock::trial {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto mark_name = "TINES_MOCK_RUN";

/// A descriptor that is closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int number, const char* what) : number_(number) {
    if (number < 0) throw std::system_error(errno, std::generic_category(), what);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Descriptor(ends[0], "pipe"), Descriptor(ends[1], "pipe")};
}

// This process's environment with those variables set.
std::vector<std::string> environment_with(const Told& told) {
  std::vector<std::string> lines;
  for (char** line = environ; *line; ++line) {
    const std::string_view text(*line);
    if (!told.contains(std::string(text.substr(0, text.find('='))))) lines.emplace_back(text);
  }
  for (const auto& [name, value] : told)
    lines.push_back(std::string(name).append("=").append(value));
  return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// In a process group of its own, with the signals as a shell gives them to a command.
pid_t spawn(std::vector<std::string> arguments, std::vector<std::string> environment,
            const Pipe& output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.write.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.write.number(), STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments.front().c_str(), &actions, &attributes,
                                 pointers_to(arguments).data(), pointers_to(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    throw std::system_error(error, std::generic_category(),
                            "cannot start \"" + arguments.front() + '"');
  return child;
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
bool read_until_end(const Descriptor& from, const Descriptor& process, Output& output,
                    Steady::time_point deadline, std::stop_token stop) {
  const Descriptor stopped(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "cannot wait for a stop");
  const std::stop_callback on_stop(std::move(stop), [&] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stopped.number(), &one, sizeof one);
  });
  std::array<pollfd, 3> waits = {pollfd{process.number(), POLLIN, 0},
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

ClientResult run_command(const Command& command, Processes& processes, std::stop_token stop) {
  redaction::KnownSecrets secrets;
  for (const auto& secret : command.secrets) secrets.know(secret);
  Output output(secrets, kept_output_bytes);

  Pipe pipe = make_pipe();
  Told told = command.told;
  const auto mark = std::to_string(::getpid()) + '-' + std::to_string(pipe.read.number()) + '-' +
                    std::to_string(Steady::now().time_since_epoch().count());
  told[mark_name] = mark;
  const auto deadline = Steady::now() + command.timeout;
  const pid_t child =
      processes.start([&] { return spawn(command.arguments, environment_with(told), pipe); });
  pipe.write.close();
  const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)),
                           "cannot watch a process");
  const bool ended = read_until_end(pipe.read, process, output, deadline, std::move(stop));
  ::kill(-child, SIGKILL);  // its group: also when the command itself has ended
  auto result = result_of(processes.wait_for(child));
  processes.end_marked(std::string(mark_name) + '=' + mark);
  result.timed_out = !ended;
  result.output = output.text();
  return result;
}

}  // namespace tines_mock::trial

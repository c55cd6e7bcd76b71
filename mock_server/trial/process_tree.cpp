#include "trial/process_tree.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>

namespace tines_mock::trial {
namespace {

constexpr int rounds = 1000;
constexpr int patience_ms = 10'000;  // for a supervisor, which answers at once

/// How the command is started. Made before the fork: the supervisor must not allocate memory, since
/// a lock of the allocator may have been held by another thread of this process.
class Start {
 public:
  Start(std::vector<std::string>& arguments, std::vector<std::string>& environment,
        const Descriptor& output)
      : arguments_(pointers_to(arguments)), environment_(pointers_to(environment)) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output.number(), STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Start() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  /// Returns an errno value; 0: it has begun.
  int run(pid_t& child) const {
    return posix_spawnp(&child, arguments_.front(), &actions_, &attributes_, arguments_.data(),
                        environment_.data());
  }

 private:
  static std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  std::vector<char*> arguments_;
  std::vector<char*> environment_;
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

void send(int to, int message) {
  while (::write(to, &message, sizeof message) < 0 && errno == EINTR) {
  }
}

// Stands above the command until it is killed, or no process of the command is left.
[[noreturn]] void supervise(const Start& start, int messages, int output) {
  sigset_t all;
  sigfillset(&all);
  ::sigprocmask(SIG_SETMASK, &all, nullptr);
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  pid_t command = 0;
  const int error = start.run(command);
  ::close(output);
  send(messages, error);
  int status = 0;
  for (pid_t child = 0; error == 0 && (child >= 0 || errno == EINTR);) {
    child = ::waitpid(-1, &status, 0);
    if (child == command) send(messages, status);
  }
  ::_exit(0);
}

std::string read_stat(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The parents of all processes that have not ended.
std::map<pid_t, pid_t> living_processes() {
  std::map<pid_t, pid_t> parents;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const auto name = entry.path().filename().string();
    pid_t pid = 0;
    const auto* end = name.data() + name.size();
    if (std::from_chars(name.data(), end, pid) != std::from_chars_result{end, std::errc()})
      continue;
    // "PID (name) state parent …": the name may contain blanks and parentheses.
    const auto stat = read_stat(pid);
    const auto name_end = stat.rfind(')');
    if (name_end == std::string::npos || name_end + 4 >= stat.size() || stat[name_end + 2] == 'Z')
      continue;
    std::from_chars(stat.data() + name_end + 4, stat.data() + stat.size(), parents[pid]);
  }
  return parents;
}

std::set<pid_t> descendants_of(pid_t ancestor) {
  const auto parents = living_processes();
  std::set<pid_t> found;
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [pid, parent] : parents)
      if (parent == ancestor || found.contains(parent)) grew |= found.insert(pid).second;
  }
  return found;
}

}  // namespace

ProcessTree::ProcessTree(std::vector<std::string> arguments, std::vector<std::string> environment,
                         const Descriptor& output) {
  const Start start(arguments, environment, output);
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  messages_ = Descriptor(ends[0]);
  Descriptor theirs(ends[1]);
  supervisor_ = ::fork();
  if (supervisor_ == 0) supervise(start, theirs.number(), output.number());
  const int fork_error = errno;
  theirs = {};
  const int error = supervisor_ < 0 ? fork_error : next_message();
  if (error == 0) return;
  end();
  throw std::system_error(error, std::generic_category(),
                          "cannot start \"" + arguments.front() + '"');
}

ProcessTree::~ProcessTree() {
  if (supervisor_ > 0) end();
}

// -1: none came.
int ProcessTree::next_message() const {
  pollfd polled{messages_.number(), POLLIN, 0};
  int message = -1;
  if (::poll(&polled, 1, patience_ms) != 1 ||
      ::read(messages_.number(), &message, sizeof message) != sizeof message)
    return -1;
  return message;
}

int ProcessTree::end() {
  if (supervisor_ <= 0) return -1;
  for (int round = 0; round < rounds; ++round) {
    const auto living = descendants_of(supervisor_);
    if (living.empty()) break;
    for (const pid_t pid : living) ::kill(pid, SIGKILL);
    ::sched_yield();
  }
  const int status = next_message();
  ::kill(supervisor_, SIGKILL);
  ::waitpid(std::exchange(supervisor_, 0), nullptr, 0);
  return status;
}

}  // namespace tines_mock::trial

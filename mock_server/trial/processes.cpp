#include "trial/processes.hpp"

#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace tines_mock::trial {
namespace {

constexpr int rounds = 100;

std::vector<pid_t> all_processes() {
  std::vector<pid_t> pids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    const auto name = entry.path().filename().string();
    pid_t pid = 0;
    const auto* end = name.data() + name.size();
    if (std::from_chars(name.data(), end, pid) == std::from_chars_result{end, std::errc()})
      pids.push_back(pid);
  }
  return pids;
}

std::string read_file_of(pid_t pid, const char* name) {
  std::ifstream file("/proc/" + std::to_string(pid) + '/' + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_marked(pid_t pid, std::string_view mark) {
  const auto environment = '\0' + read_file_of(pid, "environ");
  return environment.find('\0' + std::string(mark) + '\0') != std::string::npos;
}

// The fourth field of /proc/PID/stat. The second one, the name, may contain blanks and parentheses.
pid_t parent_of(pid_t pid) {
  const auto stat = read_file_of(pid, "stat");
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos || name_end + 4 >= stat.size()) return 0;
  pid_t parent = 0;
  const auto* begin = stat.data() + name_end + 4;
  std::from_chars(begin, stat.data() + stat.size(), parent);
  return parent;
}

}  // namespace

pid_t Processes::start(const std::function<pid_t()>& spawn) {
  const std::scoped_lock lock(mutex_);
  const pid_t child = spawn();
  awaited_.insert(child);
  return child;
}

int Processes::wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  const std::scoped_lock lock(mutex_);
  awaited_.erase(child);
  return status;
}

bool Processes::is_inherited(pid_t pid) {
  if (parent_of(pid) != ::getpid()) return false;
  const std::scoped_lock lock(mutex_);
  return !awaited_.contains(pid);
}

template <class ShallEnd>
void Processes::end(ShallEnd shall_end) {
  for (int round = 0; round < rounds; ++round) {
    bool found = false;
    for (const pid_t pid : all_processes()) {
      if (pid == ::getpid() || !shall_end(pid)) continue;
      found = true;
      ::kill(pid, SIGKILL);
      if (is_inherited(pid)) ::waitpid(pid, nullptr, 0);
    }
    if (!found) return;
  }
}

void Processes::end_marked(std::string_view mark) {
  end([&](pid_t pid) { return is_marked(pid, mark); });
}

void Processes::end_inherited() {
  end([this](pid_t pid) { return is_inherited(pid); });
}

}  // namespace tines_mock::trial

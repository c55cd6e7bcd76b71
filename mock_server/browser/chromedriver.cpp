#include "browser/chromedriver.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <vector>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tines_mock::browser {
namespace {

/// The first of the commands that PATH has, as a path; empty when it has none.
std::string command(std::initializer_list<const char*> names) {
  const char* const path = std::getenv("PATH");
  for (const char* const name : names) {
    std::istringstream folders(path ? path : "/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
      auto file = folder + "/" + name;
      if (::access(file.c_str(), X_OK) == 0) return file;
    }
  }
  return {};
}

std::string installed(std::initializer_list<const char*> names) {
  auto file = command(names);
  if (file.empty())
    throw NoBrowser(std::string("skipped: no browser (not on the PATH: ") + *names.begin() + ")");
  return file;
}

/// This process's environment, with everything that a browser writes in `folder`.
std::vector<std::string> environment_in(const std::string& folder) {
  std::vector<std::string> variables;
  for (const char* name : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
    variables.push_back(std::string(name) + "=" + folder);
  for (char** each = environ; *each; ++each) {
    const std::string_view variable = *each;
    const bool written = variable.starts_with("HOME=") || variable.starts_with("TMPDIR=") ||
                         variable.starts_with("XDG_");
    if (!written) variables.emplace_back(variable);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Chromedriver::Chromedriver()
    : driver_(installed({"chromedriver"})),
      browser_(installed({"chromium", "chromium-browser", "google-chrome"})) {
  // It asks for a free port of IPv6 and takes the same of IPv4, which another process may have.
  for (int tries = 0; port_ == 0; ++tries) {
    start();
    read_port();
    if (port_ == 0) end();
    if (port_ == 0 && tries == 10)
      throw std::runtime_error("chromedriver does not start: " + said_);
  }
}

void Chromedriver::start() {
  std::vector<std::string> arguments = {driver_, "--port=0"};
  auto variables = environment_in(folder_.path().string());
  const auto argv = pointers_to(arguments);
  const auto envp = pointers_to(variables);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe to chromedriver");
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // the browser's processes become children of this one
  process_ = ::fork();
  if (process_ == 0) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(ends[1], STDOUT_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

Chromedriver::~Chromedriver() {
  end();
}

/// When the test is killed nobody does this: the driver dies with its parent, and the browser when
/// the pipe to its driver closes.
void Chromedriver::end() {
  ::setpgid(process_, process_);  // as it does itself, perhaps later
  ::kill(-process_, SIGKILL);
  while (::waitpid(-process_, nullptr, 0) > 0 || errno == EINTR) {
  }
  ::close(output_);
}

void Chromedriver::read_port() {
  constexpr std::string_view before = "started successfully on port ";
  said_.clear();
  for (char byte{}; port_ == 0 && ::read(output_, &byte, 1) == 1; said_ += byte) {
    const auto at = said_.find(before);
    if (at != std::string::npos && byte == '.') port_ = std::stoi(said_.substr(at + before.size()));
  }
}

}  // namespace tines_mock::browser

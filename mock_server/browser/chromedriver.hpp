#pragma once

#include "testing/temporary.hpp"

#include <stdexcept>
#include <string>

#include <sys/types.h>

namespace tines_mock::browser {

/// Chromium or its driver is not installed. ctest reports a test that ends with it as skipped; its
/// text is what browser/CMakeLists.txt looks for.
class NoBrowser : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Chromium's WebDriver server as a process of this test, on a free port of loopback. It ends with
/// this object, with all that it has started, also when the test is killed. Throws NoBrowser.
class Chromedriver {
 public:
  Chromedriver();
  ~Chromedriver();
  Chromedriver(const Chromedriver&) = delete;
  Chromedriver& operator=(const Chromedriver&) = delete;

  int port() const { return port_; }
  /// It leads a group of processes, which the browser's are in.
  pid_t process() const { return process_; }
  /// Where the browser may write; removed at the end.
  const TemporaryFolder& folder() const { return folder_; }
  /// The browser's executable.
  const std::string& browser() const { return browser_; }

 private:
  void start();
  void read_port();
  void end();

  TemporaryFolder folder_;
  std::string driver_;
  std::string browser_;
  pid_t process_ = -1;
  int output_ = -1;
  std::string said_;
  int port_ = 0;
};

}  // namespace tines_mock::browser

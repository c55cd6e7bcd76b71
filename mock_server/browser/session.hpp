#pragma once

#include "browser/chromedriver.hpp"
#include "testing/build_kind.hpp"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace httplib {
class Client;
}

namespace tines_mock::browser {

/// What the browser was asked to do has failed, or a wait has reached its bound. what() says which,
/// and what the page shows.
class BrowserError : public std::runtime_error {
 public:
  BrowserError(std::string error, const std::string& message)
      : std::runtime_error(error + ": " + message), error_(std::move(error)) {}

  /// As WebDriver names it, for example "stale element reference".
  const std::string& error() const { return error_; }

 private:
  std::string error_;
};

/// Only a hang reaches it, also on a busy machine.
inline constexpr std::chrono::milliseconds patience{times(15'000, 45'000)};

/// A running Chromium that nobody sees, with a profile of its own, that reaches loopback alone; and
/// the commands of W3C WebDriver to it. Not thread-safe.
class Session {
 public:
  Session();  ///< throws NoBrowser
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// The one that the tests of this process share: starting one takes more time than most tests.
  static Session& shared();

  /// Answers a command's `value`. Throws BrowserError.
  nlohmann::json get(const std::string& command);
  nlohmann::json post(const std::string& command, const nlohmann::json& parameters);
  nlohmann::json remove(const std::string& command);

  pid_t process() const { return driver_.process(); }

 private:
  Chromedriver driver_;
  std::unique_ptr<httplib::Client> client_;
  std::string path_;
};

}  // namespace tines_mock::browser

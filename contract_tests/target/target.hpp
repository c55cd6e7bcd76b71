#pragma once

#include <tines_mock/http.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// The tenant under test, as something that answers requests: the in-process mock, a real tenant,
/// or a double in a test.
namespace tines_mock::contract {

/// The promise can be neither confirmed nor refuted on this target; what() says why.
class CouldNotCheck : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Stands for an answer that did not arrive: status 0, and a body that says why.
inline Response no_answer(const std::string& why) {
  return {.status = 0, .headers = {}, .body = "no answer: " + why, .ending = Ending::closed};
}

/// The most requests that are in flight at the same time.
inline constexpr std::size_t most_in_flight = 8;

class Target {
 public:
  virtual ~Target() = default;
  /// `request.target` is relative to the tenant's base URL. Returns `no_answer` when none arrives.
  virtual Response send(const Request& request) = 0;
  /// Waits before a request is sent again; does nothing where waiting cannot help.
  virtual void pause(std::chrono::milliseconds) {}
  /// Sends up to `most_in_flight` requests so that all are in flight at the same time. Returns the
  /// answers in the order of the requests.
  virtual std::vector<Response> send_together(const std::vector<Request>& requests) = 0;
};

/// A function as a target, for one request at a time.
class HandlerTarget : public Target {
 public:
  using Handler = std::function<Response(const Request&)>;
  explicit HandlerTarget(Handler handler) : handler_(std::move(handler)) {}
  Response send(const Request& request) override { return handler_(request); }
  std::vector<Response> send_together(const std::vector<Request>&) override {
    throw CouldNotCheck("this target answers one request at a time");
  }

 private:
  Handler handler_;
};

/// What a test can do with the mock, but not with a real tenant.
class MockControls {
 public:
  virtual ~MockControls() = default;
  /// Moves the world's clock on; pushes whose time has come run.
  virtual void advance_clock(std::chrono::milliseconds duration) = 0;
  /// The next push fails with that message.
  virtual void fail_next_push(const std::string& message) = 0;
  /// The next create is committed, but its answer is lost.
  virtual void lose_next_create_answer() = 0;
  /// The next request is answered 429.
  virtual void rate_limit_next_request() = 0;
};

/// Both sides of a sync.
struct Tenants {
  std::shared_ptr<Target> origin;
  std::shared_ptr<Target> destination;  ///< null: it cannot be asked what arrived there
  MockControls* mock = nullptr;         ///< null: not the mock
};

/// The run cannot start or go on; what() says why.
class CannotRun : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// No further promise is checked; what() says why. What was created is still removed.
class RunEnds : public std::runtime_error {
 public:
  enum class Cause { interrupted, budget_spent, tenant_gone };
  RunEnds(Cause why, const std::string& words) : std::runtime_error(words), cause(why) {}
  static RunEnds interrupted() { return {Cause::interrupted, "the run was interrupted"}; }
  Cause cause;
};

}  // namespace tines_mock::contract

#pragma once

#include <tines_mock/http.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

/// The tenant under test, as something that answers requests; who stands behind it does not matter.
namespace tines_mock::contract {

/// This cannot be decided on this target; what() says why. Never a failure, never a pass.
class CouldNotCheck : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// So many requests are in flight at once, at the most.
inline constexpr std::size_t most_in_flight = 8;

class Target {
 public:
  virtual ~Target() = default;
  /// `request.target` is relative to the tenant's base URL. An answer that did not come has status
  /// 0 and a body that says what happened instead.
  virtual Response send(const Request& request) = 0;
  /// Waits before a request is sent again, where time counts.
  virtual void pause(std::chrono::milliseconds) {}
  /// All of them are in flight at once, `most_in_flight` at the most. Returns when each has its
  /// answer, in the order of the requests.
  virtual std::vector<Response> send_together(const std::vector<Request>& requests) = 0;
};

/// A target in this process, for one request at a time.
class HandlerTarget final : public Target {
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

/// What only our own mock lets a test do.
class MockControls {
 public:
  virtual ~MockControls() = default;
  /// Lets pushes that wait for the world's clock run.
  virtual void advance_clock(std::chrono::milliseconds duration) = 0;
  /// The next push fails with that message.
  virtual void fail_next_push(const std::string& message) = 0;
  /// The next create is committed, its answer is lost.
  virtual void lose_next_create_answer() = 0;
  /// The next request is answered 429.
  virtual void rate_limit_next_request() = 0;
};

/// Both sides of a sync, as far as they can be reached.
struct Tenants {
  std::shared_ptr<Target> origin;
  std::shared_ptr<Target> destination;  ///< empty: what arrives there cannot be seen
  MockControls* mock = nullptr;         ///< empty: not our mock
};

/// The run cannot go on: what() is one line that says why.
class CannotRun : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// From here on no promise is checked: what() says why. What was made is still removed.
class RunEnds : public std::runtime_error {
 public:
  enum class Cause { interrupted, budget_spent, tenant_gone };
  RunEnds(Cause why, const std::string& words) : std::runtime_error(words), cause(why) {}
  static RunEnds interrupted() { return {Cause::interrupted, "the run was interrupted"}; }
  Cause cause;
};

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/target/target.hpp"

#include <tines_mock/clock.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tines_mock::contract {

/// Distinguishes a tenant that leaves one request without an answer from a tenant that is gone.
/// After a request without an answer it repeats the last GET that was answered; when the tenant
/// does not answer that either, for some seconds, it throws RunEnds. A tenant that was gone once
/// gets no such seconds again. Before the first answer, requests are only passed on.
class Lifeline final : public Target {
 public:
  /// `name` stands for the tenant in errors.
  Lifeline(std::shared_ptr<Target> target, std::string name, Clock& clock, std::stop_token stop);

  Response send(const Request& request) override;
  /// An interruption ends no wait from now on.
  void only_clean_up_now() { stop_ = {}; }
  std::vector<Response> send_together(const std::vector<Request>& requests) override;

 private:
  void throw_if_gone(const Request& request, const Response& answer);
  bool answers_again(const Request& request);

  std::shared_ptr<Target> target_;
  std::string name_;
  Clock& clock_;
  std::stop_token stop_;
  std::optional<Request> last_answered_;
  bool gone_ = false;
};

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/target/target.hpp"

#include <tines_mock/clock.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tines_mock::contract {

/// Tells a tenant that does not answer one request from one that is gone. After a request without
/// an answer it repeats the last reading request that was answered; when that is not answered
/// either, for some seconds, it throws RunEnds. A tenant that was gone is not searched for again:
/// it has to answer at once. Before the first answer this only passes on.
class Lifeline final : public Target {
 public:
  /// `name` says in the error which tenant is gone.
  Lifeline(std::shared_ptr<Target> target, std::string name, Clock& clock, std::stop_token stop);

  Response send(const Request& request) override;
  /// From here on an interruption no longer counts.
  void only_clean_up_now() { stop_ = {}; }
  std::vector<Response> send_together(const std::vector<Request>& requests) override;

 private:
  void look_at(const Request& request, const Response& answer);
  bool answers_again(const Request& request);

  std::shared_ptr<Target> target_;
  std::string name_;
  Clock& clock_;
  std::stop_token stop_;
  std::optional<Request> answered_;
  bool gone_ = false;
};

}  // namespace tines_mock::contract

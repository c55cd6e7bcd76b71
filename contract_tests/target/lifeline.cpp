#include "contract_tests/target/lifeline.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr int probes = 5;
constexpr Milliseconds first_wait{250};
/// Each probe of a tenant that accepts connections but does not answer takes a whole time-out.
constexpr Milliseconds longest_search{10'000};

}  // namespace

Lifeline::Lifeline(std::shared_ptr<Target> target, std::string name, Clock& clock,
                   std::stop_token stop)
    : target_(std::move(target)), name_(std::move(name)), clock_(clock), stop_(std::move(stop)) {}

Response Lifeline::send(const Request& request) {
  auto answer = target_->send(request);
  throw_if_gone(request, answer);
  return answer;
}

std::vector<Response> Lifeline::send_together(const std::vector<Request>& requests) {
  auto answers = target_->send_together(requests);
  for (std::size_t i = 0; i < requests.size(); ++i) throw_if_gone(requests[i], answers[i]);
  return answers;
}

void Lifeline::throw_if_gone(const Request& request, const Response& answer) {
  if (answer.status != 0) {
    gone_ = false;
    if (request.method == "GET") last_answered_ = request;
    return;
  }
  if (last_answered_ && (gone_ || !answers_again(*last_answered_))) {
    gone_ = true;
    throw RunEnds(RunEnds::Cause::tenant_gone,
                  name_ + " cannot be reached any more: " + request.method + " " + request.target +
                      " and the requests after it got " + answer.body);
  }
}

bool Lifeline::answers_again(const Request& request) {
  const auto until = clock_.now() + longest_search;
  auto wait = first_wait;
  for (int probe = 0; probe < probes; ++probe) {
    if (target_->send(request).status != 0) return true;
    if (clock_.now() >= until) return false;
    if (!clock_.wait_for(wait, stop_)) throw RunEnds::interrupted();
    wait *= 2;
  }
  return false;
}

}  // namespace tines_mock::contract

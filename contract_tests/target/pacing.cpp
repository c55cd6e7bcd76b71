#include "contract_tests/target/pacing.hpp"

#include "http/message.hpp"

#include <algorithm>

namespace tines_mock::contract {

using namespace std::chrono_literals;

bool asks_to_wait(const Response& answer, Time now) {
  return answer.status == 429 || (answer.status == 503 && retry_after(answer.headers, now));
}

PacedTarget::PacedTarget(std::shared_ptr<Target> target, Pace pace, Clock& clock,
                         std::stop_token stop)
    : target_(std::move(target)), pace_(pace), clock_(clock), stop_(std::move(stop)) {}

Response PacedTarget::send(const Request& request) {
  Milliseconds waited{0};
  for (int resent = 0;; ++resent) {
    wait_for_turn();
    auto answer = target_->send(request);
    if (!asks_to_wait(answer, clock_.now())) return answer;
    rate_limited_ += answer.status == 429 ? 1 : 0;
    const auto backoff = Milliseconds{500} * (1 << std::min(resent, 6));
    const auto duration = std::min<Milliseconds>(
        retry_after(answer.headers, clock_.now()).value_or(backoff), pace_.longest_wait);
    if (resent >= pace_.resends || waited_in_vain_ + waited + duration > pace_.longest_in_vain) {
      waited_in_vain_ += waited;
      return answer;
    }
    wait(duration);
    waited += duration;
  }
}

std::vector<Response> PacedTarget::send_together(const std::vector<Request>& requests) {
  for (std::size_t i = 0; i < requests.size(); ++i) wait_for_turn();
  auto answers = target_->send_together(requests);
  rate_limited_ += std::ranges::count(answers, 429, &Response::status);
  return answers;
}

void PacedTarget::wait_for_turn() {
  if (!cleaning_up_ && stop_.stop_requested()) throw RunEnds::interrupted();
  if (!cleaning_up_ && sent_ >= pace_.request_budget) {
    throw RunEnds(RunEnds::Cause::budget_spent, "the budget of " +
                                                    std::to_string(pace_.request_budget) +
                                                    " requests is spent (--request-budget)");
  }
  while (!sent_at_.empty() && sent_at_.front() <= clock_.now() - 60s) sent_at_.pop_front();
  if (sent_at_.size() >= pace_.requests_per_minute) {
    wait(sent_at_.front() + 60s - clock_.now());
    sent_at_.pop_front();
  }
  ++sent_;
  sent_at_.push_back(clock_.now());
}

void PacedTarget::wait(Milliseconds duration) {
  const auto stop = cleaning_up_ ? std::stop_token{} : stop_;
  if (duration > 0ms && !clock_.wait_for(duration, stop)) throw RunEnds::interrupted();
}

}  // namespace tines_mock::contract

#pragma once

#include "exchange/service.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::wire::testing {

/// The shortest valid request.
inline constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// A service whose responses a test sets, and which records every request. Thread-safe.
class FakeService : public exchange::Service {
 public:
  using Delivery = exchange::Delivery;

  struct Sent {
    std::uint64_t bytes = 0;
    Ending ending = Ending::complete;
  };

  std::function<std::optional<Delivery>()> on_connect = [] { return std::nullopt; };
  std::function<std::optional<Delivery>(const Request&, std::stop_token)> on_head =
      [](const Request&, const std::stop_token&) { return std::nullopt; };
  std::function<Delivery(const Request&)> on_body = [](const Request& request) {
    return delivery(request.method + " " + request.target + " " + request.body);
  };

  std::function<void()> on_sent = [] {};

  static Delivery delivery(std::string body, int status = 200) {
    return {.response = {.status = status,
                         .headers = {{"Content-Type", "application/json"}},
                         .body = std::move(body)}};
  }

  std::vector<Request> requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }
  /// How many heads of requests have arrived.
  std::size_t visits() const {
    const std::scoped_lock lock(mutex_);
    return visits_;
  }
  std::vector<Sent> sent() const {
    const std::scoped_lock lock(mutex_);
    return sent_;
  }

  /// What it was told before bytes were sent, or a connection ended.
  std::vector<Sent> announced() const {
    const std::scoped_lock lock(mutex_);
    return announced_;
  }

  /// Blocks until that many responses have ended, completely sent or not.
  void wait_for_sent(std::size_t count) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return sent_.size() >= count; });
  }

  std::optional<Delivery> connected(const std::string&) override { return on_connect(); }

  std::unique_ptr<exchange::PendingRequest> begin(Request head, std::stop_token stop) override {
    const std::scoped_lock lock(mutex_);
    ++visits_;
    return std::make_unique<FakeRequest>(*this, std::move(head), std::move(stop));
  }

 private:
  class FakeRequest final : public exchange::PendingRequest {
   public:
    FakeRequest(FakeService& service, Request request, std::stop_token stop)
        : service_(service), request_(std::move(request)), stop_(std::move(stop)) {}

    std::optional<Delivery> head() override { return service_.on_head(request_, stop_); }

    Delivery body(std::string body, bool) override {
      request_.body = std::move(body);
      service_.remember(request_);
      return service_.on_body(request_);
    }

    Delivery reject(int status, std::string message) override { return delivery(message, status); }

    void sending(std::uint64_t bytes, Ending ending) override {
      const std::scoped_lock lock(service_.mutex_);
      service_.announced_.push_back({bytes, ending});
    }

    void sent(std::uint64_t bytes, Ending ending) override {
      {
        const std::scoped_lock lock(service_.mutex_);
        service_.sent_.push_back({bytes, ending});
        service_.changed_.notify_all();
      }
      service_.on_sent();
    }

   private:
    FakeService& service_;
    Request request_;
    std::stop_token stop_;
  };

  void remember(const Request& request) {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::size_t visits_ = 0;
  std::vector<Request> requests_;
  std::vector<Sent> announced_;
  std::vector<Sent> sent_;
};

}  // namespace tines_mock::wire::testing

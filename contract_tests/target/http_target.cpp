#include "contract_tests/target/http_target.hpp"

#include <mutex>

#include <httplib.h>

namespace tines_mock::contract {

namespace {

constexpr std::size_t answer_bytes = 64 * 1024 * 1024;

class HttpTarget final : public Target {
 public:
  HttpTarget(const Url& url, const HttpOptions& options)
      : client_(url.origin()), prefix_(url.path), options_(options) {
    client_.set_follow_location(false);
    client_.set_keep_alive(options.keep_alive);
    client_.set_tcp_nodelay(true);
    client_.set_connection_timeout(options.connect_timeout.count());
    client_.set_read_timeout(options.answer_timeout.count());
    client_.set_write_timeout(options.answer_timeout.count());
    if (!options.ca_cert_file.empty()) client_.set_ca_cert_path(options.ca_cert_file);
    client_.enable_server_certificate_verification(true);
  }

  Response send(const Request& request) override {
    const std::lock_guard lock(mutex_);
    Response answer;
    auto outgoing = to_httplib(request);
    const auto deadline = std::chrono::steady_clock::now() + options_.answer_timeout;
    outgoing.content_receiver = [&](const char* data, std::size_t size, auto, auto) {
      answer.body.append(data, size);
      return answer.body.size() <= answer_bytes && std::chrono::steady_clock::now() < deadline;
    };
    const auto result = client_.send(outgoing);
    if (!result) return no_answer(httplib::to_string(result.error()));
    answer.status = result->status;
    for (const auto& [name, value] : result->headers) answer.headers.add(name, value);
    return answer;
  }

 private:
  httplib::Request to_httplib(const Request& request) const {
    httplib::Request outgoing;
    outgoing.method = request.method;
    outgoing.path = prefix_ + request.target;
    outgoing.body = request.body;
    outgoing.headers.emplace("Accept-Encoding", "identity");
    for (const auto& [name, value] : request.headers) outgoing.headers.emplace(name, value);
    return outgoing;
  }

  static Response no_answer(const std::string& why) {
    Response answer;
    answer.status = 0;
    answer.ending = Ending::closed;
    answer.body = "no answer: " + why;
    return answer;
  }

  std::mutex mutex_;
  httplib::Client client_;
  std::string prefix_;
  HttpOptions options_;
};

}  // namespace

std::shared_ptr<Target> http_target(const Url& url, HttpOptions options) {
  if (!may_carry_keys(url)) {
    throw CannotRun(url.text() + " is plain http to another machine; keys do not go there");
  }
  return std::make_shared<HttpTarget>(url, options);
}

}  // namespace tines_mock::contract

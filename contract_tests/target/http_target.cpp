#include "contract_tests/target/http_target.hpp"

#include "contract_tests/target/answer_reader.hpp"
#include "contract_tests/target/connection.hpp"

#include <algorithm>
#include <future>
#include <mutex>
#include <sstream>

namespace tines_mock::contract {

namespace {

/// Small, so that most bodies have several chunks.
constexpr std::size_t chunk_bytes = 64;

/// Percent-encodes only the bytes that no request line can hold.
std::string encode_unsendable(std::string_view target) {
  std::string text;
  for (const char c : target) {
    if (c > ' ' && c < 0x7f) {
      text += c;
    } else {
      text += percent_encoded(c);
    }
  }
  return text;
}

bool only_reads(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

bool needs_length(const Request& request) {
  const auto& method = request.method;
  return !request.body.empty() || method == "POST" || method == "PUT" || method == "PATCH";
}

/// The body in the chunked transfer coding (RFC 9112, section 7.1).
std::string chunked(std::string_view body) {
  std::ostringstream text;
  text << std::hex;
  while (!body.empty()) {
    const auto chunk = body.substr(0, std::min(chunk_bytes, body.size()));
    text << chunk.size() << "\r\n" << chunk << "\r\n";
    body.remove_prefix(chunk.size());
  }
  text << "0\r\n\r\n";
  return text.str();
}

void add_header_line(std::string& text, const std::string& name, const std::string& value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    throw CouldNotCheck("no request can carry such a value in the header " + name);
  }
  text += name + ": " + value + "\r\n";
}

class HttpTarget final : public Target {
 public:
  HttpTarget(BaseUrl url, HttpOptions options)
      : url_(std::move(url)),
        options_(std::move(options)),
        context_(url_.scheme == "https" ? client_context(options_.ca_cert_file) : nullptr) {}

  std::vector<Response> send_together(const std::vector<Request>& requests) override {
    std::vector<std::future<Response>> in_flight;
    for (const auto& request : requests) {
      in_flight.push_back(std::async(std::launch::async, [&] { return send(request); }));
    }
    std::vector<Response> answers;
    for (auto& one : in_flight) answers.push_back(one.get());
    return answers;
  }

  Response send(const Request& request) override {
    try {
      return exchange(request);
    } catch (const NoAnswer& why) {
      return no_answer(why.what());
    }
  }

 private:
  Response exchange(const Request& request) {
    auto connection = keeps_connection(request) ? take_idle_connection() : nullptr;
    if (connection) {
      try {
        return exchange_on(connection, request);
      } catch (const NoAnswer&) {
        // A tenant may end an idle connection at the moment when the next request is sent on it
        // (RFC 9112, section 9.3.1). A request that only reads is sent again.
        if (connection->has_received() || !only_reads(request.method)) throw;
      }
    }
    connection = std::make_unique<Connection>(url_, context_.get(), options_.connect_timeout);
    return exchange_on(connection, request);
  }

  /// Takes the connection away when the next request may use it.
  Response exchange_on(std::unique_ptr<Connection>& connection, const Request& request) {
    connection->begin_exchange(options_.answer_timeout);
    connection->send(text_of(request));
    auto answer = read_answer(request.method, [&] { return connection->receive(); });
    if (keeps_connection(request) && answer.connection_stays) {
      keep_idle_connection(std::move(connection));
    }
    if (!answer.unasked_coding.empty()) {
      throw CouldNotCheck("the answer has the coding '" + answer.unasked_coding +
                          "', which was not asked for: a server or proxy ignores Accept-Encoding");
    }
    return std::move(answer.response);
  }

  bool keeps_connection(const Request& request) const {
    return options_.keep_alive || request.headers.find("Connection") == "keep-alive";
  }

  std::string text_of(const Request& request) const {
    auto text =
        request.method + " " + encode_unsendable(url_.path + request.target) + " HTTP/1.1\r\n";
    add_header_line(text, "Host", url_.host);
    add_header_line(text, "User-Agent", "tines-contract");
    add_header_line(text, "Accept-Encoding", "identity");
    if (!keeps_connection(request)) add_header_line(text, "Connection", "close");
    for (const auto& [name, value] : request.headers) add_header_line(text, name, value);
    if (request.headers.find("Transfer-Encoding")) return text + "\r\n" + chunked(request.body);
    if (needs_length(request)) {
      add_header_line(text, "Content-Length", std::to_string(request.body.size()));
    }
    return text + "\r\n" + request.body;
  }

  std::unique_ptr<Connection> take_idle_connection() {
    const std::lock_guard lock(mutex_);
    if (idle_ && idle_->is_stale()) idle_.reset();
    return std::move(idle_);
  }

  void keep_idle_connection(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    idle_ = std::move(connection);
  }

  const BaseUrl url_;
  const HttpOptions options_;
  const wire::SslContextPtr context_;
  std::mutex mutex_;
  std::unique_ptr<Connection> idle_;
};

}  // namespace

std::shared_ptr<Target> http_target(const BaseUrl& url, HttpOptions options) {
  if (!may_carry_keys(url)) {
    throw CannotRun(url.text() + " is plain http to another machine; keys are not sent there");
  }
  return std::make_shared<HttpTarget>(url, std::move(options));
}

}  // namespace tines_mock::contract

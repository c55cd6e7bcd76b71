#include "contract_tests/target/http_target.hpp"

#include "contract_tests/target/answer_reader.hpp"
#include "contract_tests/target/connection.hpp"

#include <algorithm>
#include <future>
#include <mutex>
#include <sstream>

namespace tines_mock::contract {

namespace {

/// So small that a usual body has several chunks.
constexpr std::size_t chunk_bytes = 64;

/// What no request line can hold is escaped; the rest is sent as it is.
std::string sendable(std::string_view target) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (const char c : target) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7f) {
      text += c;
    } else {
      text += {'%', digits[byte >> 4], digits[byte & 15]};
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

/// The body as the chunked transfer coding has it (RFC 9112, section 7.1).
std::string chunks_of(std::string_view body) {
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

void add_line(std::string& text, const std::string& name, const std::string& value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    throw CouldNotCheck("no request can have such a header " + name);
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
      Response answer;
      answer.status = 0;
      answer.ending = Ending::closed;
      answer.body = std::string("no answer: ") + why.what();
      return answer;
    }
  }

 private:
  Response exchange(const Request& request) {
    if (auto idle = stays(request) ? idle_connection() : nullptr) {
      bool has_begun = false;
      try {
        return exchange_on(std::move(idle), request, has_begun);
      } catch (const NoAnswer&) {
        // The tenant may end a connection in the moment in which it is used again (RFC 9112,
        // section 9.3.1): what only reads is asked once more.
        if (has_begun || !only_reads(request.method)) throw;
      }
    }
    bool has_begun = false;
    return exchange_on(std::make_unique<Connection>(url_, context_.get(), options_.connect_timeout),
                       request, has_begun);
  }

  Response exchange_on(std::unique_ptr<Connection> connection, const Request& request,
                       bool& has_begun) {
    connection->begin_exchange(options_.answer_timeout);
    connection->send(text_of(request));
    auto answer = read_answer(request.method, [&] {
      auto bytes = connection->receive();
      has_begun |= !bytes.empty();
      return bytes;
    });
    if (stays(request) && answer.connection_stays) keep(std::move(connection));
    if (!answer.unasked_coding.empty()) {
      throw CouldNotCheck("the answer came with the coding '" + answer.unasked_coding +
                          "', which was not asked for: a server or proxy ignores Accept-Encoding");
    }
    return std::move(answer.response);
  }

  /// Whether the request goes on a connection that is kept: all do, or it says so itself.
  bool stays(const Request& request) const {
    return options_.keep_alive || request.headers.find("Connection") == "keep-alive";
  }

  std::string text_of(const Request& request) const {
    auto text = request.method + " " + sendable(url_.path + request.target) + " HTTP/1.1\r\n";
    add_line(text, "Host", url_.host);
    add_line(text, "User-Agent", "tines-contract");
    add_line(text, "Accept-Encoding", "identity");
    if (!stays(request)) add_line(text, "Connection", "close");
    for (const auto& [name, value] : request.headers) add_line(text, name, value);
    if (request.headers.find("Transfer-Encoding")) return text + "\r\n" + chunks_of(request.body);
    if (needs_length(request)) {
      add_line(text, "Content-Length", std::to_string(request.body.size()));
    }
    return text + "\r\n" + request.body;
  }

  std::unique_ptr<Connection> idle_connection() {
    const std::lock_guard lock(mutex_);
    if (idle_ && idle_->is_stale()) idle_.reset();
    return std::move(idle_);
  }

  void keep(std::unique_ptr<Connection> connection) {
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
    throw CannotRun(url.text() + " is plain http to another machine; keys do not go there");
  }
  return std::make_shared<HttpTarget>(url, std::move(options));
}

}  // namespace tines_mock::contract

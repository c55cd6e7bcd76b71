#include "wire/answer_writer.hpp"

#include "http/names.hpp"
#include "wire/httplib_compat.hpp"
#include "wire/token.hpp"

#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::string_view head_request = "HEAD / HTTP/1.1\r\n\r\n";
constexpr std::string_view other_request = "GET / HTTP/1.1\r\n\r\n";

bool is_ours_to_say(std::string_view name) {
  return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") ||
         same_name(name, "Connection");
}

/// As a header line can carry it (RFC 9110, section 5.5): newer libraries leave out any other line.
std::string field_value(std::string value) {
  for (char& c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7f) c = ' ';
  }
  const auto kept = without_blanks(value);
  return kept.size() == value.size() ? value : std::string(kept);
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

class AnswerWriter::Library final : public HttplibServer {
 public:
  Library() {
    set_pre_routing_handler([this](const auto&, httplib::Response& answer) {
      answer.status = response_.status;
      answer.body = std::move(response_.body);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler(
        [this](const auto&, httplib::Response& answer) { set_headers(answer.headers); });
  }

  void write(std::string_view method, Response response, bool keep_alive, std::string& to) {
    response_ = std::move(response);
    if (!may_have_body(response_.status)) response_.body.clear();
    body_bytes_ = response_.body.size();
    keep_alive_ = keep_alive;
    MemoryStream stream(method == "HEAD" ? head_request : other_request, to);
    process(stream);
  }

 private:
  // The library has put in lines of its own by now: a keep-alive time that is not ours, ranges.
  void set_headers(httplib::Headers& headers) {
    headers.clear();
    for (const auto& [name, value] : response_.headers) {
      if (is_token(name) && !is_ours_to_say(name)) headers.emplace(name, field_value(value));
    }
    if (may_have_body(response_.status))
      headers.emplace("Content-Length", std::to_string(body_bytes_));
    if (!keep_alive_) headers.emplace("Connection", "close");
  }

  Response response_;
  std::size_t body_bytes_ = 0;
  bool keep_alive_ = true;
};

AnswerWriter::AnswerWriter() : library_(std::make_unique<Library>()) {}
AnswerWriter::~AnswerWriter() = default;

std::string AnswerWriter::write(std::string_view method, Response response, bool keep_alive) {
  std::string bytes;
  bytes.reserve(512 + response.body.size());
  library_->write(method, std::move(response), keep_alive, bytes);
  return bytes;
}

}  // namespace tines_mock::wire

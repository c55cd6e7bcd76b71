#include "contract_tests/target/answer_reader.hpp"

#include "http/headers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::contract {

namespace {

constexpr std::size_t head_bytes = 1024 * 1024;  // with all interim answers and trailers
constexpr std::size_t answer_bytes = 64 * 1024 * 1024;

[[noreturn]] void throw_too_large() {
  throw NoAnswer("an answer of more than " + std::to_string(answer_bytes) + " bytes");
}

std::size_t parse_size(std::string_view text, int base, const char* what) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw NoAnswer("an answer whose " + std::string(what) + " is '" + std::string(text) + "'");
  }
  if (value > answer_bytes) throw_too_large();
  return static_cast<std::size_t>(value);
}

// HTTP/1.1 200 OK; the reason may be absent, with or without the space before it.
bool is_status_line(std::string_view text) {
  return text.size() >= 12 && text.starts_with("HTTP/1.") && is_digit(text[7]) && text[8] == ' ' &&
         text[9] != '0' && std::ranges::all_of(text.substr(9, 3), is_digit) &&
         (text.size() == 12 || text[12] == ' ');
}

struct Head {
  char minor_version = '1';
  Response response;

  bool is_interim() const { return response.status / 100 == 1 && response.status != 101; }
};

class AnswerReader {
 public:
  explicit AnswerReader(const Receive& receive) : receive_(receive) {}

  Head read_head() {
    Head head;
    read_status_line(head);
    read_header_lines(head.response.headers);
    return head;
  }

  std::string read_chunked_body() {
    std::string body;
    for (;;) {
      const auto size_line = read_line();
      const auto size =
          parse_size(without_blanks(std::string_view(size_line).substr(0, size_line.find(';'))), 16,
                     "chunk size");
      if (size == 0) break;
      if (body.size() + size > answer_bytes) throw_too_large();
      body += read_exactly(size);
      if (!read_line().empty())
        throw NoAnswer("an answer with a chunk that is longer than its size says");
    }
    Headers trailers;
    read_header_lines(trailers);
    return body;
  }

  std::string read_exactly(std::size_t size) {
    while (unread_.size() < size) receive_more();
    auto bytes = unread_.substr(0, size);
    unread_.erase(0, size);
    return bytes;
  }

  std::string read_to_end() {
    while (unread_.size() <= answer_bytes) {
      const auto bytes = receive_();
      if (bytes.empty()) return std::exchange(unread_, {});
      unread_ += bytes;
    }
    throw_too_large();
  }

  bool is_exhausted() const { return unread_.empty(); }

 private:
  void receive_more() {
    const auto bytes = receive_();
    has_begun_ = has_begun_ || !bytes.empty();
    if (bytes.empty()) {
      throw NoAnswer(has_begun_ ? "the connection ended in the middle of the answer"
                                : "the connection ended without an answer");
    }
    unread_ += bytes;
  }

  /// Without its line end: CRLF, or LF alone.
  std::string read_line() {
    std::size_t end = 0;
    while ((end = unread_.find('\n')) == std::string::npos && unread_.size() <= head_bytes)
      receive_more();
    lines_bytes_ += std::min(end, unread_.size());
    if (lines_bytes_ > head_bytes) throw NoAnswer("an answer whose head has no end");
    auto text = read_exactly(end + 1);
    text.pop_back();
    if (text.ends_with('\r')) text.pop_back();
    return text;
  }

  void read_status_line(Head& head) {
    const auto text = read_line();
    if (!is_status_line(text)) throw NoAnswer("no HTTP/1 answer, but '" + text.substr(0, 80) + "'");
    head.minor_version = text[7];
    head.response.status = std::stoi(text.substr(9, 3));
  }

  void read_header_lines(Headers& headers) {
    std::vector<Headers::Line> lines;
    for (auto text = read_line(); !text.empty(); text = read_line()) {
      const auto colon = text.find(':');
      if ((text.front() == ' ' || text.front() == '\t') && !lines.empty()) {
        lines.back().second += " " + std::string(without_blanks(text));  // a folded line
      } else if (colon == std::string::npos) {
        throw NoAnswer("an answer with the header line '" + text.substr(0, 80) + "'");
      } else {
        lines.emplace_back(text.substr(0, colon),
                           without_blanks(std::string_view(text).substr(colon + 1)));
      }
    }
    for (auto& [name, value] : lines) headers.add(std::move(name), std::move(value));
  }

  const Receive& receive_;
  std::string unread_;
  bool has_begun_ = false;
  std::size_t lines_bytes_ = 0;
};

/// The length may stand in the head several times, if it is the same each time.
std::optional<std::size_t> content_length(const Headers& headers) {
  std::optional<std::size_t> length;
  for (const auto text : list_elements(headers, "Content-Length")) {
    const auto value = parse_size(text, 10, "Content-Length");
    if (length && length != value) throw NoAnswer("an answer with two different lengths");
    length = value;
  }
  return length;
}

std::string find_unasked_coding(const Headers& headers) {
  for (const auto* name : {"Content-Encoding", "Transfer-Encoding"}) {
    for (const auto coding : list_elements(headers, name)) {
      if (!same_name(coding, "identity") && !same_name(coding, "chunked"))
        return std::string(coding);
    }
  }
  return "";
}

bool has_body(const std::string& method, int status) {
  return method != "HEAD" && status >= 200 && status != 204 && status != 304;
}

bool stays_open(const Head& head) {
  const auto& headers = head.response.headers;
  if (head.minor_version == '0') return has_list_element(headers, "Connection", "keep-alive");
  return !has_list_element(headers, "Connection", "close") && head.response.status != 101;
}

struct Body {
  std::string bytes;
  bool ends_with_connection = false;  ///< nothing else says where it ends
};

Body read_body(AnswerReader& reader, const Headers& headers) {
  const auto codings = list_elements(headers, "Transfer-Encoding");
  if (!codings.empty() && same_name(codings.back(), "chunked")) {
    return {.bytes = reader.read_chunked_body()};
  }
  if (const auto length = content_length(headers); length && codings.empty()) {
    return {.bytes = reader.read_exactly(*length)};
  }
  return {.bytes = reader.read_to_end(), .ends_with_connection = true};
}

}  // namespace

ReadAnswer read_answer(const std::string& method, const Receive& receive) {
  AnswerReader reader(receive);
  auto head = reader.read_head();
  while (head.is_interim()) head = reader.read_head();
  auto& answer = head.response;
  Body body;
  if (has_body(method, answer.status)) body = read_body(reader, answer.headers);
  answer.body = std::move(body.bytes);
  const bool stays = stays_open(head) && !body.ends_with_connection && reader.is_exhausted();
  auto coding = answer.body.empty() ? "" : find_unasked_coding(answer.headers);
  return {std::move(answer), stays, std::move(coding)};
}

}  // namespace tines_mock::contract

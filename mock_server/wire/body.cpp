#include "wire/body.hpp"

#include "wire/head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace tines_mock::wire {
namespace {

constexpr std::size_t chunk_line_bytes = 256;

class BodyReader {
 public:
  BodyReader(Input& input, const Socket& socket, const WireLimits& limits)
      : input_(input), socket_(socket), limits_(limits) {}

  bool read_length(std::size_t bytes) {
    body_.reserve(body_.size() + bytes);
    while (bytes > 0) {
      if (input_.unread().empty() && !input_.receive_more()) return ended_early();
      const auto piece = input_.unread().substr(0, bytes);
      body_.append(piece);
      bytes -= piece.size();
      input_.consume(piece.size());
    }
    return true;
  }

  bool read_chunks() {
    for (;;) {
      const auto line = read_line(chunk_line_bytes);
      if (!line) return false;
      const auto size = chunk_size(*line);
      if (!size) return refuse(400, "a chunk must begin with its size in hexadecimal digits");
      if (*size == 0) return read_trailers();
      if (*size > limits_.body_bytes - body_.size())
        return refuse(413,
                      "the body is longer than " + std::to_string(limits_.body_bytes) + " bytes");
      if (!read_length(*size)) return false;
      const auto end = read_line(0);
      if (!end) return false;
    }
  }

  Result<std::string, Refusal> result() {
    if (refusal_) return Failure{*std::move(refusal_)};
    return std::move(body_);
  }

 private:
  static std::optional<std::size_t> chunk_size(std::string_view line) {
    auto digits = line.substr(0, line.find(';'));
    digits = digits.substr(0, digits.find_last_not_of(" \t") + 1);
    std::size_t size = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (error == std::errc::result_out_of_range) return SIZE_MAX;
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return size;
  }

  // What stands in trailers is not needed, but counts and must be header lines.
  bool read_trailers() {
    Headers trailers;
    for (std::size_t bytes = 0; bytes <= limits_.header_bytes;) {
      const auto line = read_line(limits_.request_line_bytes);
      if (!line) return false;
      if (line->empty()) return true;
      if (auto refusal = parse_header_line(*line, trailers)) return refuse(*std::move(refusal));
      bytes += line->size();
    }
    return refuse(431, "the trailer lines are longer than " + std::to_string(limits_.header_bytes) +
                           " bytes");
  }

  /// The next line without its end.
  std::optional<std::string> read_line(std::size_t most_bytes) {
    for (std::size_t looked_at = 0;;) {
      const auto end = input_.unread().find('\n', looked_at);
      looked_at = std::min(end, input_.unread().size());
      if (looked_at > most_bytes + 1) return refused_line();
      if (end == std::string_view::npos) {
        if (!input_.receive_more()) return ended_early(), std::nullopt;
        continue;
      }
      const std::string line(input_.unread().substr(0, end));
      input_.consume(end + 1);
      if (!line.ends_with('\r')) return refused_line();
      return line.substr(0, line.size() - 1);
    }
  }

  std::optional<std::string> refused_line() {
    refuse(400, "the chunks of the body are malformed");
    return std::nullopt;
  }

  bool ended_early() {
    if (socket_.was_late()) return refuse(408, "the body did not come in time");
    return refuse(400, "the body ended early");
  }

  bool refuse(int status, std::string message) {
    return refuse(Refusal{status, std::move(message)});
  }
  bool refuse(Refusal refusal) {
    refusal_ = std::move(refusal);
    return false;
  }

  Input& input_;
  const Socket& socket_;
  const WireLimits& limits_;
  std::string body_;
  std::optional<Refusal> refusal_;
};

}  // namespace

Result<std::string, Refusal> read_body(Input& input, const Socket& socket, const Framing& framing,
                                       const WireLimits& limits) {
  BodyReader reader(input, socket, limits);
  if (framing.chunked) {
    reader.read_chunks();
  } else {
    reader.read_length(framing.content_length);
  }
  return reader.result();
}

}  // namespace tines_mock::wire

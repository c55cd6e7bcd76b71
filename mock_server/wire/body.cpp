#include "wire/body.hpp"

#include "http/headers.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace tines_mock::wire {
namespace {

constexpr std::size_t chunk_line_bytes = 256;

Failure<Rejection> reject_as_too_long(const WireLimits& limits) {
  return reject(413, "the body is longer than " + std::to_string(limits.body_bytes) + " bytes");
}

/// Empty: no number. SIZE_MAX: too large for the type.
std::optional<std::size_t> parse_size(std::string_view text, int base) {
  std::size_t size = 0;
  const auto* text_end = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), text_end, size, base);
  if (end != text_end || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc::result_out_of_range ? SIZE_MAX : size;
}

Result<void, Rejection> apply_content_length(std::string_view value, Framing& framing) {
  const auto length = parse_size(value, 10);
  if (!length) return reject(400, "Content-Length must be a number");
  if (framing.has_length && framing.content_length != *length)
    return reject(400, "there are two different Content-Length lines");
  framing.has_length = true;
  framing.content_length = *length;
  return {};
}

Result<void, Rejection> apply_header(std::string_view name, std::string_view value,
                                     Framing& framing) {
  if (same_name(name, "Content-Length")) return apply_content_length(value, framing);
  if (same_name(name, "Transfer-Encoding")) {
    if (framing.chunked || !same_name(value, "chunked"))
      return reject(400, "the only supported Transfer-Encoding is chunked, given once");
    framing.chunked = true;
  }
  if (same_name(name, "Content-Encoding") && !value.empty() && !same_name(value, "identity"))
    return reject(415, "a body with a Content-Encoding is not supported");
  if (same_name(name, "Expect") && same_name(value, "100-continue")) framing.awaits_continue = true;
  return {};
}

class BodyReader {
 public:
  BodyReader(ReceiveBuffer& buffer, const Socket& socket, const WireLimits& limits)
      : buffer_(buffer), socket_(socket), limits_(limits) {}

  Result<void, Rejection> read_bytes(std::size_t count) {
    body_.reserve(body_.size() + count);
    while (count > 0) {
      if (buffer_.unread().empty() && !buffer_.receive_more()) return reject_incomplete();
      const auto piece = buffer_.unread().substr(0, count);
      body_.append(piece);
      count -= piece.size();
      buffer_.consume(piece.size());
    }
    return {};
  }

  Result<void, Rejection> read_chunks() {
    for (;;) {
      const auto line = read_line(chunk_line_bytes);
      if (!line) return Failure{line.error()};
      const auto size = parse_chunk_size(*line);
      if (!size) return reject(400, "a chunk must begin with its size in hexadecimal digits");
      if (*size == 0) return read_trailers();
      if (*size > limits_.body_bytes - body_.size()) return reject_as_too_long(limits_);
      if (auto read = read_bytes(*size); !read) return read;
      if (auto end = read_line(0); !end) return Failure{end.error()};
    }
  }

  std::string take_body() { return std::move(body_); }

 private:
  static std::optional<std::size_t> parse_chunk_size(std::string_view line) {
    const auto digits = line.substr(0, line.find(';'));
    return parse_size(digits.substr(0, digits.find_last_not_of(" \t") + 1), 16);
  }

  // Trailers are dropped, but they have to be header lines within the limits.
  Result<void, Rejection> read_trailers() {
    Headers trailers;
    for (std::size_t bytes = 0; bytes <= limits_.header_bytes;) {
      const auto line = read_line(limits_.request_line_bytes);
      if (!line) return Failure{line.error()};
      if (line->empty()) return {};
      if (auto parsed = parse_header_line(*line, trailers); !parsed) return parsed;
      bytes += line->size();
    }
    return reject(431, "the trailer lines are longer than " + std::to_string(limits_.header_bytes) +
                           " bytes");
  }

  /// The next line without its line end.
  Result<std::string, Rejection> read_line(std::size_t max_bytes) {
    for (std::size_t searched = 0;;) {
      const auto end = buffer_.unread().find('\n', searched);
      searched = std::min(end, buffer_.unread().size());
      if (searched > max_bytes + 1) return reject_malformed_chunks();
      if (end == std::string_view::npos) {
        if (!buffer_.receive_more()) return reject_incomplete();
        continue;
      }
      std::string line(buffer_.unread().substr(0, end));
      buffer_.consume(end + 1);
      if (!line.ends_with('\r')) return reject_malformed_chunks();
      line.pop_back();
      return line;
    }
  }

  static Failure<Rejection> reject_malformed_chunks() {
    return reject(400, "the chunks of the body are malformed");
  }

  Failure<Rejection> reject_incomplete() const {
    if (socket_.was_late()) return reject(408, "the body did not arrive in time");
    return reject(400, "the client closed the connection before the end of the body");
  }

  ReceiveBuffer& buffer_;
  const Socket& socket_;
  const WireLimits& limits_;
  std::string body_;
};

}  // namespace

Result<Framing, Rejection> parse_framing(const Head& head, const WireLimits& limits) {
  Framing framing;
  for (const auto& [name, value] : head.request.headers) {
    if (auto applied = apply_header(name, value, framing); !applied)
      return Failure{applied.error()};
  }
  if (framing.chunked && framing.has_length)
    return reject(400, "Content-Length and Transfer-Encoding exclude each other");
  if (framing.chunked && head.minor_version == 0)
    return reject(400, "HTTP/1.0 has no Transfer-Encoding");
  if (framing.content_length > limits.body_bytes) return reject_as_too_long(limits);
  framing.has_length |= framing.chunked;
  framing.awaits_continue &= head.minor_version == 1;  // HTTP/1.0 has no 1xx responses
  return framing;
}

Result<std::string, Rejection> read_body(ReceiveBuffer& buffer, const Socket& socket,
                                         const Framing& framing, const WireLimits& limits) {
  BodyReader reader(buffer, socket, limits);
  const auto read =
      framing.chunked ? reader.read_chunks() : reader.read_bytes(framing.content_length);
  if (!read) return Failure{read.error()};
  return reader.take_body();
}

}  // namespace tines_mock::wire

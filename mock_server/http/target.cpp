#include "http/target.hpp"

#include <algorithm>
#include <charconv>

namespace tines_mock {
namespace {

std::optional<char> decode_hex(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return static_cast<char>(value);
}

template <class Take>
void split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// RFC 3986: what a path segment may hold as it is beside the unreserved characters; and the
// brackets of the mark that a redacted secret leaves, so that a redacted path stays as it is.
constexpr std::string_view pchar_delimiters = "!$&'()*+,;=:@[]";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string encode_except(std::string_view kept, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_unreserved(c) || kept.find(c) != kept.npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return encoded;
}

// A proxy sends the absolute form: scheme and authority say nothing that Host does not.
std::string_view without_authority(std::string_view target) {
  if (target.starts_with('/')) return target;
  const auto scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return target;
  const auto slash = target.find('/', scheme_end + 3);
  return slash == std::string_view::npos ? "/" : target.substr(slash);
}

}  // namespace

std::optional<std::string_view> Target::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

Target parse_target(std::string_view target) {
  Target parsed;
  target = without_authority(target.substr(0, target.find('#')));
  const auto question_mark = std::min(target.find('?'), target.size());
  parsed.segments = path_segments(target.substr(0, question_mark));
  parsed.query = parse_query(target.substr(std::min(question_mark + 1, target.size())), true);
  return parsed;
}

QueryParameters parse_query(std::string_view query, bool plus_is_space) {
  QueryParameters parameters;
  split(query, '&', [&](std::string_view pair) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    parameters.emplace_back(percent_decode(pair.substr(0, equals), plus_is_space),
                            percent_decode(value, plus_is_space));
  });
  return parameters;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  split(path, '/',
        [&](std::string_view segment) { segments.push_back(percent_decode(segment, false)); });
  return segments;
}

std::string path_of(const std::vector<std::string>& segments, std::size_t first) {
  std::string path;
  for (std::size_t i = first; i < segments.size(); ++i)
    path.append("/").append(encode_except(pchar_delimiters, segments[i]));
  return path.empty() ? "/" : path;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      if (const auto c = decode_hex(text.substr(i + 1, 2))) {
        decoded += *c;
        i += 2;
        continue;
      }
    }
    decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  return encode_except("", text);
}

}  // namespace tines_mock

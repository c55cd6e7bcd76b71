#include "http/target.hpp"

#include "support/text.hpp"
#include "support/url.hpp"

#include <algorithm>

namespace tines_mock {
namespace {

// A proxy sends the absolute form. Its scheme and authority say the same as the header Host.
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
  for_each_part(query, '&', [&](std::string_view pair) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    parameters.emplace_back(percent_decode(pair.substr(0, equals), plus_is_space),
                            percent_decode(value, plus_is_space));
  });
  return parameters;
}

}  // namespace tines_mock

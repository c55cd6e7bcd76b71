#pragma once

#include "api/context.hpp"
#include "api/responses.hpp"
#include "json/reader.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tines_mock::api {

/// Reads the parameters of a request body with `read(ObjectReader&)`. If there are mistakes, the
/// error is the response that names all of them.
template <class Read>
auto read_parameters(const Context& context, Read read)
    -> Result<decltype(read(std::declval<ObjectReader&>())), Response> {
  const auto json = parse_json(context.request.body);
  if (!json)
    return Failure{reject(context, context.behaviour.assumptions.status.body_not_json,
                          "The body is not valid",
                          "expected a JSON object, found " + json.error())};
  Problems problems;
  ObjectReader parameters(ValueReader(*json, "", problems, Texts::hidden));
  auto value = read(parameters);
  if (context.behaviour.assumptions.undocumented_parameters == Acceptance::refuse)
    parameters.no_others();
  if (!problems.empty()) return Failure{reject(context, problems)};
  return value;
}

/// Reads a text. A placeholder of the documentation, such as <<META.tenant.domain>>, is a mistake.
std::optional<std::string> own_text(const ValueReader& value);
/// Reads a secret in the same way; a mistake never shows its value.
std::optional<std::string> own_secret(const ValueReader& value);

/// Reads an array of at most limits::story_ids_per_request ids.
std::vector<StoryId> read_story_ids(const ValueReader& value);

bool is_placeholder(std::string_view text);

/// An id is 1 or more. 0, which no entity has, when the text is not an id.
std::int64_t parse_id(std::string_view text);

/// The id in the path of a request; 0, which no entity has, when it is not valid.
template <class Id>
Id id_in_path(const Context& context, std::string_view name) {
  return Id(parse_id(context.parameters[name]));
}

}  // namespace tines_mock::api

#pragma once

#include "api/context.hpp"
#include "api/responses.hpp"
#include "json/reader.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tines_mock::api {

/// The parameters of a request body, read by `read(ObjectReader&)`; or the answer that names
/// everything that is wrong with them.
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

/// A text that is not one of the documentation's placeholders, such as <<META.tenant.domain>>.
std::optional<std::string> own_text(const ValueReader& value);
/// The same for a secret.
std::optional<std::string> own_secret(const ValueReader& value);

/// An array of limits::story_ids_per_request ids at most.
std::vector<StoryId> read_story_ids(const ValueReader& value);

bool is_placeholder(std::string_view text);

/// An id of 1 or more; 0 when the text is none.
std::int64_t parse_id(std::string_view text);

/// The number in a path; an id that nothing has when it is none.
template <class Id>
Id id_in_path(const Context& context, std::string_view name) {
  return Id(parse_id(context.parameters[name]));
}

}  // namespace tines_mock::api

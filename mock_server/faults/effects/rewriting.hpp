#pragma once

#include "json/parse.hpp"
#include "support/random.hpp"

#include <tines_mock/clock.hpp>
#include <tines_mock/http.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// What effects need that send another response than the tenant's own.
namespace tines_mock::faults {

/// The body of an error in the shape that the world's assumptions say.
using ErrorBody = std::function<std::string(std::string_view message)>;

/// What such an effect can need beside itself and the tenant's own response.
struct Rewriting {
  Draws draws;
  Time now;
  Milliseconds retry_after;  ///< until the window of RateLimited ends
  const ErrorBody& error_body;
};

/// A response with that status, Content-Type and body.
inline Response response_with(int status, std::string content_type, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", std::move(content_type)}},
          .body = std::move(body)};
}

/// The places of the values in `document` to which a JSON pointer leads, in their order. The
/// segment
/// `*` stands for every element or member, so there can be several. Empty when there is none, as
/// for an array index that is out of range or not a number.
std::vector<Json::json_pointer> find_places(const Json& document, const std::string& pointer);

/// `original` with its body's JSON changed: calls `change(document, place)` for each place to which
/// the pointer leads. It goes from the last to the first, since to remove an element changes the
/// index of those behind it. Without such a place, or without JSON, `original` stays as it is.
template <class Change>
Response change_body(Response original, const std::string& pointer, Change change) {
  auto document = parse_json(original.body);
  if (!document) return original;
  auto places = find_places(*document, pointer);
  std::ranges::reverse(places);
  for (const auto& place : places) change(*document, place);
  if (!places.empty()) original.body = dump(*document);
  return original;
}

}  // namespace tines_mock::faults

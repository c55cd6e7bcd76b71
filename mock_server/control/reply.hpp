#pragma once

#include "files/repeated_members.hpp"
#include "json/reader.hpp"
#include "support/result.hpp"

#include <tines_mock/http.hpp>
#include <tines_mock/journal.hpp>

#include <string>
#include <utility>

/// The responses of the control API.
namespace tines_mock::control {

Response reply(int status, const Json& body);
/// 200 with `{"holds", "cannot_tell", "report", "cut_short"}`; `holds` is null when `cannot_tell`
/// is true, `cut_short` when it is empty.
Response reply(const Verification& found);
Response no_content();

/// Null for an empty text.
Json text_or_null(const std::string& text);

/// `[{"name", "value"}]`
Json headers_json(const Headers& headers);

/// `{"errors": [{"message": …}]}`
Response error(int status, std::string message);

/// The same with one error for each problem, which has its pointer, expected and found too.
Response error(int status, const Problems& problems);

/// Parses the body and reads it with `read`. The error is a response that names every problem.
template <class Read>
auto read_body(const Request& request, Read read)
    -> Result<decltype(read(std::declval<const ValueReader&>())), Response> {
  const auto json = parse_json(request.body);
  if (!json)
    return Failure{error(400, Problems{{Problem::Kind::invalid, "", "JSON", json.error()}})};
  Problems problems = files::repeated_members(request.body);
  auto value = read(ValueReader(*json, "", problems));
  if (!problems.empty()) return Failure{error(422, problems)};
  return value;
}

}  // namespace tines_mock::control

#pragma once

#include "api/context.hpp"
#include "json/parse.hpp"
#include "json/reader.hpp"

#include <tines_mock/http.hpp>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// The API's responses. An operation returns the response to a request that it rejects, as any
/// other; which status a mistake gets is an assumption (Assumptions::Status).
namespace tines_mock::api {

Response json_response(int status, const Json& body);

/// 204: success without a body.
Response no_content();

struct ErrorItem {
  std::string message;
  std::string details;
};

Response error_response(ErrorShape shape, int status, const std::vector<ErrorItem>& errors);

Response reject(const Context& context, int status, std::string message, std::string details);
/// Names all mistakes in a body.
Response reject(const Context& context, const Problems& problems);
Response reject(const Context& context, const domain::Errors& errors);
/// Says that the entity whose id is in the path does not exist.
Response reject_unknown(const Context& context, domain::ErrorKind kind, std::string expected);
/// 409: the world's state was replaced after the request arrived (see WorldReplaced).
Response reject_outdated(ErrorShape shape);

}  // namespace tines_mock::api

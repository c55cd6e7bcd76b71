#pragma once

#include "api/call.hpp"
#include "json/reader.hpp"

#include <string>
#include <vector>

/// Refusals in the API's shape. Which status a case gets is an assumption (tines-api.md, section
/// 4).
namespace tines_mock::api {

struct ErrorItem {
  std::string message;
  std::string details;
};

Response error_response(ErrorShape shape, int status, const std::vector<ErrorItem>& errors);
/// 409: the request came before the world got another state, in which nothing of it is.
Response refuse_outdated(ErrorShape shape);
Response refuse(const Call& call, int status, std::string message, std::string details);
/// Everything that is wrong with a body, at once.
Response refuse(const Call& call, const Problems& problems);
Response refuse(const Call& call, const domain::Errors& errors);

/// The one place where an error of the domain gets its HTTP status.
int status_of(domain::ErrorKind kind, const Assumptions::Status& status);

}  // namespace tines_mock::api

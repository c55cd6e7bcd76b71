#pragma once

#include "json/parse.hpp"

#include <tines_mock/http.hpp>

#include <nlohmann/json.hpp>

namespace tines_mock::api {

inline Response json_response(int status, const Json& body) {
  return {status, {{"Content-Type", "application/json"}}, dump(body)};
}

/// 204: success without a body.
inline Response no_content() {
  return {204, {}, {}};
}

}  // namespace tines_mock::api

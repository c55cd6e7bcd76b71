#pragma once

#include <tines_mock/http.hpp>

#include <string>

namespace tines_mock::wire {

/// Why the wire does not take a request. `message` holds nothing of what the client sent.
struct Refusal {
  int status = 400;
  std::string message;
};

/// For a request that nobody but the wire can answer, in the shape of the API's errors.
Response response_to(const Refusal& refusal);

}  // namespace tines_mock::wire

#include "control/control.hpp"

#include "api/errors.hpp"

namespace tines_mock::control {

Response Control::answer(const Request& request) {
  return api::error_response(ErrorShape::errors, 404,
                             {{"There is nothing at this path", "found " + request.target}});
}

}  // namespace tines_mock::control

#include "api/info.hpp"

#include "api/json_response.hpp"

namespace tines_mock::api::info {

Response show(Call&) {
  return json_response(200, {{"stack",
                              {{"name", "tines-mock"},
                               {"type", "mock"},
                               {"region", "local"},
                               {"egress_ips", Json::array()}}}});
}

}  // namespace tines_mock::api::info

#include "wire/refusal.hpp"

namespace tines_mock::wire {

Response response_to(const Refusal& refusal) {
  return {.status = refusal.status,
          .headers = {{"Content-Type", "application/json"}},
          .body = R"({"errors":[{"message":"the request was not answered","details":")" +
                  refusal.message + R"("}]})"};
}

}  // namespace tines_mock::wire

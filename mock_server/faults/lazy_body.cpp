#include "faults/lazy_body.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::faults {

const Json* LazyBody::json() const {
  if (!parsed_) {
    parsed_ = true;
    if (auto json = parse_json(text_)) json_ = std::make_shared<const Json>(std::move(*json));
  }
  return json_.get();
}

}  // namespace tines_mock::faults

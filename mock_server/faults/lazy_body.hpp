#pragma once

#include "json/parse.hpp"

#include <memory>
#include <string_view>

namespace tines_mock::faults {

/// A request's body, parsed when a rule asks for its JSON and not before. Not thread-safe: it
/// belongs to one request, whose text must stay where it is.
class LazyBody {
 public:
  explicit LazyBody(std::string_view text) : text_(text) {}

  /// nullptr when the text is not JSON.
  const Json* json() const;

 private:
  std::string_view text_;
  mutable bool parsed_ = false;
  mutable std::shared_ptr<const Json> json_;
};

}  // namespace tines_mock::faults

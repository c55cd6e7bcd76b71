#pragma once

#include "library/testing/json_schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::testing {

/// Checks responses against an OpenAPI 3.1 document.
class OpenApi {
 public:
  explicit OpenApi(PlainJson document) : document_(std::move(document)) {}

  /// Where a response violates the document, a line for each violation. When the document does not
  /// have the path and method, the response must be the document's error body.
  std::vector<std::string> violations(std::string_view method, std::string_view target, int status,
                                      std::string_view body) const;

  /// The examples in the document that violate their own schemas, a line for each violation.
  std::vector<std::string> wrong_examples() const;

 private:
  std::string operation(std::string_view method, std::string_view target) const;
  std::string resolved(const std::string& pointer) const;
  void check_examples(const std::string& pointer, std::vector<std::string>& wrong) const;

  PlainJson document_;
};

}  // namespace tines_mock::testing

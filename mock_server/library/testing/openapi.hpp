#pragma once

#include "library/testing/json_schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::testing {

/// What an OpenAPI 3.1 document says of answers.
class OpenApi {
 public:
  explicit OpenApi(PlainJson document) : document_(std::move(document)) {}

  /// What of an answer the document does not allow, a line each. Where nothing serves the path and
  /// method, an answer must be the document's error body.
  std::vector<std::string> violations(std::string_view method, std::string_view target, int status,
                                      std::string_view body) const;

  /// The examples of the document that are against their own schemas, a line each.
  std::vector<std::string> wrong_examples() const;

 private:
  std::string operation(std::string_view method, std::string_view target) const;
  std::string resolved(const std::string& pointer) const;
  void check_examples(const std::string& pointer, std::vector<std::string>& wrong) const;

  PlainJson document_;
};

}  // namespace tines_mock::testing

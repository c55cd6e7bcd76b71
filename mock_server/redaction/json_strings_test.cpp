#include "redaction/json_strings.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using redaction::JsonStrings;

TEST_CASE("the string is found that contains a byte of JSON") {
  const std::string_view json = R"({"a\"b" : "", "n":[17,"x\\"]})";
  JsonStrings strings(json);
  std::string text;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const auto string = strings.around(at);
    text += !string ? '-' : string->is_name ? 'N' : 'v';
  }
  CHECK(text == "--NNNNN----v---NN------vvvv--");
}

#include "journal/redactor.hpp"

#include "json/parse.hpp"
#include "support/catch2.hpp"

using namespace tines_mock;
using journal::Redactor;

namespace {

std::string redacted_body(std::string body, const Redactor& redactor = Redactor()) {
  return redactor.request({.method = "POST", .body = std::move(body)}).body;
}

std::string redacted_target(std::string target) {
  return Redactor().request({.target = std::move(target)}).target;
}

}  // namespace

TEST_CASE("the headers that carry secrets are redacted, in any case of letters") {
  const auto request = Redactor().request({.headers = {{"authorization", "Bearer s3cr3t"},
                                                       {"AUTHORIZATION", "s3cr3t"},
                                                       {"X-User-Token", "s3cr3t"},
                                                       {"Cookie", "a=s3cr3t"},
                                                       {"Set-Cookie", "a=s3cr3t"},
                                                       {"Accept", "text/html"}}});
  CHECK(request.headers == Headers{{"authorization", "Bearer [redacted]"},
                                   {"AUTHORIZATION", "[redacted]"},
                                   {"X-User-Token", "[redacted]"},
                                   {"Cookie", "[redacted]"},
                                   {"Set-Cookie", "[redacted]"},
                                   {"Accept", "text/html"}});
}

TEST_CASE("the destination's key is redacted wherever it stands, whatever the body is") {
  const auto body = GENERATE(values<std::string>({
      R"({"destination_tenant_api_key":"s3cr3t"})",
      R"({"a":[{"b":{"destination_tenant_api_key" : "s3cr3t"}}]})",
      R"({"destination_tenant_api_key":"a\"s3cr3t"})",
      R"({"destination_tenant_api_key":"a\\\"s3cr3t"})",
      R"({"destination_tenant_api_key":{"deep":["s3cr3t","}"]}})",
      R"({"destination_tenant_api_key":["s3cr3t"]})",
      R"({"destination_tenant_api\u005fkey":"s3cr3t"})",
      R"({"destination_tenant_api_key":"s3cr3t)",
      R"({"destination_tenant_api_key" "s3cr3t"})",
      R"({"destination_tenant_api_key":s3cr3t})",
      R"({destination_tenant_api_key:"s3cr3t"})",
      R"({destination_tenant_api_key: s3cr3t})",
      R"({'destination_tenant_api_key': 's3cr3t'})",
      R"("{\"destination_tenant_api_key\":\"s3cr3t\"}")",
      R"("{\"destination_tenant_api_key\":\"a\\\"s3cr3t\"}")",
      "team_id=7&destination_tenant_api_key=s3cr3t&x=1",
      "%7B%22destination_tenant_api_key%22%3A%22s3cr3t%22%7D",
      "[[[{\"destination_tenant_api_key\":\n\t\"s3cr3t\"",
  }));
  INFO(body);
  const auto clean = redacted_body(body);
  INFO(clean);
  CHECK(clean.find("s3cr3t") == std::string::npos);
  CHECK(clean.find("[redacted]") != std::string::npos);
}

TEST_CASE("what was JSON is JSON afterwards, with everything but the key") {
  CHECK(redacted_body(R"({"destination_tenant_api_key":"k","team_id":7})") ==
        R"({"destination_tenant_api_key":"[redacted]","team_id":7})");
  CHECK(redacted_body(R"({"destination_tenant_api_key":77,"team_id":7})") ==
        R"({"destination_tenant_api_key":"[redacted]","team_id":7})");
  CHECK(redacted_body(R"({"destination_tenant_api_key":["k",1],"team_id":7})") ==
        R"({"destination_tenant_api_key":"[redacted]","team_id":7})");
  CHECK(redacted_body(R"({"destination_tenant_api_key":"","team_id":7})") ==
        R"({"destination_tenant_api_key":"[redacted]","team_id":7})");
  CHECK(redacted_body(R"({"destination_tenant_api_key":null,"team_id":7})") ==
        R"({"destination_tenant_api_key":null,"team_id":7})");
  CHECK(redacted_body(R"({"a":"destination_tenant_api_key","b":"c"})") ==
        R"({"a":"destination_tenant_api_key","b":"c"})");
  CHECK(redacted_body(R"({"destination_tenant_api_key_id":"c"})") ==
        R"({"destination_tenant_api_key_id":"c"})");
}

TEST_CASE("a query is redacted, its other parameters stay") {
  CHECK(redacted_target("/api/v1/x?destination_tenant_api_key=s3cr3t&page=2") ==
        "/api/v1/x?destination_tenant_api_key=[redacted]&page=2");
  CHECK(redacted_target("/x?destination%5Ftenant_api_key=s3cr3t") ==
        "/x?destination%5Ftenant_api_key=[redacted]");
}

TEST_CASE("a secret that is known is redacted wherever it stands, also in disguise") {
  Redactor redactor;
  redactor.know("origin-key");
  redactor.know("origin-key-2");
  CHECK(redactor.text("no team for origin-key here") == "no team for [redacted] here");
  CHECK(redactor.text("origin-key-2") == "[redacted]");
  CHECK(redactor.text(R"("\u006frigin\u002dkey")") == R"("[redacted]")");
  CHECK(redactor.text("/x/origin%2Dkey") == "/x/[redacted]");
  CHECK(redactor.text("origin-ke") == "origin-ke");
  CHECK(redacted_body(R"({"name":"origin-key"})", redactor) == R"({"name":"[redacted]"})");
}

TEST_CASE("our own words about the key's parameter are kept as they are") {
  const std::string words = "destination_tenant_api_key: expected a string, found a number";
  CHECK(Redactor().text(words) == words);
}

TEST_CASE("text that ends in the middle of anything is redacted without a fault") {
  const std::string body = R"({"a":"\u00e9%22","destination_tenant_api_key" : "s3c\"r3t\\",)"
                           R"("b":{"destination_tenant_api_key":[{"c":"\""}]}})";
  for (std::size_t length = 0; length <= body.size(); ++length)
    CHECK(redacted_body(body.substr(0, length)).find("s3c") == std::string::npos);
}

#include "redaction/redactor.hpp"

#include "json/parse.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using redaction::Redactor;

namespace {

/// The text with "[redacted]" in the place of each mark.
std::string unmarked(std::string text) {
  constexpr std::string_view begin = "[redacted:";
  constexpr std::size_t hash = 8;
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at))
    text.replace(at, begin.size() + hash + 1, "[redacted]");
  return text;
}

Request redacted(Request request, const Redactor& redactor = Redactor()) {
  return redactor.entry({.request = std::move(request)}).request;
}

std::string redacted_body(std::string body, const Redactor& redactor = Redactor()) {
  return unmarked(redacted({.method = "POST", .body = std::move(body)}, redactor).body);
}

std::string redacted_target(std::string target) {
  return unmarked(redacted({.target = std::move(target)}).target);
}

struct Knowing : Redactor {
  Knowing(std::initializer_list<std::string_view> secrets) {
    for (const auto secret : secrets) know(secret);
  }
};

}  // namespace

TEST_CASE("the headers that carry secrets are redacted, in any case of letters") {
  std::string lines;
  for (const auto& [name, value] : redacted({.headers = {{"authorization", "Bearer s3cr3t"},
                                                         {"AUTHORIZATION", "s3cr3t"},
                                                         {"Proxy-Authorization", "s3cr3t"},
                                                         {"X-User-Token", "s3cr3t"},
                                                         {"X-Control-Token", "s3cr3t"},
                                                         {"Cookie", "s3cr3t"},
                                                         {"Set-Cookie", "s3cr3t"},
                                                         {"Accept", "text/html"}}})
                                       .headers)
    lines += name + ": " + value + '\n';
  CHECK(unmarked(lines) ==
        "authorization: Bearer [redacted]\n"
        "AUTHORIZATION: [redacted]\n"
        "Proxy-Authorization: [redacted]\n"
        "X-User-Token: [redacted]\n"
        "X-Control-Token: [redacted]\n"
        "Cookie: [redacted]\n"
        "Set-Cookie: [redacted]\n"
        "Accept: text/html\n");
}

TEST_CASE("of a cookie the value is redacted, and its name stays") {
  const auto shown = [](std::string name, std::string value) {
    const Knowing redactor{"known-key"};
    Request request;
    request.headers.add(std::move(name), std::move(value));
    const auto entry = redactor.entry({.request = std::move(request)});
    return unmarked(std::string(entry.request.headers.begin()->second));
  };
  CHECK(shown("Cookie", "a=s3cr3t; b=c=s3cr3t") == "a=[redacted]; b=[redacted]");
  CHECK(shown("cookie", " a=\"s3;cr3t\";;") == "a=[redacted]; [redacted]");
  CHECK(shown("Cookie", "s3cr3t==; a=") == "[redacted]; [redacted]");
  CHECK(shown("Cookie", "known-key=1; x=known-key; known-key") ==
        "[redacted]=[redacted]; x=[redacted]; [redacted]");
  CHECK(shown("Cookie", "") == "[redacted]");
  CHECK(shown("Set-Cookie", "a=s3cr3t; Path=/; HttpOnly") == "a=[redacted]; Path=/; HttpOnly");
  CHECK(shown("Set-Cookie", "s3cr3t; Path=/known-key") == "[redacted]; Path=/[redacted]");
}

TEST_CASE("the destination's key is redacted in every kind of body") {
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
      "destination_tenant_api_key%3As3cr3t",
      "destination_tenant_api_key%3as3cr3t",
      "destination_tenant_api_key%3Ds3cr3t",
      "destination_tenant_api_key%3d%22s3cr3t%22",
      "destination_tenant_api_key s3cr3t",
      "destination_tenant_api_key : s3cr3t",
      "[[[{\"destination_tenant_api_key\":\n\t\"s3cr3t\"",
  }));
  INFO(body);
  const auto clean = redacted_body(body);
  INFO(clean);
  CHECK(clean.find("s3cr3t") == std::string::npos);
  CHECK(clean.find("[redacted]") != std::string::npos);
}

TEST_CASE("JSON stays JSON and keeps everything but the key") {
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

TEST_CASE("a known secret is redacted in every text, also where it is escaped") {
  const Knowing redactor{"origin-key", "origin-key-2"};
  CHECK(redactor.text("no team for origin-key here") == "no team for [redacted] here");
  CHECK(redactor.text("origin-key-2") == "[redacted]");
  CHECK(redactor.text(R"("\u006frigin\u002dkey")") == R"("[redacted]")");
  CHECK(redactor.text("/x/origin%2Dkey") == "/x/[redacted]");
  CHECK(redactor.text("origin-ke") == "origin-ke");
  CHECK(redacted_body(R"({"name":"origin-key"})", redactor) == R"({"name":"[redacted]"})");
}

TEST_CASE("the mock's own words about the key's parameter are kept as they are") {
  const std::string words = "destination_tenant_api_key: expected a string, found a number";
  CHECK(Redactor().text(words) == words);
}

TEST_CASE("a text that ends anywhere is redacted") {
  const std::string body = R"({"a":"\u00e9%22","destination_tenant_api_key" : "s3c\"r3t\\",)"
                           R"("b":{"destination_tenant_api_key":[{"c":"\""}]}})";
  for (std::size_t length = 0; length <= body.size(); ++length)
    CHECK(redacted_body(body.substr(0, length)).find("s3c") == std::string::npos);
}

TEST_CASE("a known secret is found with every kind of escapes") {
  const Knowing redactor{"a \"key\"\n\twith\\all/of it", "emoji-\U0001F600-key",
                         "per%cent%41\"key"};
  const auto text = GENERATE(values<std::string>({
      R"(a \"key\"\n\twith\\all/of it)",
      R"(a \u0022key\u0022\u000A\u0009with\u005call\/of it)",
      R"(a \\\"key\\\"\\n\\twith\\\\all/of it)",
      R"(a%20%22key%22%0A%09with%5Call%2Fof%20it)",
      R"(a+%22key%22%0A%09with%5Call%2Fof+it)",
      R"(a%2520%2522key%2522%250A%2509with%255Call%252Fof%2520it)",
      R"(a%20%5C%22key%5C%22%5Cn%5Ctwith%5C%5Call%2Fof%20it)",
      R"(emoji-\ud83d\ude00-key)",
      R"(emoji-\\uD83D\\uDE00-key)",
      R"(emoji-%F0%9F%98%80-key)",
      R"(per%cent%41\"key)",
      R"(per%25cent%2541%22key)",
  }));
  INFO(text);
  CHECK(redactor.text("before " + text + " after") == "before [redacted] after");
  CHECK(redactor.text(R"({"a":")" + text + R"(","b":7})").find(R"(7})") != std::string::npos);
}

TEST_CASE("in JSON a known secret is redacted within strings, and everything else stays") {
  const Knowing redactor{"12345678", "requests", R"(","name":")"};
  const std::string json = R"({"requests":[12345678,{"n":"12345678"}],"a":"b","name":"requests"})";
  CHECK(redactor.text(json) ==
        R"({"requests":[12345678,{"n":"[redacted]"}],"a":"b","name":"[redacted]"})");
  CHECK(redacted_body(json, redactor) ==
        R"({"[redacted]":[12345678,{"n":"[redacted]"}],"a":"b","name":"[redacted]"})");
  CHECK(redactor.text("12345678, {") == "[redacted], {");
}

TEST_CASE("prose within a JSON string is redacted to the end of the string and no further") {
  CHECK(redacted_body(R"({"a":"destination_tenant_api_key: [s3cr3t","b":7})") ==
        R"({"a":"destination_tenant_api_key: [redacted]","b":7})");
  CHECK(redacted_body(R"({"a":"destination_tenant_api_key: [s3cr3t","b":"origin-key"})",
                      Knowing{"origin-key"}) ==
        R"({"a":"destination_tenant_api_key: [redacted]","b":"[redacted]"})");
}

TEST_CASE(
    "a secret that can be an ordinary word or number is redacted where a secret stands alone") {
  const Knowing redactor{"origin", "9981", "message", "1234567"};
  const std::string text = R"({"errors":[{"message":"no 9981 in origin","id":9981}]} 1234567)";
  CHECK(redactor.text(text) == text);
  CHECK(redacted_body(R"({"destination_tenant_api_key":"9981"})", redactor) ==
        R"({"destination_tenant_api_key":"[redacted]"})");
}

TEST_CASE("the destination's key of a body is known from then on, and redacted in every text") {
  Redactor redactor;
  redactor.learn_from(R"({"destination_tenant_api_key":"runtime-\u006bey","team_id":7})");
  redactor.learn_from(R"({"destination\u005ftenant_api_key":"another-key"})");
  CHECK(redactor.text("/x?api_key=runtime-key&y=another-key") ==
        "/x?api_key=[redacted]&y=[redacted]");
}

TEST_CASE("the same secret has the same mark, other secrets and other redactors have others") {
  const Knowing redactor{"origin-key"};
  const auto mark = [&](std::string value) {
    return std::string(
        *redacted({.headers = {{"X-User-Token", value}}}, redactor).headers.find("X-User-Token"));
  };
  CHECK(mark("s3cr3t") == mark("s3cr3t"));
  CHECK(mark("s3cr3t") != mark("another"));
  CHECK(mark("origin-key") == redacted({.body = "origin-key"}, redactor).body);
  CHECK(mark("a\"b") == redacted({.target = R"(destination_tenant_api_key="a\"b")"}, redactor)
                            .target.substr(28, mark("").size()));
  CHECK(mark("origin-key") != redacted({.body = "origin-key"}, Knowing{"origin-key"}).body);
}

TEST_CASE("a text that was redacted stays as it is") {
  const std::string body = R"({"a":"{\"destination_tenant_api_key\":\"[redacted:0123abcd]\"}"})";
  CHECK(Redactor().text(body) == body);
  CHECK(redacted({.body = body}).body == body);
}

TEST_CASE("a text that only looks like a mark is a secret") {
  const auto secret = GENERATE(values<std::string>(
      {"[redacted:s3cr3t!!]", "[redacted:0123abc]", "[redacted:0123abcde]", "[redacted;0123abcd]",
       "[redacted:0123ABCD]", "[redacted:]", "[redacted0123abcd]", "[redacted:0123abcd",
       "redacted:0123abcd]", "[Redacted]"}));
  const auto clean = redacted({.body = R"({"destination_tenant_api_key":")" + secret + "\"}"}).body;
  INFO(clean);
  CHECK(clean.find(secret + '"') == std::string::npos);
  CHECK(unmarked(clean) == R"({"destination_tenant_api_key":"[redacted]"})");
}

TEST_CASE("a mark of either form stays as it is") {
  for (const char* mark : {"[redacted]", "[redacted:0123abcd]"}) {
    const auto body = R"({"destination_tenant_api_key":")" + std::string(mark) + "\"}";
    CHECK(redacted({.body = body}).body == body);
  }
}

#include "contract_tests/report/report.hpp"

#include "support/catch2.hpp"

using namespace tines_mock::contract;

namespace {

Settings settings() {
  Settings made;
  made.api_key = "origin'key\"4711";
  made.destination_api_key = "dest-key-0815";
  return made;
}

/// A report of one broken promise whose evidence is full of keys and markup.
Report report() {
  Report made;
  made.target = "https://origin.example";
  made.seed = 5;
  made.replay = "tines-contract --seed 5";
  PromiseResult result;
  result.promise = {
      "create.status", "create answers <201>", documented_by("S 1"), Effort::once, {}, {}};
  result.outcome = Outcome::broken;
  result.finding = {"201", "500 & dest-key-0815 \x01 \xff"};
  Answer answer;
  answer.call = create_call({{"destination_tenant_api_key", "dest-key-0815"}, {"a", "it's"}});
  answer.request.method = "POST";
  answer.request.target = answer.call.target;
  answer.request.body = *answer.call.body;
  answer.request.headers.add("Authorization", "Bearer " + settings().api_key);
  answer.response.body = "{\"leak\": \"origin'key\\\"4711\"}";
  result.evidence.push_back(answer);
  made.run.promises.push_back(result);
  return made;
}

std::vector<std::string> all_forms() {
  const Redactor redact(settings());
  return {text_report(report(), redact), json_report(report(), redact),
          junit_report(report(), redact), html_report(report(), redact)};
}

}  // namespace

TEST_CASE("no key is in any form of a report") {
  for (const auto& text : all_forms()) {
    INFO(text);
    CHECK(text.find("4711") == std::string::npos);
    CHECK(text.find("0815") == std::string::npos);
    CHECK(text.find("TINES_DESTINATION_API_KEY") != std::string::npos);
  }
}

TEST_CASE("a failure comes with what was expected, what came, a curl line and a replay command") {
  const auto text = all_forms().front();
  CHECK(text.find("expected  201") != std::string::npos);
  CHECK(text.find("Authorization: Bearer $TINES_API_KEY") != std::string::npos);
  CHECK(text.find("--seed 5 --promise create.status") != std::string::npos);
  CHECK(text.find("'\"$TINES_DESTINATION_API_KEY\"'") != std::string::npos);
  CHECK(text.find("it'\\''s") != std::string::npos);
}

TEST_CASE("markup in what a tenant answers stays text") {
  const auto forms = all_forms();
  CHECK(forms[2].find("<201>") == std::string::npos);
  CHECK(forms[2].find("\x01") == std::string::npos);
  CHECK(forms[2].find("\xff") == std::string::npos);
  CHECK(forms[3].find("create answers &lt;201&gt;") != std::string::npos);
}

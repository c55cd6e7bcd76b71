#include "contract_tests/report/report.hpp"

#include "contract_tests/report/layout.hpp"
#include "contract_tests/report/testing/well_formed.hpp"
#include "support/printable.hpp"
#include "testing/catch2.hpp"

#include <sstream>

using namespace tines_mock::contract;
using namespace std::string_literals;

namespace {

const std::string nasty =
    "\xff\xc3(\x1b[31m\x07\xc2\x9b\xe2\x80\xaex]]>\xef\xbf\xbe\r\n\t\0<script>&\"'\x7f"s;

Settings settings() {
  Settings made;
  made.api_key = "origin'key\"4711";
  made.destination_api_key = "dest-key-0815";
  return made;
}

PromiseResult result_of(const std::string& id, Judgement judgement) {
  PromiseResult result;
  result.promise = {id, "text of <" + id + ">", seed_document("a-b", "a & b"), Effort::once, {},
                    {}};
  result.judgement = judgement;
  result.cases = 3;
  return result;
}

Answer answer_to(const std::string& method, const std::string& body, int status,
                 const std::string& response) {
  Answer answer;
  answer.request.method = method;
  answer.request.target = "/api/v1/admin/sync_destinations";
  answer.request.headers.add("Authorization", "Bearer " + settings().api_key);
  answer.request.body = body;
  answer.response.status = status;
  answer.response.body = response;
  return answer;
}

/// A broken promise whose evidence is full of keys, markup and bytes that are no text.
PromiseResult broken() {
  auto result = result_of("create.status", Judgement::broken);
  result.finding = {"201 " + nasty, "500 & dest-key-0815 " + nasty};
  result.evidence.push_back(answer_to("DELETE", "", 204, ""));
  result.evidence.push_back(answer_to("GET", "", 200, "looked"));
  result.evidence.push_back(answer_to(
      "POST", "{\"destination_tenant_api_key\":\"dest-key-0815\",\"a\":\"it's " + nasty + "\"}",
      500, "{\"leak\": \"origin'key\\\"4711\"} " + nasty));
  return result;
}

PromiseResult differing() {
  auto result = result_of("assumed.x", Judgement::differs);
  result.promise.source.origin = Origin::assumed;
  result.finding = {"this", "that origin'key\"4711 " + nasty};
  return result;
}

PromiseResult unchecked(const std::string& id) {
  auto result = result_of(id, Judgement::could_not_check);
  result.reason = "it answered 'dest-key-0815' " + nasty;
  return result;
}

/// Each judgement another number of times.
Report report() {
  Report made;
  made.target = "https://origin.example";
  made.seed = 5;
  made.max_success = 9;
  made.requests = 77;
  made.replay = "tines-contract --seed 5";
  made.run.promises = {broken(),         result_of("k.1", Judgement::kept),
                       differing(),      result_of("k.2", Judgement::kept),
                       unchecked("u.1"), result_of("k.3", Judgement::kept),
                       unchecked("u.2"), result_of("k.4", Judgement::kept),
                       unchecked("u.3"), differing()};
  made.run.additive_drift = {"drift " + nasty};
  made.run.remarks = {"remark dest-key-0815 " + nasty};
  made.left_behind = {"/left/" + nasty};
  return made;
}

struct Forms {
  std::string text, json, junit, html;
  std::vector<std::string> all() const { return {text, json, junit, html}; }
};

Forms forms_of(const Report& made) {
  const auto sheet = sheet_of(made, ReportRedactor(settings()));
  return {text_report(sheet), json_report(sheet), junit_report(sheet), html_report(sheet)};
}

bool holds_text(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("no form of a report holds a key") {
  for (const auto& text : forms_of(report()).all()) {
    INFO(text);
    CHECK_FALSE(holds_text(text, "4711"));
    CHECK_FALSE(holds_text(text, "0815"));
    CHECK(holds_text(text, "TINES_DESTINATION_API_KEY"));
  }
}

TEST_CASE("a long text is not cut within a key") {
  for (std::size_t before = 1900; before < 2010; ++before) {
    auto made = report();
    auto& result = made.run.promises.front();
    result.evidence.back().request.body = std::string(before, 'x') + "dest-key-0815";
    result.finding.got = std::string(before - 1400, 'x') + "dest-key-0815";
    for (const auto& text : forms_of(made).all()) REQUIRE_FALSE(holds_text(text, "dest-key"));
  }
}

TEST_CASE("whatever bytes arrived, every form of a report is printable and well-formed") {
  const auto forms = forms_of(report());
  for (const auto& text : forms.all()) {
    auto without_newlines = text;
    std::erase(without_newlines, '\n');
    INFO(printable(text));
    CHECK(is_printable(without_newlines));
  }
  for (const auto& text : {forms.text, forms.junit, forms.html}) {
    CHECK(holds_text(text, "\\xff\\xc3(\\x1b[31m\\x07\\u009b\\u202ex]]"));
    CHECK(holds_text(text, "\\ufffe\\r\\n\\t\\x00"));
  }
  const auto json = Json::parse(forms.json);
  CHECK(json["promises"][0]["got"] == "500 & $TINES_DESTINATION_API_KEY " + printable(nasty));
  CHECK(testing::fault_of(forms.junit) == "");
  for (const auto& markup : {forms.junit, forms.html}) CHECK_FALSE(holds_text(markup, "<script"));
}

TEST_CASE("the XML check of this test finds mistakes") {
  const std::string first = "<?xml?>\n";
  CHECK(testing::fault_of(first + "<a b=\"c\"><d/>e&amp;</a>\n") == "");
  for (const char* xml : {"<a>", "</a>", "<a></b>", "<a>&</a>", "<a>&x;</a>", "<a b=\"<\"></a>",
                          "<a>\x01</a>", "<a>\xff</a>", "<a"}) {
    CHECK(testing::fault_of(first + xml) != "");
  }
}

TEST_CASE("a failure shows what was expected and got, a curl command and a replay command") {
  const auto text = forms_of(report()).text;
  INFO(text);
  CHECK(holds_text(text,
                   "BROKEN: create.status — text of <create.status>\n"
                   "  source    seed document, \"a & b\" (contract_tests/tines-api.md#a-b)\n"));
  CHECK(holds_text(text, "  after     DELETE /api/v1/admin/sync_destinations → 204\n"));
  CHECK_FALSE(holds_text(text, "  after     GET"));
  CHECK(holds_text(text, "  request   POST /api/v1/admin/sync_destinations {\"dest"));
  CHECK(holds_text(text, "  expected  201"));
  CHECK(holds_text(text, "  got       500 & $TINES_DESTINATION_API_KEY"));
  CHECK(holds_text(text, "  curl      curl -i -X POST \"$TINES_TENANT_URL\"'/api/v1"));
  CHECK(holds_text(text, " -H 'Authorization: Bearer '\"$TINES_API_KEY\""));
  CHECK(holds_text(text, "  replay    tines-contract --seed 5 --promise create.status\n"));
}

TEST_CASE("a curl command sends the headers of the request, and Accept only if it did") {
  auto made = report();
  const auto curl = [&] { return sheet_of(made, ReportRedactor(settings())).rows.at(0).curl; };
  auto& request = made.run.promises[0].evidence.back().request;
  CHECK(holds_text(curl(), " -H 'Accept:' -H 'Authorization"));
  request.headers.add("Accept", "application/json");
  CHECK_FALSE(holds_text(curl(), "Accept"));
  request.headers.set("Accept", "*/*");
  CHECK(holds_text(curl(), " -H 'Accept: */*'"));
  request.body = std::string(100'000, ' ');
  CHECK(curl().empty());
}

TEST_CASE("the text report shows the outcome of each promise, and a summary") {
  const auto text = forms_of(report()).text;
  INFO(text);
  CHECK_THAT(text, Catch::Matchers::StartsWith("The contract of https://origin.example\n"));
  CHECK(holds_text(text, "\nKept\n  k  1, 2, 3, 4\n"));
  CHECK(holds_text(text, "\nCould not check\n  it answered '$TINES_DESTINATION_API_KEY'"));
  CHECK(holds_text(text, ":\n    u.1, u.2, u.3\n"));
  CHECK(holds_text(text, "\nAdditive drift: members that no document names\n  drift \\xff"));
  CHECK(holds_text(text, "\nRemarks\n  remark $TINES"));
  CHECK(holds_text(
      text, "\nLEFT ON THE TENANT: remove it by hand, or run again with --clean-up\n  /left/"));
  CHECK(holds_text(text,
                   "\n4 kept, 1 broken, 2 differ from an assumption, 3 could not be checked\n"
                   "77 requests, seed 5\n"));
}

TEST_CASE("lines fit 100 columns, except those that people copy") {
  auto made = report();
  std::string sentence;
  for (int i = 0; i < 40; ++i) sentence += "words that go on and on ";
  for (auto& result : made.run.promises) {
    result.promise.text = result.promise.source.words = sentence;
    result.reason = result.finding.expected = result.finding.got = sentence;
  }
  made.run.remarks = made.run.additive_drift = made.left_behind = {sentence};
  for (const auto& text : {forms_of(made).text, promise_list({made.run.promises[0].promise})}) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      const bool copied = line.starts_with("  request ") || line.starts_with("  after ") ||
                          line.starts_with("  curl ") || line.starts_with("  replay ");
      INFO(line);
      CHECK((copied || columns_of(line) <= line_columns));
    }
  }
}

TEST_CASE("the JSON report holds the same as the text report") {
  auto made = report();
  made.run.ended = RunEnds(RunEnds::Cause::interrupted, "the run was interrupted");
  const auto json = Json::parse(forms_of(made).json);
  CHECK(json["target"] == "https://origin.example");
  CHECK(json["seed"] == 5);
  CHECK(json["max_success"] == 9);
  CHECK(json["requests"] == 77);
  CHECK(json["ended_early"] == "the run was interrupted");
  CHECK(json["summary"] ==
        Json{{"kept", 4}, {"broken", 1}, {"differs", 2}, {"could_not_check", 3}});
  const auto& first = json["promises"][0];
  CHECK(first["id"] == "create.status");
  CHECK(first["source"] == Json{{"origin", "seed document"},
                                {"words", "a & b"},
                                {"section", "contract_tests/tines-api.md#a-b"}});
  CHECK(first["kind"] == "documented");
  CHECK(first["outcome"] == "broken");
  CHECK(first["cases"] == 3);
  CHECK(first["evidence"]["status"] == 500);
  CHECK(first["evidence"]["steps"].size() == 3);
  CHECK(first["evidence"]["steps"][0] == "DELETE /api/v1/admin/sync_destinations");
  CHECK(first["evidence"]["request"] == first["evidence"]["steps"][2]);
  CHECK(first["evidence"]["response"] == "{\"leak\": \"$TINES_API_KEY\"} " + printable(nasty));
  CHECK(first["evidence"]["replay"] == "tines-contract --seed 5 --promise create.status");
  CHECK(json["promises"][1]["outcome"] == "kept");
  CHECK_FALSE(json["promises"][1].contains("expected"));
  CHECK(json["promises"][2]["kind"] == "assumed");
  CHECK(json["promises"][2]["outcome"] == "differs");
  CHECK_FALSE(json["promises"][2].contains("evidence"));
  CHECK(json["promises"][4]["outcome"] == "could not check");
  CHECK(json["promises"][4]["reason"] ==
        "it answered '$TINES_DESTINATION_API_KEY' " + printable(nasty));
  CHECK(json["additive_drift"].size() == 1);
  CHECK(json["remarks"].size() == 1);
  CHECK(json["left_behind"] == Json::array({"/left/" + printable(nasty)}));
}

TEST_CASE("the JUnit report has the counts, the failures and the skipped promises") {
  const auto junit = forms_of(report()).junit;
  INFO(junit);
  CHECK(holds_text(junit,
                   "<testsuite name=\"contract of https://origin.example\" tests=\"10\" "
                   "failures=\"1\" errors=\"0\" skipped=\"3\">"));
  CHECK(holds_text(junit,
                   "<testcase classname=\"create\" name=\"create.status\">\n"
                   "    <properties><property name=\"source\" value=\"seed document, &quot;a &amp; "
                   "b&quot; (contract_tests/tines-api.md#a-b)\"/></properties>\n"
                   "    <failure message=\"text of &lt;create.status&gt;\">expected 201"));
  CHECK(holds_text(junit, "<skipped message=\"it answered '$TINES_DESTINATION_API_KEY'"));
  CHECK(holds_text(junit, "<system-out>differs: expected this, got that $TINES_API_KEY"));
  CHECK(holds_text(junit, "</properties>\n  </testcase>"));
}

TEST_CASE("the HTML report has the counts, what is left, the findings and the unchecked promises") {
  const auto html = forms_of(report()).html;
  INFO(html);
  CHECK(holds_text(html, "<b class=\"kept\">4</b>kept"));
  CHECK(holds_text(html, "<b class=\"broken\">1</b>broken"));
  CHECK(holds_text(html, "<b class=\"differs\">2</b>differ"));
  CHECK(holds_text(html, "<b class=\"unchecked\">3</b>could"));
  CHECK(holds_text(html, "<h2>Left on the tenant</h2><ul><li>/left/"));
  CHECK(holds_text(html,
                   "<h2>Broken promises</h2>\n<article class=\"\"><h3>text of &lt;create.status"));
  CHECK(holds_text(html, "<h2>Assumptions to correct</h2>\n<article class=\"differs\">"));
  CHECK(holds_text(html, "<dt>curl</dt><dd><pre>curl -i -X POST &quot;$TINES_TENANT_URL&quot;"));
  CHECK(holds_text(html, "<td class=\"broken\">BROKEN</td>"));
  CHECK(holds_text(html, "<td class=\"unchecked\">could not check</td>"));
  CHECK(holds_text(html, "<span class=\"unchecked\">it answered"));
  CHECK(holds_text(html, "77 requests, seed 5, up to 9 cases a promise"));
}

TEST_CASE("the list shows every promise with its source") {
  auto made = report();
  const auto list = promise_list({made.run.promises[0].promise, made.run.promises[2].promise});
  CHECK(list ==
        "create.status\n    text of <create.status>\n"
        "    seed document, \"a & b\" (contract_tests/tines-api.md#a-b)\n"
        "assumed.x\n    text of <assumed.x>\n"
        "    assumed, \"a & b\" (contract_tests/tines-api.md#a-b)\n"
        "A tenant fails when it breaks a promise from the seed document or the vendor's pages; a\n"
        "difference from what is observed or assumed is only reported.\n2 promises\n");
}

namespace {

/// What was known of `report()`: a breach that is there, one that is not, and one of another kind.
Report report_with_expectations() {
  auto made = report();
  made.expectations = {
      {"create.status", {Judgement::broken, "dest-key-0815 " + nasty, "2026-11-02"}},
      {"k.1", {Judgement::broken, "a proxy", "2026-11-03"}},
      {"u.1", {Judgement::broken, "was broken", "2026-11-04"}},
      {"u.2", {Judgement::could_not_check, "no writes", "2026-11-05"}},
      {"not.run", {Judgement::broken, "later", "2026-11-06"}}};
  return made;
}

}  // namespace

TEST_CASE("expected outcomes are counted, and listed without details") {
  const auto made = report_with_expectations();
  const auto sheet = sheet_of(made, ReportRedactor(settings()));
  CHECK(sheet.known.broken == 1);
  CHECK(sheet.known.could_not_check == 1);
  CHECK(sheet.known.differs == 0);
  CHECK(sheet.stale == 1);
  const auto [text, json_text, junit, html] = forms_of(made);
  INFO(text);
  CHECK(
      holds_text(text, "\n4 kept, 1 (1 known) broken, 2 differ from an assumption, 3 (1 known) "));
  CHECK_FALSE(holds_text(text, "BROKEN: create.status"));
  CHECK(holds_text(text,
                   "\nKnown not to be kept on this tenant\n  BROKEN, known since 2026-11-02: "
                   "$TINES_DESTINATION_API_KEY"));
  CHECK(holds_text(
      text,
      ":\n    create.status\n  could not check, known since 2026-11-05: no writes:\n    u.2\n"));
  CHECK(holds_text(text,
                   "\nKept now: remove it from the file of --expect\n"
                   "  known since 2026-11-03: a proxy:\n    k.1\n"));
  CHECK(holds_text(text, ":\n    u.1, u.3\n"));
  const auto json = Json::parse(json_text);
  CHECK(json["known"] == Json{{"broken", 1}, {"differs", 0}, {"could_not_check", 1}});
  CHECK(json["stale"] == 1);
  CHECK(json["promises"][0]["expectation"]["met"] == true);
  CHECK(json["promises"][1]["expectation"] == Json{{"outcome", "broken"},
                                                   {"reason", "a proxy"},
                                                   {"since", "2026-11-03"},
                                                   {"met", false},
                                                   {"stale", true}});
  CHECK(json["promises"][4]["expectation"]["met"] == false);
  CHECK_FALSE(json["promises"][2].contains("expectation"));
  CHECK(testing::fault_of(junit) == "");
  CHECK(holds_text(junit, "failures=\"0\" errors=\"0\" skipped=\"4\""));
  CHECK(holds_text(junit, "<skipped message=\"known since 2026-11-02: $TINES"));
  CHECK_FALSE(holds_text(junit, "<failure"));
  CHECK_FALSE(holds_text(html, "<h2>Broken promises</h2>"));
  CHECK(holds_text(html, "<span class=\"note\">known since 2026-11-05: no writes</span>"));
  CHECK(holds_text(html, "kept now: remove it from the file of --expect"));
}

TEST_CASE(
    "new expectations are what the run found; those that are still true keep reason and date") {
  const auto made = report_with_expectations();
  const auto known = update_expectations(made.expectations,
                                         sheet_of(made, ReportRedactor(settings())), "2026-11-25");
  CHECK(known.at("create.status") == made.expectations.at("create.status"));
  CHECK(known.at("u.2") == made.expectations.at("u.2"));
  CHECK(known.at("not.run") == made.expectations.at("not.run"));
  CHECK_FALSE(known.contains("k.1"));
  CHECK(known.at("u.1").judgement == Judgement::could_not_check);
  CHECK(known.at("u.1").since == "2026-11-25");
  CHECK_THAT(known.at("u.1").reason, Catch::Matchers::StartsWith("it answered '$TINES"));
  CHECK(known.at("assumed.x").judgement == Judgement::differs);
  CHECK_THAT(known.at("assumed.x").reason,
             Catch::Matchers::StartsWith("expected this, got that $TINES_API_KEY"));
  CHECK(known.size() == 6);
}

TEST_CASE("the report says when each assumption was last seen on a real tenant") {
  auto made = report();
  for (std::size_t i : {1, 2, 3, 5}) {
    made.run.promises[i].promise.source.entry = i == 5 ? "never_seen" : "entry" + std::to_string(i);
  }
  made.verified = {{"entry1", {"2026-11-02", "2026-06"}},
                   {"entry2", {"2026-11-25", "2025-05"}},
                   {"entry3", {"2026-11-02", "2026-06"}}};
  const auto [text, json_text, junit, html] = forms_of(made);
  INFO(text);
  CHECK(holds_text(text,
                   "\nAssumptions, by when each was last seen on a real tenant\n"
                   "  2026-11-02, revision 2026-06:\n    1, 2\n"
                   "  2026-11-25, revision 2025-05:\n    x\n"
                   "  never, according to the table of assumptions:\n    1\n"));
  CHECK(holds_text(text, "  last seen 2026-11-25, revision 2025-05\n"));
  const auto json = Json::parse(json_text);
  CHECK(json["promises"][1]["verified_on"] == "2026-11-02");
  CHECK(json["promises"][1]["revision"] == "2026-06");
  CHECK_FALSE(json["promises"][5].contains("verified_on"));
  CHECK(holds_text(html, "last seen on a real tenant on 2026-11-02, revision 2026-06"));
}

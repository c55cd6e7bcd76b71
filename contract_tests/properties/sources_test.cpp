#include "contract_tests/properties/run.hpp"
#include "files/file.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/assumptions.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

const std::filesystem::path source_dir = TINES_MOCK_SOURCE_DIR;

/// The text without the marks of Markdown, in one line.
std::string plain_words(const std::string& markdown) {
  std::string plain;
  for (const char c : markdown) {
    if (c == '`' || c == '*') continue;
    if (c != ' ' && c != '\n') {
      plain += c;
    } else if (!plain.ends_with(' ')) {
      plain += ' ';
    }
  }
  return plain;
}

/// The sections of the facts, each by its anchor: up to the next anchor or heading.
std::multimap<std::string, std::string> sections_of(const std::string& markdown) {
  const std::string opening = "\n<a id=\"", closing = "\"></a>\n";
  std::multimap<std::string, std::string> sections;
  for (auto at = markdown.find(opening); at != markdown.npos; at = markdown.find(opening, at + 1)) {
    const auto id = at + opening.size(), end_of_id = markdown.find('"', id);
    const auto start = end_of_id + closing.size();
    const auto end = std::min(markdown.find(opening, start), markdown.find("\n#", start));
    sections.emplace(markdown.substr(id, end_of_id - id),
                     plain_words(markdown.substr(start, end - start)));
  }
  return sections;
}

const std::multimap<std::string, std::string>& facts() {
  static const auto sections = sections_of(files::read(source_dir / facts_file));
  return sections;
}

std::string capital(std::string text) {
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

TEST_CASE("the words of every promise stand in the section that it names, with its origin") {
  for (const auto& promise : all_promises()) {
    INFO(promise.id << ": " << sentence(promise.source));
    const auto section = facts().find(promise.source.anchor);
    REQUIRE(section != facts().end());
    INFO(section->second);
    CHECK(promise.source.words.size() >= 5);
    CHECK(section->second.find(promise.source.words) != std::string::npos);
    CHECK(section->second.starts_with(capital(name_of(promise.source.origin)) + ". "));
  }
}

TEST_CASE("every section of the facts has an anchor of its own and says where it comes from") {
  CHECK(facts().size() > 40);
  const std::vector<std::string> origins{"Seed document. ", "Vendor's pages. ", "Observed. ",
                                         "Assumed. "};
  for (const auto& [anchor, text] : facts()) {
    INFO(anchor << ": " << text);
    CHECK(facts().count(anchor) == 1);
    CHECK(
        std::ranges::any_of(origins, [&](const auto& origin) { return text.starts_with(origin); }));
  }
}

TEST_CASE("what stands in the table of assumptions is checked by a promise that names its entry") {
  std::set<std::string> named;
  for (const auto& promise : all_promises()) {
    if (promise.source.entry.empty()) continue;
    INFO(promise.id);
    CHECK(kind_of(promise.source) == Kind::assumed);
    named.insert(promise.source.entry);
  }
  const auto table = Json::parse(to_json(Assumptions{})).at("assumptions");
  std::set<std::string> entries;
  for (const auto& [entry, value] : table.items()) entries.insert(entry);
  // Who is not over the limit cannot see them.
  for (const auto* entry : {"status.rate_limited", "retry_after"}) CHECK(entries.erase(entry) == 1);
  CHECK(named == entries);
}

TEST_CASE("a source says its origin, its words and where they are looked up") {
  CHECK(sentence(seed_document("create-status", "201 Created")) ==
        "seed document, \"201 Created\" (contract_tests/tines-api.md#create-status)");
  CHECK(kind_of(seed_document("a", "b")) == Kind::documented);
  CHECK(kind_of(vendor_pages("a", "b")) == Kind::documented);
  CHECK(kind_of(observed("a", "b")) == Kind::assumed);
  CHECK(kind_of(assumed("a", "b")) == Kind::assumed);
}

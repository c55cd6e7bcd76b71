#pragma once

#include <string>
#include <utility>

/// Where a promise comes from: a sentence of contract_tests/tines-api.md.
namespace tines_mock::contract {

inline constexpr const char* facts_file = "contract_tests/tines-api.md";

enum class Kind {
  documented,  ///< a tenant that breaks it fails the run
  assumed      ///< a tenant that differs is reported
};

enum class Origin {
  seed_document,  ///< the document from which the project was created
  vendor_pages,   ///< the vendor's other public pages
  observed,       ///< seen in the tests of public clients of the real API
  assumed         ///< the documents are silent
};

struct Source {
  Origin origin = Origin::assumed;
  std::string anchor;  ///< of the section in the file
  std::string words;   ///< a quotation from that section, without the marks of Markdown
  /// Of an assumption: its entry in fixtures/assumptions.json. Empty: it has none.
  std::string entry = {};
};

inline Source seed_document(std::string anchor, std::string words) {
  return {Origin::seed_document, std::move(anchor), std::move(words)};
}
inline Source vendor_pages(std::string anchor, std::string words) {
  return {Origin::vendor_pages, std::move(anchor), std::move(words)};
}
inline Source observed(std::string anchor, std::string words) {
  return {Origin::observed, std::move(anchor), std::move(words)};
}
inline Source assumed(std::string anchor, std::string words, std::string entry = {}) {
  return {Origin::assumed, std::move(anchor), std::move(words), std::move(entry)};
}

/// "seed document"
std::string name_of(Origin origin);

Kind kind_of(const Source& source);

/// "contract_tests/tines-api.md#create-status"
std::string section_of(const Source& source);

/// `seed document, "201 Created" (contract_tests/tines-api.md#create-status)`
std::string sentence(const Source& source);

}  // namespace tines_mock::contract

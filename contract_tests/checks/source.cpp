#include "contract_tests/checks/source.hpp"

namespace tines_mock::contract {

std::string name_of(Origin origin) {
  switch (origin) {
    case Origin::seed_document:
      return "seed document";
    case Origin::vendor_pages:
      return "vendor's pages";
    case Origin::observed:
      return "observed";
    case Origin::assumed:
      return "assumed";
  }
  return "";
}

Kind kind_of(const Source& source) {
  const bool documented =
      source.origin == Origin::seed_document || source.origin == Origin::vendor_pages;
  return documented ? Kind::documented : Kind::assumed;
}

std::string section_of(const Source& source) {
  std::string section = facts_file;
  section += '#';
  return section += source.anchor;
}

std::string sentence(const Source& source) {
  return name_of(source.origin) + ", \"" + source.words + "\" (" + section_of(source) + ")";
}

}  // namespace tines_mock::contract

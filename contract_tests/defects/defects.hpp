#pragma once

#include "contract_tests/defects/decorate.hpp"

#include <string>
#include <vector>

namespace tines_mock::contract {

/// A tenant that breaks one promise and keeps to the documents else.
struct Defect {
  std::string name;
  std::string promise;  ///< the id of the promise that it breaks
  Decorate decorate;
};

std::vector<Defect> answer_defects();
std::vector<Defect> object_defects();
std::vector<Defect> acceptance_defects();
std::vector<Defect> list_defects();
std::vector<Defect> state_defects();
std::vector<Defect> sync_defects();
std::vector<Defect> surroundings_defects();
std::vector<Defect> company_defects();
std::vector<Defect> number_defects();
std::vector<Defect> large_defects();
std::vector<Defect> syntax_defects();
std::vector<Defect> key_defects();
std::vector<Defect> later_defects();
std::vector<Defect> refusal_defects();
std::vector<Defect> secret_defects();
std::vector<Defect> flag_defects();
std::vector<Defect> place_defects();
std::vector<Defect> all_defects();

/// A tenant that keeps to the documents and is not as we assume.
struct DifferingTenant {
  std::string name;
  std::vector<std::string> assumptions;  ///< the ids of the promises that it shows to differ
  Decorate decorate;
};
std::vector<DifferingTenant> differing_tenants();
std::vector<DifferingTenant> tenants_with_other_orders_and_values();

/// A tenant that behaves in its own way, and keeps every promise.
struct Variant {
  std::string name;
  ReferenceOptions options;
  Decorate decorate;
  int max_success = 5;  ///< fewer where each request takes long
};
std::vector<Variant> conforming_variants();
/// Of those: tenants that choose where the documents leave a choice.
std::vector<Variant> own_way_variants();
/// Of those: tenants that others use meanwhile, or that are never quite up to date, or full.
std::vector<Variant> crowded_variants();
/// Of those: tenants that are too busy now and then, or stand behind a proxy.
std::vector<Variant> proxy_variants();
/// Of those: tenants that use what HTTP, JSON and company leave free.
std::vector<Variant> free_variants();
/// Of those: tenants on which the suite may create nothing.
std::vector<Variant> closed_variants();
/// Of those: tenants that take their time, or have ways of their own with keys.
std::vector<Variant> variants_of_time_and_keys();

}  // namespace tines_mock::contract

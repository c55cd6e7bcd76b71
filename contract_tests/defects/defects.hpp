#pragma once

#include "contract_tests/defects/decorate.hpp"

#include <string>
#include <vector>

namespace tines_mock::contract {

/// A tenant that breaks one promise and otherwise follows the documents.
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

/// A tenant that follows the documents and differs from an assumption.
struct DifferingTenant {
  std::string name;
  std::vector<std::string> assumptions;  ///< the ids of the assumptions that differ
  Decorate decorate;
};
std::vector<DifferingTenant> differing_tenants();
std::vector<DifferingTenant> tenants_with_other_orders_and_values();

/// A tenant that keeps every promise in an unusual way.
struct Variant {
  std::string name;
  ReferenceOptions options;
  Decorate decorate;
  int max_success = 5;  ///< fewer where each request takes long
};
std::vector<Variant> conforming_variants();
/// Variants that choose where the documents leave a choice.
std::vector<Variant> own_way_variants();
/// Variants that other people use meanwhile, whose answers lag behind, or that are full.
std::vector<Variant> crowded_variants();
/// Variants that are sometimes too busy, or stand behind a proxy.
std::vector<Variant> proxy_variants();
/// Variants that use what HTTP, JSON and requests in flight together leave open.
std::vector<Variant> free_variants();
/// Variants on which the suite may create nothing.
std::vector<Variant> closed_variants();
/// Variants that are slow, or handle keys in an unusual way.
std::vector<Variant> variants_of_time_and_keys();

}  // namespace tines_mock::contract

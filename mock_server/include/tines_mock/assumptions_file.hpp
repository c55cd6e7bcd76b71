#pragma once

#include <tines_mock/assumptions.hpp>

#include <functional>
#include <map>

/// An assumptions file with what it says about a real tenant.
namespace tines_mock {

/// When a real tenant was last seen to agree with an assumption.
struct Sighting {
  std::string on;        ///< a date: "2026-11-25"
  std::string revision;  ///< of the tenant's API: "2026-06"

  friend bool operator==(const Sighting&, const Sighting&) = default;
};
/// By the name of the assumption in the file, for example "status.no_key".
using Sightings = std::map<std::string, Sighting, std::less<>>;

struct AssumptionsFile {
  Assumptions assumptions;
  Sightings sightings;
};

/// As load_assumptions, parse_assumptions and to_json (assumptions.hpp).
AssumptionsFile load_assumptions_file(const std::filesystem::path& file);
AssumptionsFile parse_assumptions_file(std::string_view json,
                                       std::string_view name = "assumptions");
std::string to_json(const AssumptionsFile& file);

}  // namespace tines_mock

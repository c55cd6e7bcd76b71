#pragma once

#include "contract_tests/options.hpp"
#include "contract_tests/properties/session.hpp"
#include "contract_tests/report/har_file.hpp"
#include "contract_tests/target/lifeline.hpp"
#include "contract_tests/target/mock_target.hpp"
#include "contract_tests/target/pacing.hpp"

#include <memory>
#include <stop_token>
#include <vector>

namespace tines_mock::contract {

/// The tenants of a run, as the options and the environment name them. It lives as long as the run.
struct Bench {
  Settings settings;
  std::unique_ptr<MockTarget> mock;                  ///< empty: real tenants are judged
  MockControls* controls = nullptr;                  ///< of the mock
  std::vector<std::shared_ptr<Lifeline>> lifelines;  ///< of both tenants
  std::shared_ptr<PacedTarget> origin;
  std::shared_ptr<PacedTarget> destination;  ///< empty: it cannot be seen
  std::shared_ptr<HarFile> har;              ///< empty: without --har

  /// For people: the mock, or both tenants by their URLs.
  std::string names_of_tenants() const;
  /// From here on only what cleans up is sent, on both sides.
  void only_clean_up_now() const;
};

/// Without any setting the mock is judged. Throws SettingsError and CannotRun.
Bench set_up(const Options& options, const Assumptions& expected, Clock& clock,
             std::stop_token stop);

}  // namespace tines_mock::contract

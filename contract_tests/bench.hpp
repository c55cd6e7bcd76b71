#pragma once

#include "contract_tests/options.hpp"
#include "contract_tests/properties/session.hpp"
#include "contract_tests/report/har.hpp"
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
  std::unique_ptr<MockTarget> mock;                  ///< null: real tenants are checked
  MockControls* controls = nullptr;                  ///< of the mock; null without it
  std::vector<std::shared_ptr<Lifeline>> lifelines;  ///< of both tenants
  std::shared_ptr<PacedTarget> origin;
  std::shared_ptr<PacedTarget> destination;  ///< null: no key may be sent there (plain http)
  std::shared_ptr<HarFile> har;              ///< null: without --har

  /// For people: the mock, or both tenants by their URLs.
  std::string names_of_tenants() const;
  /// The request budget and an interruption stop no request from now on: what is sent cleans up.
  void only_clean_up_now() const;
};

/// Takes the tenants of the settings in the environment, or the mock when there is no setting.
/// Throws SettingsError and CannotRun.
Bench set_up(const Options& options, const Assumptions& expected, Clock& clock,
             std::stop_token stop);

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/target/settings.hpp"
#include "contract_tests/target/target.hpp"

#include <tines_mock/mock_server.hpp>

#include <memory>

namespace tines_mock::contract {

struct MockOptions {
  Assumptions assumptions = {};
  Revision revision = Revision::r2026_06;
  SyncMode sync_mode = SyncMode::immediate;
};

/// The mock in this process, asked over HTTP like any other tenant. Its world has everything that
/// the promises need.
class MockTarget {
 public:
  explicit MockTarget(const MockOptions& options);
  ~MockTarget();

  Settings settings() const;
  Tenants tenants() const;

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace tines_mock::contract

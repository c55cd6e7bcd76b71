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

/// Our own mock in this process, behind its HTTP port like any other tenant, with a world that has
/// all that the promises need.
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

#include "contract_tests/target/mock_target.hpp"

namespace tines_mock::contract {

class MockTarget::Running {};

MockTarget::MockTarget(const Assumptions&) {
  throw CannotRun("TINES_TENANT_URL is not set, and this build has no in-process mock");
}
MockTarget::~MockTarget() = default;
Settings MockTarget::settings() const {
  return {};
}
Tenants MockTarget::tenants() const {
  return {};
}

}  // namespace tines_mock::contract

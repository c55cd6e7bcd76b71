#pragma once

namespace tines_mock {

/// Which published revision of the API a world follows. They differ in the members of a sync
/// destination and in some of its parameters (contract_tests/tines-api.md#revisions).
enum class Revision { r2025_05, r2026_06 };

}  // namespace tines_mock

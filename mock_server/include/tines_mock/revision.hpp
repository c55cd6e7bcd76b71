#pragma once

namespace tines_mock {

/// Which published revision of the API a world speaks. They differ in the shape of a sync
/// destination: see contract_tests/tines-api.md.
enum class Revision { r2025_05, r2026_06 };

}  // namespace tines_mock

#pragma once

#include "contract_tests/checks/promise.hpp"

/// What holds of every answer to an operation on sync destinations.
namespace tines_mock::contract {

Verdict no_server_error(const Answer& answer);
Verdict errors_are_json(const Answer& answer);
Verdict successes_are_json(const Answer& answer);
/// A body that says it is JSON, in its Content-Type.
Verdict content_type_is_json(const Answer& answer);

// Envelopes: exactly the documented one.
Verdict create_envelope(const Answer& answer);
Verdict list_envelope(const Answer& answer);
Verdict show_envelope(const Answer& answer);
Verdict update_envelope(const Answer& answer);

/// Refused for the sake of others that were in flight with it: the client may come again.
bool gives_way(const Answer& answer);

// Statuses of proper requests.
Verdict status_is(Operation operation, int status, const Answer& answer);

}  // namespace tines_mock::contract

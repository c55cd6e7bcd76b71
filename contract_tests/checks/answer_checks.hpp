#pragma once

#include "contract_tests/checks/promise.hpp"

/// Checks of one answer to an operation on sync destinations. Each holds of answers that it does
/// not concern.
namespace tines_mock::contract {

CheckResult no_server_error(const Answer& answer);
CheckResult errors_are_json(const Answer& answer);
CheckResult successes_are_json(const Answer& answer);
/// The Content-Type of a body says that it is JSON.
CheckResult content_type_is_json(const Answer& answer);

// The body is exactly the documented object around the sync destination or the list.
CheckResult create_envelope(const Answer& answer);
CheckResult list_envelope(const Answer& answer);
CheckResult show_envelope(const Answer& answer);
CheckResult update_envelope(const Answer& answer);

/// Refused because of other requests in flight (409, 422, 423, 429 or 503): the client may try
/// again.
bool is_refused_for_others(const Answer& answer);

/// Proper requests for the operation are answered with that status.
CheckResult status_is(Operation operation, int status, const Answer& answer);

}  // namespace tines_mock::contract

#pragma once

#include "contract_tests/properties/session.hpp"

#include <string>
#include <vector>

/// Requests without a key of the tenant.
namespace tines_mock::contract {

struct Stranger {
  std::string with_what;  ///< "without a key"
  Credentials credentials;
};
Stranger without_a_key();
Stranger with_an_empty_key();
Stranger with_an_unknown_key(Session& session);
Stranger with_an_unknown_token(Session& session);
/// Throws CouldNotCheck when the settings do not name two tenants.
Stranger with_the_destinations_key(Session& session);
/// Keys that the tenant does not know, in schemes that no document names.
std::vector<Stranger> with_other_schemes(Session& session);
/// One of each kind that needs no second tenant.
std::vector<Stranger> strangers(Session& session);

/// List requests with a good key, written in an odd way or sent beside a wrong key: a tenant may
/// accept or refuse them.
std::vector<Call> with_odd_keys(Session& session);

/// The call as the stranger sends it.
Call sent_by(const Stranger& stranger, Call call);
/// Whether the request has no key that the tenant knows.
bool is_from_a_stranger(const Session& session, const Answer& answer);

/// Every operation, on a sync destination that exists: nothing but the key can be wrong.
std::vector<Call> operations_on(const Session& session, const PathId& id, const PathId& story);
/// The same with every form of path, and on a sync destination that does not exist.
std::vector<Call> every_form_of_operations_on(Session& session, const PathId& id,
                                              const PathId& story);

/// Throws CouldNotCheck unless origin and destination are two tenants with a key each.
void needs_two_tenants(Session& session);

}  // namespace tines_mock::contract

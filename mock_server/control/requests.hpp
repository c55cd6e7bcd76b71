#pragma once

#include "control/call.hpp"

namespace tines_mock::control::requests {

/// `?after=NUMBER&limit=…&tenant=…&operation=…&method=…&path=…`, oldest first.
Response list(const Call& call);
Response show(const Call& call);
Response clear(const Call& call);

/// `{"when": {…}}`. When entries were evicted, `count` is null, between `at_least` and `at_most`.
Response count(const Call& call);
/// `{"when": {…}, "exactly" or "at_least" and "at_most": n}`, or `{"in_order": [{…}, …]}`. `holds`
/// is null when it depends on entries that were evicted.
Response verify(const Call& call);
/// `{"when": {…}}`: the requests that fit almost, and how each differs.
Response near_misses(const Call& call);

}  // namespace tines_mock::control::requests

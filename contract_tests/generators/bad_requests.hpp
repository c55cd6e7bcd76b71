#pragma once

#include "contract_tests/target/call.hpp"
#include "contract_tests/target/settings.hpp"

#include <string>
#include <vector>

#include <rapidcheck.h>

/// Bad requests, and values to make them of.
namespace tines_mock::contract {

/// The five parameters that every create needs.
const std::vector<std::string>& required_parameters();

/// Values that are plainly not of the documented type: no reading of them makes one.
std::vector<Json> wrong_types(const std::string& parameter);
/// Values that a lenient tenant may read as the documented type: "7", 7.5, true.
std::vector<Json> lenient_types(const std::string& parameter);
/// Integers that are no id of anything.
std::vector<Json> extreme_integers();
/// Numbers that code takes for that id when it cuts them to 32 or 64 bits, or drops the sign.
/// Throws CouldNotCheck when the id is no number.
std::vector<std::string> taken_for(const std::string& id);
/// Texts that break careless code: long, empty, Unicode, control characters, quotes, templates.
std::vector<Json> odd_texts();
/// Texts that are no absolute http(s) URL.
std::vector<Json> bad_urls();
/// Bodies that are not JSON, or not an object.
std::vector<std::string> broken_bodies();
std::vector<std::string> bodies_that_are_no_objects();

/// Creates that the documents tell a tenant to refuse. The body of each is a JSON object.
std::vector<Call> refused_creates(const Settings& settings);
/// Requests to sync destinations with one mistake each, which a tenant may refuse. None concerns a
/// sync destination that exists.
std::vector<Call> bad_requests(const Settings& settings);
/// Updates of that sync destination with one mistake each.
std::vector<Call> bad_updates(const PathId& id);

/// One of the values, each equally likely at any size; shrinks towards the front.
template <class T>
rc::Gen<T> one_of(std::vector<T> values) {
  return rc::gen::map(
      rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, values.size())),
      [values](std::size_t at) { return values[at]; });
}

}  // namespace tines_mock::contract

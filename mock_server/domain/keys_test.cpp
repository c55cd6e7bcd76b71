#include "domain/keys.hpp"

#include "testing/catch2.hpp"

using namespace tines_mock;
using domain::find_key_with;

namespace {

const ApiKey of_team{.secret = "team", .kind = KeyKind::team, .team_id = TeamId(7)};
const ApiKey reads{.secret = "reads", .rights = {Right::read}};
const ApiKey all{.secret = "all"};
const ApiKey all_too{.secret = "all too"};

}  // namespace

TEST_CASE("a tenant is asked with its first key that has every right that is needed") {
  CHECK(find_key_with({reads, all, all_too}, {Right::read, Right::publish})->secret == "all");
  CHECK(find_key_with({reads, all}, {Right::read})->secret == "reads");
  CHECK(find_key_with({reads}, {Right::read, Right::publish}) == nullptr);
}

TEST_CASE(
    "a tenant is asked with a team's key only when no key of the whole tenant has the rights") {
  CHECK(find_key_with({of_team, reads, all}, {Right::publish})->secret == "all");
  CHECK(find_key_with({of_team, reads}, {Right::publish})->secret == "team");
}

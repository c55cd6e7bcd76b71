#include "contract_tests/properties/clean_up.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/testing/session_bench.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

/// Answers to an operation are lost: the tenant has acted.
Decorate loses_answers(Operation operation, int how_many) {
  auto left = std::make_shared<int>(how_many);
  return answers(operation, [left](Response& response) {
    if (--*left >= 0) response = Response{.status = 0, .ending = Ending::reset};
  });
}

/// Of a create whose answer is lost nothing is known.
void create_in_vain(Session& session, const Json& wanted) {
  try {
    session.send(create_call(wanted));
  } catch (const CouldNotCheck&) {
  }
}

Decorate refuses_to_delete() {
  return instead([](ReferenceWorld&, const Request& request, const Purpose&) {
    return request.method == "DELETE" ? std::optional(refusal(403, "no")) : std::nullopt;
  });
}

void add_copy(ReferenceTenant& tenant, std::int64_t id, const std::string& name) {
  tenant.stories[id] = {{"id", id}, {"name", name}, {"team_id", 42}};
}

}  // namespace

TEST_CASE("a sweep removes all of ours and closes the account") {
  SessionBench bench;
  note_what_is_there(bench.session, *bench.ledger);
  const auto stories = bench.world.origin.stories;
  const auto teams = bench.world.origin.teams;
  const auto story = make_story(bench.session);
  make_team(bench.session);
  bench.session.create(draft(bench.world.settings(), {story.id}));
  REQUIRE(bench.world.destination.stories.size() == 1);
  CHECK(sweep(bench.session, *bench.ledger).empty());
  CHECK(bench.world.origin.destinations.empty());
  CHECK(bench.world.origin.stories == stories);
  CHECK(bench.world.origin.teams == teams);
  CHECK(bench.world.destination.stories.empty());
  CHECK(bench.ledger->open().empty());
}

TEST_CASE("what is not ours stays: in the destination team only copies of our stories go") {
  SessionBench bench;
  auto& stories = bench.world.destination.stories;
  add_copy(bench.world.destination, 1, "A story of a colleague");
  add_copy(bench.world.destination, 2, std::string(marker) + "notes of a colleague");
  add_copy(bench.world.destination, 3, std::string(marker) + "2099999999 of another run");
  auto story = make_story(bench.session);
  bench.session.create(draft(bench.world.settings(), {9981, story.id}));
  rename(bench.session, story);
  add_copy(bench.world.destination, 4, "Copy of " + story.name);
  CHECK(sweep(bench.session, *bench.ledger).empty());
  std::vector<std::string> left;
  for (const auto& [id, one] : stories) left.push_back(one.at("name"));
  CHECK(left == std::vector<std::string>{"A story of a colleague",
                                         std::string(marker) + "notes of a colleague",
                                         std::string(marker) + "2099999999 of another run",
                                         "High\u2011Priority Alerts"});
}

TEST_CASE("copies of other stories that a sync of ours made go, and those of before stay") {
  SessionBench bench;
  auto& stories = bench.world.destination.stories;
  add_copy(bench.world.destination, 1, "Change Control Requests");
  note_what_is_there(bench.session, *bench.ledger);
  bench.session.facts = discover(bench.session);
  bench.session.create(draft(bench.world.settings(), {9981, 9982}));
  add_copy(bench.world.destination, 2, "A new story of a colleague");
  CHECK(stories.size() == 4);
  CHECK(sweep(bench.session, *bench.ledger).empty());
  std::vector<std::int64_t> left;
  for (const auto& [id, one] : stories) left.push_back(id);
  CHECK(left == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("where it is not known what the destination team held before, only what we named goes") {
  const std::vector<std::function<void(Json&)>> oddities{
      [](Json& list) { list["meta"]["count"] = 99; }, [](Json& list) { list["stories"] = "none"; }};
  for (const auto& odd : oddities) {
    SessionBench bench(SessionBench::as_it_is(), [odd](ReferenceWorld&, Handler next) -> Handler {
      return [odd, next](const Request& request) {
        auto response = next(request);
        auto list = Json::parse(response.body, nullptr, false);
        if (!list.is_object() || !list.contains("stories")) return response;
        odd(list);
        response.body = list.dump();
        return response;
      };
    });
    add_copy(bench.world.destination, 1, "Change Control Requests");
    note_what_is_there(bench.session, *bench.ledger);
    bench.session.facts = discover(bench.session);
    sweep(bench.session, *bench.ledger);
    CHECK(bench.world.destination.stories.contains(1));
  }
}

TEST_CASE("the destination is cleaned also when the origin is gone") {
  auto gone = std::make_shared<bool>(false);
  SessionBench bench([gone](ReferenceWorld&, Handler next) -> Handler {
    return [gone, next](const Request& request) {
      if (*gone) throw RunEnds(RunEnds::Cause::tenant_gone, "the origin is gone");
      return next(request);
    };
  });
  const auto story = make_story(bench.session);
  bench.session.create(draft(bench.world.settings(), {story.id}));
  REQUIRE(bench.world.destination.stories.size() == 1);
  *gone = true;
  CHECK(sweep(bench.session, *bench.ledger) ==
        std::vector<std::string>{"unknown: the origin is gone"});
  CHECK(bench.world.destination.stories.empty());
  CHECK(bench.ledger->open().size() == 2);
}

TEST_CASE("what stood there before the run stays, whatever it looks like or a tenant says") {
  // The answer to a create has the id of what another client has made.
  SessionBench bench(
      json_of(Operation::create, [](Json& json) { json["sync_destination"]["id"] = 4201; }));
  const auto ours = bench.draft_of_ours();
  bench.world.origin.destinations[4201] = {
      {{"id", 4201},
       {"destination_tenant_url", ours["destination_tenant_url"]},
       {"destination_team_id", 42},
       {"origin_team_id", 7},
       {"subscriptions", Json::array()}},
      "of a colleague"};
  bench.world.origin.next_id = 5000;
  note_what_is_there(bench.session, *bench.ledger);
  auto body = ours;
  body["story_ids"] = Json::array();
  bench.session.send(create_call(body));
  REQUIRE(bench.world.origin.destinations.size() == 2);
  bench.at_origin.remove_created();
  CHECK(sweep(bench.session, *bench.ledger).empty());
  REQUIRE(bench.world.origin.destinations.size() == 1);
  CHECK(bench.world.origin.destinations.contains(4201));
}

TEST_CASE("what is there is noted of every collection that the suite writes to") {
  SessionBench bench;
  bench.session.send(create_call(bench.draft_of_ours()));
  note_what_is_there(bench.session, *bench.ledger);
  CHECK(bench.ledger->is_others("/api/v1/admin/sync_destinations", "4201"));
  for (const auto* id : {"9981", "9990"}) CHECK(bench.ledger->is_others("/api/v1/stories", id));
  for (const auto* id : {"7", "8"}) CHECK(bench.ledger->is_others("/api/v1/teams", id));
}

TEST_CASE("creates whose answers were lost are found and removed, each once") {
  SessionBench bench(loses_answers(Operation::create, 3));
  note_what_is_there(bench.session, *bench.ledger);
  for (int i = 0; i < 3; ++i) create_in_vain(bench.session, bench.draft_of_ours());
  REQUIRE(bench.world.origin.destinations.size() == 3);
  CHECK(sweep(bench.session, *bench.ledger).empty());
  CHECK(bench.world.origin.destinations.empty());
}

TEST_CASE("a lost create is taken for nobody's but ours: every attribute has to be that of it") {
  SessionBench bench(loses_answers(Operation::create, 1));
  create_in_vain(bench.session, bench.draft_of_ours());
  auto& all = bench.world.origin.destinations;
  // Others of the same target, made meanwhile, each with something else.
  const auto ours = all.begin()->second;
  all.clear();
  std::int64_t id = 1;
  const auto add = [&](const char* name, const Json& value) {
    auto other = ours;
    other.object["id"] = id;
    other.object[name] = value;
    all[id++] = other;
  };
  add("destination_tenant_url", "https://elsewhere.example");
  add("destination_team_id", 43);
  add("origin_team_id", 8);
  add("subscriptions", Json::array());
  CHECK(sweep(bench.session, *bench.ledger).empty());
  CHECK(all.size() == 4);
}

TEST_CASE("what would not go is told, and the account stays open") {
  SessionBench bench(refuses_to_delete());
  const auto made = bench.session.create(bench.draft_of_ours());
  const auto story = make_story(bench.session);
  CHECK(sweep(bench.session, *bench.ledger) ==
        std::vector<std::string>{"/api/v1/admin/sync_destinations/" + made.id,
                                 "/api/v1/stories/" + story.path_id()});
  CHECK(bench.ledger->open().size() == 2);
}

TEST_CASE("copies that would not go are told, with the tenant that has them") {
  SessionBench bench(SessionBench::as_it_is(), refuses_to_delete());
  const auto story = make_story(bench.session);
  bench.session.create(draft(bench.world.settings(), {story.id}));
  CHECK(sweep(bench.session, *bench.ledger) ==
        std::vector<std::string>{"/api/v1/stories/77001 of https://dest.example"});
}

TEST_CASE("a tenant that cannot be listed may hold anything") {
  SessionBench bench(instead([](ReferenceWorld&, const Request& request, const Purpose&) {
    return request.method == "GET" ? std::optional(refusal(500, "no")) : std::nullopt;
  }));
  bench.session.send(create_call(bench.draft_of_ours()));
  const auto left = sweep(bench.session, *bench.ledger);
  REQUIRE(left.size() == 1);
  CHECK_THAT(left[0], Catch::Matchers::StartsWith("unknown: the tenant cannot be listed: 500"));
  CHECK(bench.ledger->open().size() == 1);
}

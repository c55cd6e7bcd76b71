#include "files/file.hpp"
#include "formats/world_rules.hpp"
#include "support/limits.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/assumptions_file.hpp>
#include <tines_mock/file_error.hpp>
#include <tines_mock/world_spec.hpp>

#include <algorithm>
#include <filesystem>

#include <sys/stat.h>
#include <unistd.h>

using namespace tines_mock;

namespace {

const std::filesystem::path fixtures = TINES_MOCK_FIXTURES;

std::string error_of(std::string_view world) {
  try {
    parse_world(world, "w.json");
    return "no error";
  } catch (const FileError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("every world of the fixtures is unchanged when it is read, written and read again") {
  for (const auto& entry : std::filesystem::directory_iterator(fixtures / "worlds")) {
    INFO(entry.path());
    const auto text = to_json(load_world(entry.path()));
    CHECK(to_json(parse_world(text)) == text);
  }
}

TEST_CASE("every member of a world file is read and written, whatever its value") {
  const auto text = files::read(fixtures / "worlds/every_member.json");
  const auto world = parse_world(text);
  const TenantSpec& tenant = world.tenants.at(0);
  CHECK(tenant.keys.at(0).rights == std::set{Right::publish});
  CHECK(tenant.keys.at(0).team_id == TeamId(7));
  const Story& story = tenant.stories.at(0);
  CHECK(story.folder_id == FolderId(11));
  CHECK(story.user_id == UserId(12));
  CHECK(story.keep_events_for_s == 3600);
  CHECK(story.created_at + Milliseconds(1) == story.updated_at);
  CHECK(story.updated_at + Milliseconds(1) == story.edited_at);
  CHECK(story.synced_from == StoryOrigin{"b", StoryId(13)});
  CHECK(tenant.next_team_id == TeamId(101));
  CHECK(tenant.next_story_id == StoryId(102));
  CHECK(tenant.next_sync_destination_id == SyncDestinationId(103));
  CHECK(world.rate_limit->window == Milliseconds(2000));
  const PendingPush& push = world.pending_pushes.at(0);
  CHECK(push.due_in == Milliseconds(250));
  CHECK(push.chain == 3);
  CHECK(push.result->failure == PushFailure::key_refused);
  CHECK(push.result->message == "late");
  CHECK(push.result->rule == "slow");
  CHECK(push.result->deferred);
  const Subscription& subscription = tenant.sync_destinations.at(1).subscriptions.at(0);
  CHECK(subscription.pushes == 12);
  CHECK(subscription.history.at(0).at + Milliseconds(1) == subscription.history.at(1).at);
  CHECK(subscription.history.at(0).cause == PushCause::one_story);
  CHECK(subscription.history.at(0).deferred);
  CHECK(subscription.history.at(0).result == PushOutcome::stuck);
  CHECK(subscription.history.at(0).rule == "stuck");
  CHECK(subscription.history.at(1).error_message == "no");
  CHECK(Json::parse(to_json(world)) == Json::parse(text));
}

TEST_CASE("a key has every right when the file says none, but a team key administers no sync") {
  const auto rights_of = [](const std::string& members) {
    const auto world = parse_world(R"({"tenants": [{"name": "a", "url": "https://a.example",
      "teams": [{"id": 1, "name": "t"}], "keys": [{"secret": "s")" +
                                   members + "}]}]}");
    return world.tenants.at(0).keys.at(0).rights;
  };
  const std::set all = {Right::administer_sync, Right::publish, Right::read, Right::write};
  for (const char* kind :
       {"", R"(, "kind": "tenant_owner")", R"(, "kind": "service")", R"(, "kind": "personal")"})
    CHECK(rights_of(kind) == all);
  CHECK(rights_of(R"(, "kind": "team", "team_id": 1)") ==
        std::set{Right::publish, Right::read, Right::write});
  CHECK(rights_of(R"(, "rights": [])").empty());
}

TEST_CASE("a name has 1 to 63 characters of those allowed") {
  for (const auto& name : {std::string("a"), std::string("z09-_"), std::string(63, 'x')})
    CHECK(formats::is_name(name));
  for (const auto& name : {std::string(), std::string(64, 'x'), std::string("A"),
                           std::string("a b"), std::string("a.b"), std::string("ä")})
    CHECK_FALSE(formats::is_name(name));
}

TEST_CASE("a world has at most as many entities of each kind as the limits allow") {
  const auto problems_with = [](std::size_t one_more) {
    TenantSpec tenant{.name = "a", .url = "http://a"};
    for (std::size_t i = 1; i <= limits::keys_per_tenant + one_more; ++i)
      tenant.keys.push_back({.secret = std::to_string(i)});
    for (std::size_t i = 1; i <= limits::teams_per_tenant + one_more; ++i)
      tenant.teams.push_back({TeamId(static_cast<std::int64_t>(i)), "t"});
    for (std::size_t i = 1; i <= limits::stories_per_tenant + one_more; ++i)
      tenant.stories.push_back({.id = StoryId(static_cast<std::int64_t>(i)), .team_id = TeamId(1)});
    WorldSpec world{.tenants = {std::move(tenant)}};
    for (std::size_t i = 2; i <= limits::tenants_per_world + one_more; ++i)
      world.tenants.push_back(
          {.name = "t" + std::to_string(i), .url = "http://t" + std::to_string(i)});
    const auto problems = formats::validate(world);
    return problems.empty() ? "" : to_string(problems, "w");
  };
  CHECK(problems_with(0) == "");
  CHECK(problems_with(1) ==
        "w: /tenants: expected at most 100, found 101\n"
        "w: /tenants/0/keys: expected at most 1000, found 1001\n"
        "w: /tenants/0/teams: expected at most 10000, found 10001\n"
        "w: /tenants/0/stories: expected at most 100000, found 100001");
}

TEST_CASE("the sample world is the one of the fixtures") {
  CHECK(to_json(sample_world()) == to_json(load_world(fixtures / "worlds/documented_sample.json")));
  CHECK(sample_world().tenants.at(0).next_sync_destination_id == SyncDestinationId(24));
}

TEST_CASE("the error of a world file names all mistakes with their places") {
  CHECK(error_of(R"({"tenants": [{"name": "A b", "url": "x", "teams": [{"id": 0}], "odd": 1}]})") ==
        "w.json: /tenants/0/teams/0/id: expected an integer from 1 to 9007199254740992, found 0\n"
        "w.json: /tenants/0/teams/0/name: expected a string, found nothing\n"
        "w.json: /tenants/0/odd: expected one of the members name url keys teams stories "
        "sync_destinations next_team_id next_story_id next_sync_destination_id, found an unknown "
        "member");
  CHECK(error_of("[]") == "w.json: the document: expected an object, found an array");
  CHECK(error_of("{") == "w.json: not JSON at byte 2");
}

TEST_CASE("the error of a world file names all contradictions") {
  const auto error = error_of(R"({"tenants": [
    {"name": "a", "url": "https://a.example", "teams": [{"id": 1, "name": "t"}],
     "stories": [{"id": 5, "name": "s", "team_id": 2}, {"id": 5, "name": "s", "team_id": 1}],
     "sync_destinations": [{"id": 3, "destination_tenant_url": "nowhere", "destination_team_id": 9,
       "origin_team_id": 1, "subscriptions": [{"story_id": 6}]}]},
    {"name": "a", "url": "https://A.example/"}]})");
  CHECK(error ==
        "w.json: /tenants/0/stories/0/team_id: expected a team of the tenant, found 2\n"
        "w.json: /tenants/0/stories/1/id: expected an id of its own, found 5 for the second time\n"
        "w.json: /tenants/0/sync_destinations/0/destination_tenant_url: expected an absolute http "
        "or https URL, found \"nowhere\"\n"
        "w.json: /tenants/0/sync_destinations/0/subscriptions/0/story_id: expected a story of the "
        "tenant, found 6\n"
        "w.json: /tenants/1/name: expected a name of its own, found \"a\" for the second time\n"
        "w.json: /tenants/1/url: expected a URL of its own, found \"https://A.example/\" for the "
        "second time");
}

TEST_CASE("a reference to a team or tenant that does not exist is an error at its place") {
  const auto error = error_of(R"({"tenants": [{"name": "a", "url": "https://a.example",
    "keys": [{"secret": "s", "kind": "team", "team_id": 1}],
    "sync_destinations": [{"id": 3, "destination_tenant_url": "http://b", "destination_team_id": 9,
      "origin_team_id": 2, "destination_tenant": "nobody"}]}]})");
  CHECK(error ==
        "w.json: /tenants/0/keys/0/team_id: expected a team of the tenant, found 1\n"
        "w.json: /tenants/0/sync_destinations/0/origin_team_id: expected a team of the tenant, "
        "found 2\n"
        "w.json: /tenants/0/sync_destinations/0/destination_tenant: expected a tenant of this "
        "world, found \"nobody\"");
}

TEST_CASE("a guid is 32 hexadecimal digits in lower case") {
  const auto error_with = [](const std::string& guid) {
    return error_of(R"({"tenants": [{"name": "a", "url": "https://a.example",
      "teams": [{"id": 1, "name": "t"}],
      "stories": [{"id": 1, "name": "s", "team_id": 1, "guid": ")" +
                    guid + "\"}]}]}");
  };
  CHECK(error_with(std::string(32, 'f')) == "no error");
  for (const auto& guid : {std::string(), std::string(31, 'f'), std::string(33, 'f'),
                           std::string(32, 'g'), std::string(32, 'F')})
    CHECK(error_with(guid) ==
          "w.json: /tenants/0/stories/0/guid: expected 32 hexadecimal digits in lower case, found "
          "\"" +
              guid + '"');
}

TEST_CASE("a rate limit with a window that would never end is an error, also in C++") {
  CHECK(error_of(R"({"tenants": [{"name": "a", "url": "https://a.example"}],
                     "rate_limit": {"requests": 1, "window_ms": 9223372036854775807}})") ==
        "w.json: /rate_limit/window_ms: expected an integer from 1 to 31536000000, found "
        "9223372036854775807");
  const auto problems =
      formats::validate(WorldSpec{.rate_limit = RateLimit{0, Milliseconds::max()}});
  CHECK(problems.size() == 2);
}

TEST_CASE("a pending push without a subscription that waits for it is an error, also in C++") {
  const auto push = [](const char* tenant, int destination, int story) {
    return PendingPush{.tenant = tenant,
                       .sync_destination_id = SyncDestinationId(destination),
                       .story_id = StoryId(story)};
  };
  TenantSpec tenant{.name = "a", .url = "https://a.example", .teams = {{TeamId(1), "t"}}};
  SyncDestination destination{.id = SyncDestinationId(1),
                              .destination_tenant_url = "https://b.example",
                              .destination_team_id = TeamId(1),
                              .origin_team_id = TeamId(1)};
  for (const int id : {1, 2}) {
    tenant.stories.push_back({.id = StoryId(id), .name = "s", .team_id = TeamId(1)});
    destination.subscriptions.push_back({StoryId(id)});
  }
  destination.subscriptions[1].status = SyncStatus::synced;
  tenant.sync_destinations = {destination};
  WorldSpec world{.tenants = {tenant}};
  world.pending_pushes = {push("a", 1, 1), push("a", 1, 1), push("a", 1, 2),
                          push("a", 1, 3), push("a", 2, 1), push("b", 1, 1)};
  auto problems = formats::validate(world, "/world");
  REQUIRE(problems.size() == 5);
  CHECK(to_string(problems[0]) ==
        "/world/pending_pushes/1: expected a subscription in requires_sync that has no other "
        "push, found story 1 of sync destination 1 of the tenant \"a\"");
  for (std::size_t i = 0; i < problems.size(); ++i)
    CHECK(problems[i].pointer == "/world/pending_pushes/" + std::to_string(i + 1));

  world.pending_pushes = {push("a", 1, 1)};
  world.pending_pushes[0].due_in = Milliseconds(-1);
  world.pending_pushes[0].chain = 17;
  world.pending_pushes[0].result = PushResult{.message = "no"};
  problems = formats::validate(world);
  CHECK(to_string(problems, "w") ==
        "w: /pending_pushes/0/due_in_ms: expected an integer from 0 to 600000, found -1\n"
        "w: /pending_pushes/0/chain: expected an integer from 0 to 16, found 17\n"
        "w: /pending_pushes/0/result/message: expected a message only with a failure, found one "
        "without");
}

TEST_CASE("only a failed subscription may be of a story that was deleted") {
  const auto world = [](const std::string& subscription) {
    return R"({"tenants": [{"name": "a", "url": "https://a.example", "teams": [{"id": 1, "name": "t"}],
      "sync_destinations": [{"id": 3, "destination_tenant_url": "http://b", "destination_team_id": 9,
        "origin_team_id": 1, "subscriptions": [{"story_id": 6)" +
           subscription + "}]}]}]}";
  };
  CHECK(error_of(world(R"(, "status": "failed", "error_message": "gone")")) == "no error");
  CHECK(error_of(world("")) ==
        "w.json: /tenants/0/sync_destinations/0/subscriptions/0/story_id: expected a story of the "
        "tenant, found 6");
}

TEST_CASE("a blank text is no key, in a file and in C++ alike") {
  CHECK(error_of(R"({"tenants": [{"name": "a", "url": "https://a.example",
    "keys": [{"secret": "  "}], "teams": [{"id": 1, "name": "t"}],
    "sync_destinations": [{"id": 3, "destination_tenant_url": "https://b.example",
      "destination_tenant_api_key": "", "destination_team_id": 9, "origin_team_id": 1}]}]})") ==
        "w.json: /tenants/0/keys/0/secret: expected a key: a text that is not empty and not of "
        "blanks alone, found a text without one\n"
        "w.json: /tenants/0/sync_destinations/0/destination_tenant_api_key: expected a key: a text "
        "that is not empty and not of blanks alone, found a text without one");
  const WorldSpec world{
      .tenants = {{.name = "a", .url = "https://a.example", .keys = {{.secret = " "}}}}};
  CHECK(formats::validate(world).size() == 1);
}

TEST_CASE("a key or a subscription that contradicts itself is an error, also in C++") {
  TenantSpec tenant{.name = "a", .url = "https://a.example"};
  tenant.keys = {{.secret = "s", .kind = KeyKind::team}, {.secret = "t", .team_id = TeamId(1)}};
  tenant.teams = {{TeamId(1), "t"}};
  tenant.stories = {{.id = StoryId(1), .name = "s", .team_id = TeamId(1)}};
  SyncDestination destination{.id = SyncDestinationId(1),
                              .destination_tenant_url = "https://b.example",
                              .origin_team_id = TeamId(1)};
  destination.subscriptions = {{.story_id = StoryId(1), .status = SyncStatus::failed}};
  tenant.sync_destinations = {destination};
  const auto problems = formats::validate(WorldSpec{.tenants = {tenant}});
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].pointer == "/tenants/0/keys/0/team_id");
  CHECK(problems[1].pointer == "/tenants/0/keys/1/team_id");
  CHECK(problems[2].pointer == "/tenants/0/sync_destinations/0/subscriptions/0/error_message");
}

TEST_CASE("a history that contradicts itself is an error, also in C++") {
  TenantSpec tenant{.name = "a", .url = "https://a.example", .teams = {{TeamId(1), "t"}}};
  tenant.stories = {{.id = StoryId(1), .name = "s", .team_id = TeamId(1)}};
  SyncDestination destination{.id = SyncDestinationId(1),
                              .destination_tenant_url = "https://b.example",
                              .origin_team_id = TeamId(1)};
  destination.subscriptions = {{.story_id = StoryId(1)}};
  auto& subscription = destination.subscriptions[0];
  const auto problems = [&] {
    tenant.sync_destinations = {destination};
    return to_string(formats::validate(WorldSpec{.tenants = {tenant}}), "w");
  };
  const std::string place = "w: /tenants/0/sync_destinations/0/subscriptions/0";
  subscription.history = {{.result = PushOutcome::failed},
                          {.result = PushOutcome::stuck, .error_message = "no"}};
  subscription.pushes = 1;
  CHECK(problems() ==
        place + "/pushes: expected no fewer than the history has, found 1\n" + place +
            "/history/0/error_message: expected a text exactly when result is \"failed\", found "
            "none\n" +
            place +
            "/history/1/error_message: expected a text exactly when result is \"failed\", found "
            "a text");
  subscription.history.assign(11, {});
  subscription.pushes = 11;
  CHECK(problems() == place + "/history: expected at most 10, found 11");
  subscription.history.pop_back();
  CHECK(problems() == "");
}

TEST_CASE("a world file of an older version says with trigger what caused a push") {
  const auto cause = [](const std::string& members) {
    const auto world = parse_world(R"({"tenants": [{"name": "a", "url": "https://a.example",
      "teams": [{"id": 1, "name": "t"}], "stories": [{"id": 1, "name": "s", "team_id": 1}],
      "sync_destinations": [{"id": 3, "destination_tenant_url": "http://b",
        "destination_team_id": 9, "origin_team_id": 1, "subscriptions": [{"story_id": 1}]}]}],
      "pending_pushes": [{"tenant": "a", "sync_destination_id": 3, "story_id": 1,
        "due_in_ms": 1)" + members +
                                   "}]}");
    return world.pending_pushes.at(0).cause;
  };
  CHECK(cause("") == PushCause::change);
  CHECK(cause(R"(, "trigger": "automatic")") == PushCause::change);
  CHECK(cause(R"(, "trigger": "manual")") == PushCause::manual);
  CHECK(cause(R"(, "cause": "create", "trigger": "manual")") == PushCause::create);
}

TEST_CASE("an error about a key does not show it") {
  const auto error = error_of(R"({"tenants": [{"name": "a", "url": "https://a.example",
    "keys": [{"secret": "hunter2"}, {"secret": "hunter2"}, {"secret": 12345}]}]})");
  CHECK(error.find("/tenants/0/keys/2/secret") != std::string::npos);
  CHECK(error.find("hunter2") == std::string::npos);
  CHECK(error.find("12345") == std::string::npos);
}

TEST_CASE("a key in the place of an object or a kind is not shown in the error") {
  const auto keys = GENERATE(values<std::string>(
      {R"("hunter2")", R"({"hunter2": 1})", R"(["hunter2"])", R"([4711, ["hunter2"]])",
       R"([{"secret": "abc", "kind": "hunter2", "rights": ["hunter2"], "team_id": "hunter2"}])",
       R"([{"secret": "abc", "hunter2": "abc"}])"}));
  const auto error =
      error_of(R"({"tenants": [{"name": "a", "url": "https://a.example", "keys": )" + keys + "}]}");
  CHECK(error.starts_with("w.json: /tenants/0/keys"));
  CHECK(error.find("hunter2") == std::string::npos);
  CHECK(error.find("4711") == std::string::npos);
}

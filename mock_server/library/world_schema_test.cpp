#include "library/testing/json_schema.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/assumptions.hpp>
#include <tines_mock/world_spec.hpp>

#include <fstream>

using namespace tines_mock;

namespace {

std::vector<std::string> violations_in(const std::string& file, const char* schema_name) {
  std::ifstream stream(std::string(TINES_MOCK_FIXTURES "/schemas/") + schema_name);
  const auto schema = testing::PlainJson::parse(stream);
  return testing::schema_violations(schema, "", testing::PlainJson::parse(file));
}

/// The errors of the reader, "" when there are none.
template <class Parse>
std::string objections(Parse parse, const std::string& file) {
  try {
    parse(file, "file");
    return "";
  } catch (const FileError& error) {
    return error.what();
  }
}

void both_accept(const std::string& world) {
  INFO(world);
  CHECK(violations_in(world, "world.schema.json") == std::vector<std::string>{});
  CHECK(objections(parse_world, world) == "");
}

void both_refuse(const std::string& world) {
  INFO(world);
  CHECK_FALSE(violations_in(world, "world.schema.json").empty());
  CHECK(objections(parse_world, world) != "");
}

/// A world of one tenant with team 1 and story 1; `members` are added to the tenant.
std::string world_with(const std::string& members, const std::string& url = "https://a.example") {
  return R"({"tenants": [{"name": "a", "url": ")" + url +
         R"(", "teams": [{"id": 1, "name": "t"}])" + (members.empty() ? "" : ", ") + members +
         "}]}";
}

std::string key_with(const std::string& members) {
  return world_with(R"("keys": [{"secret": "s", )" + members + "}]");
}

std::string story_with(const std::string& members) {
  return R"("stories": [{"id": 1, "name": "s", "team_id": 1)" + members + "}]";
}

std::string destination_with(const std::string& members,
                             const std::string& url = "https://b.example") {
  return world_with(story_with("") + R"(, "sync_destinations": [{"id": 1, "origin_team_id": 1,
      "destination_team_id": 2, "destination_tenant_url": ")" +
                    url + "\"" + members + "}]");
}

std::string subscription_with(const std::string& members) {
  return destination_with(R"(, "subscriptions": [{"story_id": 1)" + members + "}]");
}

std::string push_with(const std::string& members) {
  return R"({"pending_pushes": [{"tenant": "a", "sync_destination_id": 1, "story_id": 1)" +
         members + "}], " + subscription_with("").substr(1);
}

}  // namespace

TEST_CASE("schema and reader accept the same worlds") {
  both_accept(to_json(load_world(TINES_MOCK_FIXTURES "/worlds/every_member.json")));
  both_accept(world_with(""));
  for (const char* url :
       {"http://a", "HTTPS://A.b_c-d.:8443/x/y%20z", "https://[::1]:1/", "http://1"})
    both_accept(world_with("", url));
  both_accept(
      R"({"$schema": "x", "tenants": [{"name": "a", "url": "http://a"}], "rate_limit": null})");
  both_accept(key_with(R"("kind": "team", "team_id": 1)"));
  both_accept(key_with(R"("kind": "service", "team_id": null, "rights": ["read", "write"])"));
  both_accept(world_with(story_with(R"(, "folder_id": null, "user_id": null, "description": null,
      "synced_from": null, "guid": "0123456789abcdef0123456789abcdef")")));
  both_accept(world_with(story_with(R"(, "send_to_story_enabled": true, "entry_agent_id": null,
      "send_to_story_access_source": "STS", "send_to_story_access": null, "exit_agents": [1, 2],
      "shared_team_slugs": ["it"], "send_to_story_skill_use_requires_confirmation": false)")));
  both_accept(world_with(story_with(R"(, "send_to_story_access": "TEAM", "entry_agent_id": 1)")));
  both_accept(world_with(R"("keys": [{"secret": " s "}])"));
  both_accept(destination_with(R"(, "destination_tenant_api_key": "s")"));
  both_accept(world_with(R"("next_story_id": 9007199254740992)"));
  both_accept(
      destination_with(R"(, "destination_tenant": null, "destination_tenant_api_key": null)"));
  both_accept(subscription_with(R"(, "status": "failed", "error_message": "no")"));
  both_accept(subscription_with(R"(, "status": "synced", "error_message": null)"));
  for (const char* members :
       {R"("history": [], "pushes": 0)", R"("pushes": 9)",
        R"("history": [{"at": "2026-01-02T03:04:05.006Z", "cause": "create", "result": "synced"},
            {"at": "2026-01-02T03:04:05Z", "cause": "update", "result": "failed", "deferred": true,
             "error_message": "no", "rule": "r"}])",
        R"("history": [{"at": "2026-01-02T03:04:05Z", "cause": "manual", "result": "stuck",
            "error_message": null}])"})
    both_accept(subscription_with(std::string(", ") + members));
  for (const char* members :
       {R"("due_in_ms": 0)", R"("due_in_ms": 600000, "chain": 16, "result": null)",
        R"("due_in_ms": 1, "trigger": "manual", "result": {})",
        R"("due_in_ms": 1, "cause": "one_story", "result": {"rule": "slow", "deferred": true})",
        R"("due_in_ms": 1, "result": {"failure": "timed_out"})",
        R"("due_in_ms": 1, "result": {"failure": "rejected", "message": "no"})"})
    both_accept(push_with(std::string(", ") + members));
}

TEST_CASE("schema and reader refuse the same worlds") {
  for (const char* world :
       {"[]", "{}", R"({"tenants": []})", R"({"tenants": {}})",
        R"({"$schema": 5, "tenants": [{"name": "a", "url": "http://a"}]})",
        R"({"tenants": [{"name": "A", "url": "http://a"}]})",
        R"({"tenants": [{"name": "a", "url": "http://a"}], "rate_limit": {"window_ms": 0}})",
        R"({"tenants": [{"name": "a", "url": "http://a"}],
            "rate_limit": {"window_ms": 31536000001}})"})
    both_refuse(world);
  for (const char* url : {"a", "ftp://a", "http://", "http://a?b", "http://a#b", "http://u@a",
                          "http://.a", "http://a..b", "http://a:", "http://a b", "http://a/<"}) {
    both_refuse(world_with("", url));
    both_refuse(destination_with("", url));
  }
  both_refuse(world_with(R"("next_story_id": 9007199254740994)"));
  for (const char* members :
       {R"("rights": ["read", "read"])", R"("rights": ["rule"])", R"("kind": "team")",
        R"("kind": "team", "team_id": null)", R"("team_id": 1)"})
    both_refuse(key_with(members));
  for (const char* blank : {"", " ", R"(\t)", R"( \r\n\u000b\f)"}) {
    both_refuse(world_with(R"("keys": [{"secret": ")" + std::string(blank) + R"("}])"));
    both_refuse(
        destination_with(R"(, "destination_tenant_api_key": ")" + std::string(blank) + '"'));
  }
  for (const char* members :
       {R"(, "guid": "")", R"(, "guid": "0123456789ABCDEF0123456789ABCDEF")", R"(, "content": [])",
        R"(, "priority": null)", R"(, "created_at": "today")", R"(, "tags": [1])",
        R"(, "tags": null)", R"(, "send_to_story_enabled": 1)",
        R"(, "send_to_story_access_source": null)", R"(, "send_to_story_access": 1)",
        R"(, "shared_team_slugs": "it")",
        R"(, "send_to_story_skill_use_requires_confirmation": "no")", R"(, "entry_agent_id": 0)",
        R"(, "exit_agents": [0])", R"(, "keep_events_for": -1)"})
    both_refuse(world_with(story_with(members)));
  for (const char* members :
       {R"(, "status": "failed")", R"(, "status": "failed", "error_message": null)",
        R"(, "status": "synced", "error_message": "no")", R"(, "error_message": "no")"})
    both_refuse(subscription_with(members));
  for (const char* members :
       {"", R"(, "due_in_ms": -1)", R"(, "due_in_ms": 600001)", R"(, "due_in_ms": "1")",
        R"(, "due_in_ms": 1, "chain": -1)", R"(, "due_in_ms": 1, "chain": 17)",
        R"(, "due_in_ms": 1, "trigger": "chance")", R"(, "due_in_ms": 1, "trigger": null)",
        R"(, "due_in_ms": 1, "cause": "chance")", R"(, "due_in_ms": 1, "cause": null)",
        R"(, "due_in_ms": 1, "result": {"deferred": 1})",
        R"(, "due_in_ms": 1, "result": {"rule": null})", R"(, "due_in_ms": 1, "odd": 1)",
        R"(, "due_in_ms": 1, "result": {"odd": 1})",
        R"(, "due_in_ms": 1, "result": {"failure": null})",
        R"(, "due_in_ms": 1, "result": "failed")",
        R"(, "due_in_ms": 1, "result": {"message": "no"})"})
    both_refuse(push_with(members));
}

TEST_CASE("schema and reader refuse the same histories") {
  for (const char* push :
       {"", R"("cause": "create", "result": "synced")",
        R"("at": "2026-01-02T03:04:05Z", "result": "synced")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create")",
        R"("at": "today", "cause": "create", "result": "synced")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "automatic", "result": "synced")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create", "result": "pending")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create", "result": "failed")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create", "result": "stuck",
           "error_message": "no")",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create", "result": "synced", "rule": null)",
        R"("at": "2026-01-02T03:04:05Z", "cause": "create", "result": "synced", "odd": 1)"})
    both_refuse(subscription_with(R"(, "history": [{)" + std::string(push) + "}]"));
  std::string eleven;
  for (int i = 0; i < 11; ++i)
    eleven += std::string(i == 0 ? "" : ", ") +
              R"({"at": "2026-01-02T03:04:05Z", "cause": "create", "result": "synced"})";
  both_refuse(subscription_with(R"(, "history": [)" + eleven + "]"));
  both_refuse(subscription_with(R"(, "pushes": -1)"));
  both_refuse(subscription_with(R"(, "history": null)"));
}

TEST_CASE("schema and reader refuse the same assumptions") {
  for (const char* file :
       {"[]", "{}", R"({"$schema": 5, "assumptions": {}})", R"({"assumptions": {"odd": {}}})",
        R"({"assumptions": {"status.no_key": {"value": 500}}})",
        R"({"assumptions": {"status.no_key": {"value": 401, "case": 5}}})",
        R"({"assumptions": {"status.no_key": {"case": "no value"}}})"}) {
    INFO(file);
    CHECK_FALSE(violations_in(file, "assumptions.schema.json").empty());
    CHECK(objections(parse_assumptions, file) != "");
  }
}

#include "api/routes.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// Every operation × every kind of key × own and other team. In the world
// fixtures/worlds/two_teams.json the requests below are about what belongs to team 7.
namespace tines_mock::testing {
namespace {

struct Row {
  const char* method;
  const char* pattern;  ///< of the route
  const char* target;   ///< below /api/v1
  const char* body;
  std::optional<Right> right;
  int own;    ///< the status for a key with the right, of the tenant or of team 7
  int other;  ///< the status for a key of team 8
};

constexpr auto draft = R"({"destination_tenant_url": "https://dest.tines.com",
    "destination_tenant_api_key": "dest-key", "destination_team_id": 42, "team_id": 7,
    "story_ids": [9981]})";

constexpr auto sync = Right::administer_sync;
constexpr auto read = Right::read;
constexpr auto write = Right::write;

const std::vector<Row> table = {
    // clang-format off
    {"POST",   "/admin/sync_destinations",                            "/admin/sync_destinations",                    draft, sync, 201, 404},
    {"GET",    "/admin/sync_destinations",                            "/admin/sync_destinations",                    "",    sync, 200, 200},
    {"GET",    "/admin/sync_destinations/{id}",                       "/admin/sync_destinations/21",                 "",    sync, 200, 404},
    {"PUT",    "/admin/sync_destinations/{id}",                       "/admin/sync_destinations/21",                 "{}",  sync, 200, 404},
    {"PATCH",  "/admin/sync_destinations/{id}",                       "/admin/sync_destinations/21",                 "{}",  sync, 200, 404},
    {"DELETE", "/admin/sync_destinations/{id}",                       "/admin/sync_destinations/21",                 "",    sync, 204, 404},
    {"POST",   "/admin/sync_destinations/{id}/manual_sync",           "/admin/sync_destinations/21/manual_sync",     "",    sync, 200, 404},
    {"POST",   "/admin/sync_destinations/{id}/story/{story_id}/sync", "/admin/sync_destinations/21/story/9981/sync", "",    sync, 200, 404},

    {"GET",    "/info",                "/info",                "",                                                      {},    200, 200},

    {"GET",    "/teams",               "/teams",               "",                                                      read,  200, 200},
    {"GET",    "/teams/{id}",          "/teams/7",             "",                                                      read,  200, 404},
    {"PUT",    "/teams/{id}",          "/teams/7",             R"({"name": "x"})",                                      write, 200, 404},
    {"DELETE", "/teams/{id}",          "/teams/7",             "",                                                      write, 204, 404},

    {"GET",    "/stories",             "/stories",             "",                                                      read,  200, 200},
    {"POST",   "/stories",             "/stories",             R"({"name": "x", "team_id": 7})",                        write, 201, 404},
    {"POST",   "/stories/import",      "/stories/import",      R"({"data": {}, "team_id": 7})",                         write, 200, 404},
    {"POST",   "/stories/import",      "/stories/import",      R"({"data": {"name": "Change Control Requests"}, "team_id": 7, "mode": "versionReplace"})", write, 200, 404},
    {"DELETE", "/stories/batch",       "/stories/batch",       R"({"ids": [9981, 9982]})",                              write, 204, 404},
    {"GET",    "/stories/{id}",        "/stories/9981",        "",                                                      read,  200, 404},
    {"PUT",    "/stories/{id}",        "/stories/9981",        R"({"name": "x", "team_id": 7})",                        write, 200, 404},
    {"PUT",    "/stories/{id}",        "/stories/9981",        "{}",                                                    write, 200, 404},
    {"DELETE", "/stories/{id}",        "/stories/9981",        "",                                                      write, 204, 404},
    {"GET",    "/stories/{id}/export", "/stories/9981/export", "",                                                      read,  200, 404},
    // clang-format on
};

/// Operations on the whole tenant, which no team key can use.
const Row create_team = {"POST", "/teams", "/teams", R"({"name": "x"})", write, 201, 403};

class TwoTeams {
 public:
  TwoTeams() {
    for (const Right right : {sync, Right::publish, read, write})
      server_.tenant("origin").add_key(
          {.secret = key_with(right), .kind = KeyKind::service, .rights = {right}});
  }

  static std::string key_with(Right right) {
    return "key-" + std::to_string(static_cast<int>(right));
  }

  void delete_team_7() { server_.tenant("origin").delete_team(TeamId(7)); }

  /// The response. After an error the state must be unchanged.
  Response ask(const Row& row, const std::string& key) {
    Request request;
    request.method = row.method;
    request.target = std::string("/api/v1") + row.target;
    request.headers = {{"Content-Type", "application/json"}};
    if (!key.empty()) request.headers.set("Authorization", "Bearer " + key);
    request.body = row.body;
    const auto before = to_json(server_.world().export_state());
    const Response response = server_.handle(request);
    INFO(row.method << ' ' << row.target << " with " << key << ": " << response.body);
    if (response.status >= 400) CHECK(to_json(server_.world().export_state()) == before);
    return response;
  }

 private:
  MockServer server_{
      load_world(TINES_MOCK_FIXTURES "/worlds/two_teams.json"), {}, {.listen = false}};
};

void expect(const Row& row, const std::string& key, int status) {
  INFO(row.method << ' ' << row.target << ' ' << row.body << " with " << key);
  CHECK(TwoTeams().ask(row, key).status == status);
}

std::vector<Row> all_rows() {
  auto rows = table;
  rows.push_back(create_team);
  return rows;
}

}  // namespace

TEST_CASE("the table of rights has every operation") {
  const auto rows = all_rows();
  for (const auto& entry : api::routes()) {
    const auto& route = entry.route;
    INFO(route.method << ' ' << route.pattern);
    CHECK(std::ranges::any_of(rows, [&](const Row& row) {
      return route.method == row.method && route.pattern == row.pattern;
    }));
  }
}

TEST_CASE("a key can do what its rights allow, and nothing else") {
  for (const Row& row : all_rows()) {
    expect(row, "", 401);
    expect(row, "nobodys-key", 401);
    expect(row, "dest-key", 401);
    expect(row, "owner-key", row.own);
    for (const Right right : {sync, Right::publish, read, write})
      expect(row, TwoTeams::key_with(right), !row.right || row.right == right ? row.own : 403);
  }
}

TEST_CASE("a team key sees its own team and what belongs to it, and nothing else") {
  for (const Row& row : table) expect(row, "team-key", row.own);
  for (const Row& row : all_rows()) expect(row, "other-team-key", row.other);
  expect(create_team, "team-key", 403);
}

TEST_CASE("an answer to a team key names nothing of another team") {
  for (const Row& row : all_rows()) {
    const auto body = TwoTeams().ask(row, "other-team-key").body;
    INFO(row.method << ' ' << row.target << ": " << body);
    for (const auto* name : {"Security Operations", "Priority Alerts", "Change Control Requests"})
      CHECK(body.find(name) == std::string::npos);
  }
}

TEST_CASE("a team key gets the same 404 for what it does not see and for what does not exist") {
  for (const Row& row : all_rows()) {
    TwoTeams one_team;
    one_team.delete_team_7();
    INFO(row.method << ' ' << row.target << ' ' << row.body);
    CHECK(TwoTeams().ask(row, "other-team-key").body == one_team.ask(row, "other-team-key").body);
  }
}

}  // namespace tines_mock::testing

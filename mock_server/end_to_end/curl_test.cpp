#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <cstdlib>
#include <set>
#include <string>

#include <sys/wait.h>

using namespace tines_mock;

// curl's exit codes for the scenarios: each names another kind of failure.

namespace {

int exit_code_of(const std::string& command) {
  const int status = std::system((command + " >/dev/null 2>&1").c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool has_curl() {
  return exit_code_of("curl --version") == 0;
}

/// `patience`: how many seconds curl waits for the response. Used up where there is none.
int create_with_curl(const MockServer& server, const char* patience = "20") {
  return exit_code_of("curl --silent --fail --noproxy '*' --max-time " + std::string(patience) +
                      " --header 'Authorization: Bearer origin-key'"
                      " --header 'Content-Type: application/json' --data '"
                      R"({"destination_tenant_url": "https://dest.tines.com",)"
                      R"( "destination_tenant_api_key": "dest-key", "destination_team_id": 42,)"
                      R"( "team_id": 7, "story_ids": [9981, 9982]})"
                      "' " +
                      server.url("origin") + "/api/v1/admin/sync_destinations");
}

struct CurlCase {
  const char* scenario;
  std::set<int> exit_codes;
  const char* patience = "20";
};

const CurlCase curl_cases[] = {
    {"empty_reply", {52}},          {"lost_response_after_create", {56}},
    {"truncated_answer", {18}},     {"wrong_content_length", {18}},
    {"garbage_answer", {1, 8}},     {"stall_forever", {28}, "0.3"},
    {"stall_midway", {28}, "0.3"},  {"slow_destination", {28}, "0.3"},
    {"maintenance_html_503", {22}}, {"destination_down_then_recovers", {0}}};

}  // namespace

TEST_CASE("curl's exit code names the kind of failure for each scenario") {
  if (!has_curl()) {
    WARN("not checked: curl is not installed");
    return;
  }
  for (const auto& curl_case : curl_cases) {
    INFO(curl_case.scenario);
    // The virtual clock stands still: a delayed response never arrives.
    MockServer server(sample_world(), {.virtual_clock = true});
    server.inject_scenario(curl_case.scenario);
    CHECK(curl_case.exit_codes.contains(create_with_curl(server, curl_case.patience)));
  }
}

TEST_CASE("curl sees a restart: its connection is reset, then refused, then served again") {
  if (!has_curl()) return;
  MockServer server(sample_world(), {.virtual_clock = true});
  server.inject_scenario("server_restarts");
  CHECK(create_with_curl(server) == 0);
  CHECK(create_with_curl(server) == 0);
  CHECK(create_with_curl(server) == 56);
  CHECK(create_with_curl(server) == 7);
  server.virtual_clock().wait_for_waiters(1);
  server.virtual_clock().advance(Milliseconds(1500));
  int code = 7;
  for (int tries = 0; tries < 100 && code == 7; ++tries) code = create_with_curl(server);
  CHECK(code == 0);
}

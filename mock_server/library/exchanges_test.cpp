#include "library/testing/json_pattern.hpp"
#include "library/testing/openapi.hpp"
#include "library/testing/ways.hpp"
#include "support/text.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

// Sends every recorded exchange (fixtures/exchanges, described by
// fixtures/schemas/exchange.schema.json) to a new server, on each way to it, and compares the
// responses. A new case needs no C++.
namespace tines_mock::testing {
namespace {

namespace fs = std::filesystem;
const fs::path fixtures = TINES_MOCK_FIXTURES;

PlainJson read_json(const fs::path& file) {
  std::ifstream stream(file);
  return PlainJson::parse(stream);
}

std::vector<std::string> exchange_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(fixtures / "exchanges"))
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

WorldOptions options_of(const PlainJson& exchange) {
  const auto options = exchange.value("options", PlainJson::object());
  WorldOptions world;
  world.virtual_clock = true;
  if (options.value("revision", "2025-05") == "2026-06") world.revision = Revision::r2026_06;
  if (options.value("sync_mode", "immediate") == "deferred") world.sync_mode = SyncMode::deferred;
  if (options.contains("assumptions")) {
    const PlainJson assumptions = {{"assumptions", options["assumptions"]}};
    world.assumptions = parse_assumptions(assumptions.dump());
  }
  return world;
}

Request to_request(const PlainJson& recorded) {
  Request request;
  request.method = recorded["method"];
  request.target = recorded["target"];
  request.headers = {{"Host", "localhost:8080"}};
  if (recorded.contains("body")) {
    request.headers.set("Content-Type", "application/json");
    request.body = recorded["body"].dump();
  }
  if (recorded.contains("body_text")) request.body = recorded["body_text"];
  const auto headers = recorded.value("headers", PlainJson::object());
  for (const auto& [name, value] : headers.items())
    request.headers.set(name, value.get<std::string>());
  return request;
}

// Compares without regard to case.
bool mentions(std::string text, std::string word) {
  const auto lower = [](unsigned char c) { return static_cast<char>(std::tolower(c)); };
  std::ranges::transform(text, text.begin(), lower);
  std::ranges::transform(word, word.begin(), lower);
  return text.find(word) != std::string::npos;
}

void check_headers(const PlainJson& recorded, const Response& response) {
  for (const auto& [name, expected] : recorded.items()) {
    const auto found = response.headers.find(name);
    INFO("header " << name);
    CHECK(found.has_value() == !expected.is_null());
    if (found && expected.is_string()) CHECK(*found == expected.get<std::string>());
  }
}

void check_body(const PlainJson& recorded, const std::string& body) {
  if (recorded.is_string()) {
    CHECK(body == recorded.get<std::string>());
    return;
  }
  const auto json = PlainJson::parse(body, nullptr, false);
  CHECK(PatternMatch(recorded, json).differences() == std::vector<std::string>{});
}

// A response contains no key of the world and none of the request.
void check_no_secrets(const WorldSpec& world, const PlainJson& request, const std::string& body) {
  std::vector<std::string> secrets;
  for (const auto& tenant : world.tenants)
    for (const auto& key : tenant.keys) secrets.push_back(key.secret);
  const auto sent = request.value("body", PlainJson());
  if (sent.is_object() && sent.contains("destination_tenant_api_key") &&
      sent["destination_tenant_api_key"].is_string())
    secrets.push_back(sent["destination_tenant_api_key"]);
  for (const auto& secret : secrets)
    if (!secret.starts_with("<<") && !is_blank(secret))
      CHECK(body.find(secret) == std::string::npos);
}

void play(const PlainJson& step, Reached& server, const WorldSpec& world, const OpenApi* api) {
  if (step.contains("advance_ms")) {
    server.mock.virtual_clock().advance(Milliseconds(step["advance_ms"].get<std::int64_t>()));
    return;
  }
  const Request request = to_request(step["request"]);
  const Response response = server.answer(request);
  const PlainJson& recorded = step["response"];
  CAPTURE(request.method, request.target, response.body);

  CHECK(response.status == recorded["status"].get<int>());
  if (recorded.contains("headers")) check_headers(recorded["headers"], response);
  if (recorded.contains("body")) check_body(recorded["body"], response.body);
  for (const std::string word : recorded.value("mentions", PlainJson::array())) {
    INFO("mentions " << word);
    CHECK(mentions(response.body, word));
  }
  check_no_secrets(world, step["request"], response.body);
  if (api)
    CHECK(api->violations(request.method, request.target, response.status, response.body) ==
          std::vector<std::string>{});
}

}  // namespace

TEMPLATE_TEST_CASE("every recorded exchange is answered as it was recorded", "", ByHandle, ByHttp,
                   ByHttps, Mounted) {
  static const OpenApi openapi(read_json(fixtures / "openapi.json"));
  const std::string file = GENERATE(from_range(exchange_files()));
  const PlainJson exchange = read_json(file);
  INFO(fs::relative(file, fixtures).string() << ": " << exchange["description"]);

  const auto world =
      load_world(fixtures / "worlds" / (exchange["world"].get<std::string>() + ".json"));
  TestType server(world, options_of(exchange));
  // openapi.json describes a tenant with the default assumptions.
  const bool as_described =
      !exchange.value("/options/assumptions"_json_pointer, PlainJson()).is_object();
  const auto steps = exchange.value("steps", PlainJson::array({exchange}));
  for (const PlainJson& step : steps) play(step, server, world, as_described ? &openapi : nullptr);
}

TEST_CASE("every fixture is valid by its schema") {
  const auto is_valid = [](const fs::path& file, const char* schema) {
    INFO(file.string());
    CHECK(schema_violations(read_json(fixtures / "schemas" / schema), "", read_json(file)) ==
          std::vector<std::string>{});
  };
  for (const auto& entry : fs::directory_iterator(fixtures / "worlds"))
    is_valid(entry.path(), "world.schema.json");
  is_valid(fixtures / "assumptions.json", "assumptions.schema.json");
  is_valid(fixtures / "demo/scenes.json", "demo.schema.json");
  is_valid(fixtures / "expectations.json", "expectations.schema.json");
  for (const auto& file : exchange_files()) is_valid(file, "exchange.schema.json");
}

TEST_CASE("assumptions.json holds the defaults that are built in") {
  CHECK(load_assumptions(fixtures / "assumptions.json") == Assumptions{});
}

}  // namespace tines_mock::testing

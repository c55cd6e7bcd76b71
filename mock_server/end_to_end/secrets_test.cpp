#include "end_to_end/testing/ask.hpp"
#include "end_to_end/testing/encodings.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <deque>

using namespace tines_mock;
using namespace tines_mock::end_to_end;
using nlohmann::json;

// Keys in every place where clients put them by mistake: none of them appears in the journal, in
// reports, in logs or in error responses.

namespace {

const std::string odd_key = "k\"e\\y/with +%&=ü and blanks";
const std::string later_key = "a-key-that-was-added-later";
const std::string unknown_key = "a-key-of-another-world";

WorldSpec world_with_keys() {
  auto world = sample_world();
  world.tenants[0].keys.push_back({.secret = odd_key});
  world.tenants[0].keys.push_back({.secret = "revoked-key"});
  return world;
}

const std::vector<std::string> all_keys = {"origin-key", "dest-key", odd_key, later_key,
                                           "revoked-key"};

bool is_url_safe(std::string_view key) {
  return std::ranges::all_of(key, [](unsigned char c) { return std::isalnum(c) || c == '-'; });
}

std::vector<Request> requests_with_key_in_target(const std::string& key) {
  const auto encoded = percent_encoded(key);
  std::vector<std::string> targets = {"/t/origin/api/v1/" + encoded,
                                      "/t/origin/api/v1/info?api_key=" + encoded,
                                      "/t/origin/api/v1/info?" + encoded + "=1",
                                      "/t/origin/api/v1/stories?search=" + encoded,
                                      "/t/origin/api/v1/stories?per_page=" + encoded,
                                      "/t/" + encoded + "/api/v1/info",
                                      "/w/" + encoded + "/t/origin/api/v1/info",
                                      "/t/origin/api/v1/admin/sync_destinations/" + encoded};
  if (is_url_safe(key)) {
    for (const auto* before : {"/t/origin/api/v1/stories/", "/t/", "/w/", "/",
                               "/t/origin/api/v1/stories?page=", "http://"})
      targets.push_back(before + key);
  }
  std::vector<Request> requests;
  for (auto& target : targets) requests.push_back({.target = std::move(target)});
  return requests;
}

std::vector<Request> requests_with_key_in_header(const std::string& key) {
  std::vector<Request> requests;
  for (const auto* name : {"Authorization", "authorization", "X-User-Token", "Cookie",
                           "Proxy-Authorization", "X-Api-Key", "Referer", "User-Agent", "Host"})
    for (const std::string before : {"", "Bearer ", "Basic ", "session=1; token="})
      requests.push_back({.target = "/t/origin/api/v1/nothing", .headers = {{name, before + key}}});
  if (is_url_safe(key))
    requests.push_back({.target = "/t/origin/api/v1/info", .headers = {{key, "value"}}});
  if (is_url_safe(key)) requests.push_back({.method = key, .target = "/t/origin/api/v1/info"});
  return requests;
}

std::vector<Request> requests_with_key_in_body(const std::string& key) {
  const auto quoted = json(key).dump();
  std::vector<std::string> bodies = {
      quoted,
      key,
      "destination_tenant_api_key=" + key,
      "{\"destination_tenant_api_key\": \"" + json_escaped(key) + "\", \"team_id\": 7}",
      "{\"destination_tenant_api_key\": " + quoted + ", \"team_id\"",
      "{\"destination_tenant_api_key\": [" + quoted + ", {\"x\": " + quoted + "}]}",
      "{\"team_id\": " + quoted + ", \"story_ids\": [" + quoted + "]}",
      "{\"destination_tenant_url\": " + quoted + "}",
      "{\"a\": {\"b\": [[{\"c\": " + quoted + "}]]}, " + quoted + ": 1}",
      "{\"a\": \"" + json_escaped(key) + "\"",
      json({{"a", key}}).dump(-1, ' ', true),
      "{\"destination_tenant_url\": \"https://" + percent_encoded(key) + "\"}"};
  std::vector<Request> requests;
  for (auto& body : bodies) {
    requests.push_back(to_origin("POST", sync_destinations, body));
    requests.push_back(to_origin("PUT", path_of(24), std::move(body)));
  }
  return requests;
}

std::vector<Request> requests_with(const std::string& key) {
  auto all = requests_with_key_in_target(key);
  for (auto& each : requests_with_key_in_header(key)) all.push_back(std::move(each));
  for (auto& each : requests_with_key_in_body(key)) all.push_back(std::move(each));
  return all;
}

std::string text_of(const JournalEntry& entry) {
  std::string text = entry.tenant + '\n' + entry.operation + '\n' + entry.path + '\n' +
                     entry.request.method + ' ' + entry.request.target + '\n';
  for (const auto& [name, value] : entry.request.headers) text += name + ": " + value + '\n';
  return text + entry.request.body + '\n' + entry.response_body;
}

std::vector<Matcher> matchers_with_key_in_secret_places(const std::string& key) {
  Matcher with_header = operation("info.show");
  with_header.headers.add("Authorization", "Bearer " + key);
  Matcher with_body = operation("sync_destination.create");
  with_body.body_json = json({{"destination_tenant_api_key", key}}).dump();
  return {with_body, with_header, any_request()};
}

std::vector<Matcher> matchers_with(const std::string& key) {
  auto matchers = matchers_with_key_in_secret_places(key);
  matchers.emplace_back().path = "/api/v1/" + key;
  return matchers;
}

/// The reports of verifications that fail, with their near misses.
std::string reports(const MockServer& server, const std::vector<Matcher>& matchers) {
  std::string text = server.world().check_in_order(matchers).report;
  for (const auto& matcher : matchers) text += server.check(matcher, exactly(1'000'000)).report;
  return text;
}

void check_key_is_absent(const std::string& text, const std::string& key) {
  INFO(key << " in\n" << text);
  CHECK(text.find(key) == text.npos);
  CHECK(percent_decoded(text).find(key) == text.npos);
  CHECK(json_unescaped(text).find(key) == text.npos);
}

}  // namespace

TEST_CASE("a key is in no journal, report, log entry or error response, wherever a client put it") {
  std::deque<JournalEntry> logged;
  MockServer server(world_with_keys(), {},
                    {.listen = false, .on_request = [&](const auto& e) { logged.push_back(e); }});
  server.tenant("origin").add_key({.secret = later_key});
  server.tenant("origin").revoke_key("revoked-key");
  CHECK(server.handle(documented_create()).status == 201);

  for (const auto& key : all_keys) {
    for (const auto& request : requests_with(key)) {
      const auto response = server.handle(request);
      CHECK(response.status < 500);
      if (response.status >= 400) check_key_is_absent(response.body, key);
    }
  }
  CHECK(logged.size() == server.requests().size());
  for (const auto& key : all_keys) {
    for (const auto& entry : logged) check_key_is_absent(text_of(entry), key);
    for (const auto& entry : server.requests()) check_key_is_absent(text_of(entry), key);
    check_key_is_absent(reports(server, matchers_with(key)), key);
  }
}

TEST_CASE("a secret that the world does not know is hidden in the places of secrets") {
  MockServer server(sample_world(), {}, {.listen = false});
  auto create = documented_create();
  auto body = json::parse(create.body);
  body["destination_tenant_api_key"] = unknown_key;
  body["nested"] = {{"deep", {{{"destination_tenant_api_key", unknown_key}}}}};
  create.body = body.dump();
  const auto created = server.handle(create);
  CHECK(created.status == 201);
  CHECK(created.body.find(unknown_key) == std::string::npos);
  server.handle({.target = "/t/origin/api/v1/info", .headers = {{"X-User-Token", unknown_key}}});
  server.handle({.target = "/t/origin/api/v1/info", .headers = {{"Cookie", "a=" + unknown_key}}});
  server.handle(to_origin("POST", sync_destinations,
                          "{\"destination_tenant_api_key\": \"" + unknown_key + "\", broken"));
  for (const auto& entry : server.requests()) check_key_is_absent(text_of(entry), unknown_key);
  check_key_is_absent(reports(server, matchers_with_key_in_secret_places(unknown_key)),
                      unknown_key);
}

TEST_CASE("the rejection of a malformed request over a socket contains no key") {
  MockServer server(world_with_keys());
  server.tenant("origin").add_key({.secret = later_key});
  for (const auto& key : all_keys) {
    for (const auto& bytes :
         {key + "\r\n\r\n", "GET " + key + " HTTP/1.1\r\nHost: a\r\n\r\n", key + ": x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\n" + key + "\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + key + "\r\n\r\n"}) {
      Client client(server);
      client.send(bytes).leave();
      check_key_is_absent(client.read_all(), key);
    }
    for (const auto& entry : server.requests()) check_key_is_absent(text_of(entry), key);
  }
}

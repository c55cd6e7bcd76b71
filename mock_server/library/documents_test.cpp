#include "api/routes.hpp"
#include "control/operations.hpp"
#include "library/testing/json_schema.hpp"
#include "support/text.hpp"
#include "testing/catch2.hpp"

#include <tines_mock/mock_server.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <set>

using namespace tines_mock;
using testing::PlainJson;

namespace {

const std::string body_of_create =
    R"({"destination_tenant_url": "https://dest.tines.com",
        "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
        "team_id": 7, "story_ids": [9981]})";

MockServer server_in_process() {
  return MockServer(sample_world(), {}, {.listen = false});
}

PlainJson served(const std::string& path) {
  auto server = server_in_process();
  const auto answer = server.handle({.method = "GET", .target = path});
  REQUIRE(answer.status == 200);
  return PlainJson::parse(answer.body);
}

/// Both served documents, each with its path.
std::vector<std::pair<std::string, PlainJson>> documents() {
  std::vector<std::pair<std::string, PlainJson>> all;
  for (const std::string path : {"/__admin/openapi.json", "/__admin/tenant_openapi.json"})
    all.emplace_back(path, served(path));
  return all;
}

using Visit = std::function<void(const std::string& pointer, const PlainJson& object)>;

/// Every object of a document, except those in examples.
void visit_objects(const PlainJson& json, const Visit& visit, const std::string& pointer = "") {
  if (json.is_object()) visit(pointer, json);
  if (!json.is_structured()) return;
  for (const auto& [name, member] : json.items())
    if (!json.is_object() || (name != "example" && name != "examples" && name != "default"))
      visit_objects(member, visit, pointer + '/' + name);
}

bool has_type(const PlainJson& schema, const char* type) {
  const auto found = schema.find("type");
  if (found == schema.end()) return false;
  return *found == type || (found->is_array() && std::ranges::find(*found, type) != found->end());
}

bool is_id(const std::string& pointer) {
  const auto name = pointer.substr(pointer.rfind('/') + 1);
  const auto whole = name == "items" ? pointer.substr(0, pointer.size() - 6) : name;
  return whole.ends_with("id") || whole.ends_with("_ids") || whole.ends_with("/ids");
}

Response without_a_body(MockServer& server, std::string method, std::string target) {
  return server.handle({.method = std::move(method),
                        .target = std::move(target),
                        .headers = {{"Authorization", "Bearer origin-key"}}});
}

std::string with_examples(std::string path, const PlainJson& document, const PlainJson& item,
                          const PlainJson& operation) {
  for (const auto* holder : {&item, &operation}) {
    if (!holder->contains("parameters")) continue;
    for (auto parameter : (*holder)["parameters"]) {
      if (parameter.contains("$ref"))
        parameter =
            document[PlainJson::json_pointer(parameter["$ref"].get<std::string>().substr(1))];
      if (parameter["in"] != "path") continue;
      const auto name = '{' + parameter["name"].get<std::string>() + '}';
      const auto& example = parameter["example"];
      path.replace(path.find(name), name.size(),
                   example.is_string() ? example.get<std::string>() : example.dump());
    }
  }
  return path;
}

}  // namespace

TEST_CASE("each reference in a served document leads to a place within it") {
  for (const auto& [path, document] : documents()) {
    visit_objects(document,
                  [&, &whole = document, &where = path](const auto& at, const auto& json) {
                    const auto reference = json.find("$ref");
                    if (reference == json.end() || !reference->is_string()) return;
                    INFO(where << ' ' << at << ' ' << *reference);
                    const auto text = reference->template get<std::string>();
                    REQUIRE(text.starts_with("#/"));
                    CHECK(whole.contains(PlainJson::json_pointer(text.substr(1))));
                  });
  }
}

TEST_CASE("a document has everything that a client generator needs") {
  for (const auto& [path, document] : documents()) {
    visit_objects(document, [&where = path](const auto& at, const auto& json) {
      INFO(where << ' ' << at);
      if (has_type(json, "array")) CHECK(json.contains("items"));
      const bool says_what = json.contains("properties") || json.contains("additionalProperties") ||
                             json.contains("oneOf") || json.contains("$ref");
      if (has_type(json, "object")) CHECK(says_what);
      const auto in = json.find("in");
      if (in != json.end() && *in == "path") CHECK(json.contains("example"));
    });
  }
}

TEST_CASE("every id that a tenant's document names is at least 1") {
  int ids = 0;
  visit_objects(served("/__admin/tenant_openapi.json"), [&](const auto& at, const auto& json) {
    if (!has_type(json, "integer") || !is_id(at)) return;
    INFO(at);
    CHECK(json.value("minimum", 0) == 1);
    ++ids;
  });
  CHECK(ids >= 20);
}

TEST_CASE("a POST that needs no body is accepted without one, and without a Content-Type") {
  int posts = 0;
  for (const auto& [where, document] : documents()) {
    for (const auto& [path, item] : document["paths"].items()) {
      if (!item.contains("post")) continue;
      if (path.starts_with("/__admin/demo/")) continue;  // needs a demo: demo_test.cpp
      const auto& post = item["post"];
      if (post.contains("requestBody") && post["requestBody"].value("required", false)) continue;
      auto server = server_in_process();
      const auto made = server.handle({.method = "POST",
                                       .target = "/api/v1/admin/sync_destinations",
                                       .headers = {{"Content-Type", "application/json"},
                                                   {"Authorization", "Bearer origin-key"}},
                                       .body = body_of_create});
      REQUIRE(made.status == 201);
      const auto hold = server.hold(any_request(), Phase::push);  // "hold 1", as in the example
      const auto id = PlainJson::parse(made.body)["sync_destination"]["id"].dump();
      auto target = with_examples(path, document, item, post);
      const std::string example = "/sync_destinations/24";
      if (const auto at = target.find(example); at != std::string::npos)
        target.replace(at, example.size(), "/sync_destinations/" + id);
      const auto answer = without_a_body(server, "POST", target);
      INFO(where << ": POST " << target << " -> " << answer.body);
      CHECK(answer.status / 100 == 2);
      ++posts;
    }
  }
  CHECK(posts == 5);
}

TEST_CASE("the tenant's document is served as its file is, the keys of its examples too") {
  std::ifstream file(TINES_MOCK_FIXTURES "/openapi.json");
  CHECK(served("/__admin/tenant_openapi.json") == PlainJson::parse(file));
}

TEST_CASE("a schema in the control document is that of its file, except for its references") {
  const auto document = PlainJson::parse(control::control_openapi());
  const auto& schemas = document["components"]["schemas"];
  CHECK(schemas["WorldFile"]["definitions"]["tenant"]["type"] == "object");
  CHECK(schemas["FaultFile"]["properties"]["rules"]["items"]["$ref"] ==
        "#/components/schemas/FaultFile/definitions/rule");
  CHECK(schemas["NewWorld"]["properties"]["world"]["$ref"] == "#/components/schemas/WorldFile");
  CHECK_FALSE(schemas["WorldFile"].contains("$schema"));
}

TEST_CASE("the tenants' document has every operation that a tenant serves, and no other") {
  std::set<std::string> documented;
  const auto document = served("/__admin/tenant_openapi.json");
  for (const auto& [path, operations] : document["paths"].items())
    for (const auto& [method, operation] : operations.items())
      if (operation.contains("responses")) documented.insert(method + ' ' + path);
  std::set<std::string> in_routes;
  for (const auto& row : api::routes())
    in_routes.insert(lower_case(row.route.method) + " /api/v1" + std::string(row.route.pattern));
  CHECK(documented == in_routes);
}

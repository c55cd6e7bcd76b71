#include "control/control.hpp"
#include "control/operations.hpp"
#include "faults/effect.hpp"
#include "library/testing/openapi.hpp"
#include "testing/catch2.hpp"

#include <fstream>
#include <set>

using namespace tines_mock;
using testing::PlainJson;

namespace {

PlainJson document() {
  return PlainJson::parse(control::control_openapi());
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// Every operation: "GET /__admin/worlds/{world}/faults".
std::set<std::string> documented() {
  std::set<std::string> operations;
  const auto paths = document()["paths"];
  for (const auto& [path, item] : paths.items())
    for (const auto& [method, operation] : item.items())
      if (method != "parameters") operations.insert(upper(method) + ' ' + path);
  return operations;
}

std::set<std::string> served() {
  std::set<std::string> operations;
  const auto add = [&](const RouteTable<control::Route>& routes, const std::string& prefix) {
    for (const auto& route : routes)
      if (route.route.access != control::Access::page)
        operations.insert(std::string(route.route.method) + ' ' + prefix +
                          std::string(route.route.pattern));
  };
  add(control::server_routes(), "/__admin");
  add(control::world_routes(), "/__admin/worlds/{world}");
  return operations;
}

std::string with(std::string path, const std::string& parameter, const std::string& value) {
  const auto at = path.find('{' + parameter + '}');
  return at == std::string::npos ? path : path.replace(at, parameter.size() + 2, value);
}

/// The server to which the examples are sent.
std::string target_of(std::string path) {
  path = with(path, "world", "default");
  path = with(path, "name", path.find("scenarios") == std::string::npos ? "r" : "rate_limited");
  return with(path, "number", "1");
}

class Documented {
 public:
  /// The response, checked against the document.
  Response send(const std::string& method, const std::string& target, const std::string& body) {
    const auto response = control_.answer({.method = method,
                                           .target = target,
                                           .headers = {{"Content-Type", "application/json"}},
                                           .body = body});
    INFO(method + ' ' + target + ' ' + body + " -> " + response.body);
    CHECK(api_.violations(method, target, response.status, response.body) ==
          std::vector<std::string>{});
    return response;
  }

  exchange::HostedWorld& world() { return *hosting_.default_world(); }

 private:
  exchange::Hosting hosting_{std::make_shared<exchange::HostedWorld>(
      "default", sample_world(), WorldOptions{.virtual_clock = true})};
  // It is not started.
  demo::Player demo_{{{{.title = "Scene", .text = {"What is seen."}}}},
                     hosting_.default_world(),
                     [](const Request&, std::stop_token) {}};
  control::Control control_{hosting_,
                            {},
                            [](const Request&, std::stop_token) { return Response{.status = 201}; },
                            &demo_};
  testing::OpenApi api_{document()};
};

}  // namespace

TEST_CASE("control-openapi.json documents every operation that is served, and no other") {
  CHECK(documented() == served());
}

TEST_CASE("every operation answers as control-openapi.json says, its examples first") {
  Documented api;
  REQUIRE(api.world()
              .faults()
              .add({{.name = "r", .phase = Phase::push, .effect = effects::hold()}}, Time())
              .empty());
  const auto paths = document()["paths"];
  for (const auto& [path, item] : paths.items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method == "parameters" || method == "delete") continue;
      api.world().journal().arrive({.operation = "unknown"});
      const auto body = operation.contains("requestBody")
                            ? operation["requestBody"]["content"]["application/json"]["example"]
                            : PlainJson();
      const auto target = path.ends_with("/import") ? target_of(path) + "?" : target_of(path);
      const auto text =
          path.ends_with("/import") ? to_json(sample_world()) : (body.is_null() ? "" : body.dump());
      const auto status = api.send(upper(method), target, text).status;
      INFO(method << ' ' << path);
      CHECK((status < 300 || path.find("{number}") != std::string::npos));
    }
  }
}

TEST_CASE("error responses have the shape that control-openapi.json says") {
  Documented api;
  for (const auto& [method, target, body] : std::vector<std::array<std::string, 3>>{
           {"GET", "/__admin/nothing", ""},
           {"POST", "/__admin/worlds", "{"},
           {"POST", "/__admin/worlds", "{}"},
           {"DELETE", "/__admin/worlds/default", ""},
           {"POST", "/__admin/worlds/default/faults", R"({"name": 7})"},
           {"DELETE", "/__admin/worlds/default/faults/none", ""},
           {"POST", "/__admin/worlds/default/holds/none/release", ""},
           {"PUT", "/__admin/worlds/default/scenarios/none", ""},
           {"GET", "/__admin/worlds/default/requests?limit=x", ""},
           {"GET", "/__admin/worlds/default/requests/99", ""},
           {"POST", "/__admin/worlds/default/requests/verify", "[]"},
           {"GET", "/__admin/worlds/default/changes?after=x", ""},
           {"POST", "/__admin/worlds/default/send", R"({"tenant": "none"})"},
           {"POST", "/__admin/worlds/default/clock/advance", "{}"}}) {
    CHECK(api.send(method, target, body).status >= 400);
  }
}

TEST_CASE("operations that remove something answer as control-openapi.json says") {
  Documented api;
  api.send("POST", "/__admin/worlds", R"({"name": "other", "copy_of": "default"})");
  for (const char* target :
       {"/__admin/worlds/other", "/__admin/worlds/default/faults",
        "/__admin/worlds/default/requests", "/__admin/worlds/default/scenarios/rate_limited"})
    CHECK(api.send("DELETE", target, "").status < 300);
}

TEST_CASE("the README names every part of the control API, every effect and every attribute") {
  std::ifstream file(TINES_MOCK_FIXTURES "/../README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  const auto names = [&](const std::string& text) {
    INFO(text);
    CHECK(readme.find(text) != std::string::npos);
  };
  for (const auto& route : control::world_routes())
    names(std::string(route.route.pattern.substr(1)));
  const auto quoted = [](std::string_view text) { return '`' + std::string(text) + '`'; };
  for (const auto& effect : faults::describe_effects()) {
    names("| " + quoted(effect.kind));
    for (const auto& attribute : effect.attributes)
      names(quoted(attribute.name.substr(0, attribute.name.find(','))));
  }
}

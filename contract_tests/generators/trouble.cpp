#include "contract_tests/generators/trouble.hpp"

#include "contract_tests/generators/drafts.hpp"

namespace tines_mock::contract {

namespace {

const Json nested = {{"a", {{"b", Json::array({1, Json::object()})}}}};

std::string brackets(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

bool is_integer_parameter(const std::string& name) {
  return name == "team_id" || name == "destination_team_id";
}

std::vector<Json> anything_for(const std::string& parameter) {
  auto values = wrong_types(parameter);
  const auto add = [&](const std::vector<Json>& more) {
    values.insert(values.end(), more.begin(), more.end());
  };
  add(lenient_types(parameter));
  if (is_integer_parameter(parameter)) add(extreme_integers());
  if (parameter == "destination_tenant_url") add(bad_urls());
  if (parameter == "destination_tenant_api_key") add(odd_texts());
  if (parameter == "story_ids") {
    for (const auto& id : extreme_integers()) values.push_back(Json::array({id}));
  }
  return values;
}

rc::Gen<Call> bad_body(const Settings& settings) {
  auto bodies = broken_bodies();
  for (auto& body : bodies_that_are_no_objects()) bodies.push_back(body);
  return rc::gen::map(one_of(bodies), [settings](const std::string& body) {
    auto call = improper(create_call(draft(settings)));
    call.body = body;
    return call;
  });
}

rc::Gen<Call> bad_id() {
  const std::vector<std::string> ids{
      "0",   "-1",      "abc",  "1.5",          "99999999999999999999999", "2000000001",
      "%00", "..%2f..", "null", "1%20or%201=1", std::string(300, '9'),     "%F0%9F%9A%A8"};
  return rc::gen::map(one_of(ids),
                      [](const std::string& id) { return odd_path(improper(show_call(id))); });
}

rc::Gen<Call> bad_page() {
  const std::vector<std::string> numbers{"0",   "-1",  "abc", "1.5", "", "99999999999999999999999",
                                         "1e3", "%00", "null"};
  return rc::gen::map(rc::gen::pair(one_of(numbers), rc::gen::arbitrary<bool>()),
                      [](const std::pair<std::string, bool>& choice) {
                        PageQuery page;
                        (choice.second ? page.page : page.per_page) = choice.first;
                        return improper(list_call(page));
                      });
}

}  // namespace

const std::vector<std::string>& required_parameters() {
  static const std::vector<std::string> names{"destination_tenant_url",
                                              "destination_tenant_api_key", "destination_team_id",
                                              "team_id", "story_ids"};
  return names;
}

std::vector<Json> wrong_types(const std::string& parameter) {
  if (is_integer_parameter(parameter)) {
    return {nullptr, "seven", Json::object(), Json::array(), nested};
  }
  if (parameter == "story_ids") {
    return {nullptr,
            "all",
            Json::object(),
            nested,
            Json::array({"story"}),
            Json::array({nullptr}),
            Json::array({Json::object()}),
            Json::array({Json::array()})};
  }
  if (parameter == "manual_sync_only") return {"perhaps", Json::object(), Json::array(), nested};
  return {nullptr, Json::object(), Json::array(), nested};
}

std::vector<Json> lenient_types(const std::string& parameter) {
  if (is_integer_parameter(parameter)) return {"7", 7.5, 7.0, true, false, ""};
  if (parameter == "story_ids") {
    return {7, "7", Json::array({"7"}), Json::array({7.5}), Json::array({true})};
  }
  if (parameter == "manual_sync_only") return {"true", 1, 0, nullptr};
  return {7, 7.5, true, ""};
}

std::vector<Json> extreme_integers() {
  return {0,         -1,        2'000'000'001, INT64_C(2147483648),
          INT64_MAX, INT64_MIN, UINT64_MAX,    Json::parse("123456789012345678901234567890"),
          1e308};
}

std::vector<Json> odd_texts() {
  return {"x",
          std::string(20'000, 'k'),
          "\u2011 \u202e \U0001F6A8 e\u0301",
          std::string("\x01\x1b\x7f"),
          "'; DROP TABLE stories; --",
          "<script>alert(1)</script>",
          "<<CREDENTIAL.tines_api_key>>",
          "${jndi:ldap://127.0.0.1/x}",
          "\r\nX-Injected: yes",
          std::string("nul\0inside", 10)};
}

std::vector<Json> bad_urls() {
  return {"nowhere",
          "",
          "<<META.tenant.domain>>",
          "https://",
          "ftp://dest.example",
          "//dest.example",
          "/relative",
          "javascript:alert(1)",
          "https:// space.example",
          "dest.example:443",
          "mailto:someone@dest.example",
          std::string("https://\0.example", 17),
          "https://" + std::string(5000, 'x') + ".example",
          "file:///etc/passwd"};
}

std::vector<std::string> broken_bodies() {
  return {"{",
          "",
          "{\"team_id\":}",
          "not json",
          "{'team_id': 7}",
          "{\"team_id\": 7",
          "{\"team_id\": 07}",
          "{\"team_id\": NaN}",
          "{\"a\": \"\xff\xfe\"}",
          "{\"a\": \"\\ud800\"}x",
          std::string("{\"a\":\0}", 7),
          "<xml/>",
          "team_id=7&story_ids=1",
          std::string(200, '['),
          brackets(200)};
}

std::vector<std::string> bodies_that_are_no_objects() {
  return {"[]", "null", "7", "\"text\"", "true", "[{}]"};
}

rc::Gen<Call> any_bad_create(const Settings& settings) {
  return rc::gen::mapcat(one_of(required_parameters()), [settings](const std::string& parameter) {
    return rc::gen::map(one_of(anything_for(parameter)), [=](const Json& value) {
      auto body = draft(settings);
      body[parameter] = value;
      return improper(create_call(body));
    });
  });
}

rc::Gen<Call> any_refused_create(const Settings& settings) {
  struct Fault {
    std::string parameter;
    std::optional<Json> value;
  };
  std::vector<Fault> faults{{"story_ids", Json::array({settings.story_ids.front(), 2'000'000'002})},
                            {"story_ids", Json::array({2'000'000'002})},
                            {"team_id", 2'000'000'003}};
  for (const auto& name : required_parameters()) {
    faults.push_back({name, std::nullopt});
    for (const auto& value : wrong_types(name)) faults.push_back({name, value});
  }
  return rc::gen::map(one_of(faults), [settings](const Fault& fault) {
    auto body = draft(settings, settings.story_ids);
    if (fault.value) body[fault.parameter] = *fault.value;
    if (!fault.value) body.erase(fault.parameter);
    return improper(create_call(body));
  });
}

rc::Gen<Call> any_bad_request(const Settings& settings) {
  const auto missing =
      rc::gen::map(one_of(required_parameters()), [settings](const std::string& name) {
        auto body = draft(settings);
        body.erase(name);
        return improper(create_call(body));
      });
  return rc::gen::oneOf(missing, any_bad_create(settings), bad_body(settings), bad_id(),
                        bad_page());
}

}  // namespace tines_mock::contract

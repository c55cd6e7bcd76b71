#include "contract_tests/generators/bad_requests.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/target/target.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

const Json nested = {{"a", {{"b", Json::array({1, Json::object()})}}}};

/// The sum of two decimal numbers of any length.
std::string sum(std::string a, std::string b) {
  const auto size = std::max(a.size(), b.size()) + 1;
  a.insert(0, size - a.size(), '0');
  b.insert(0, size - b.size(), '0');
  int carry = 0;
  for (auto i = size; i-- > 0;) {
    const int digits = (a[i] - '0') + (b[i] - '0') + carry;
    a[i] = static_cast<char>('0' + digits % 10);
    carry = digits / 10;
  }
  return a.substr(a.front() == '0' ? 1 : 0);
}

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
  if (parameter == "destination_tenant_url") {
    add(bad_urls());
    values.emplace_back("https://" + std::string(5000, 'x') + ".example");
  }
  if (parameter == "destination_tenant_api_key") add(odd_texts());
  if (parameter == "story_ids") {
    for (const auto& id : extreme_integers()) values.push_back(Json::array({id}));
  }
  return values;
}

Call without(const Settings& settings, const std::string& parameter) {
  auto body = draft(settings);
  body.erase(parameter);
  return improper(create_call(body));
}

void add_bad_bodies(std::vector<Call>& calls, const Call& to) {
  for (const auto& body : broken_bodies()) calls.push_back(with_body(to, body));
  for (const auto& body : bodies_that_are_no_objects()) calls.push_back(with_body(to, body));
}

/// Encodings that a tenant may read or refuse.
void add_odd_encodings(std::vector<Call>& calls, const Call& to) {
  calls.push_back(with_body(to, "\xef\xbb\xbf" + *to.body));
  for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "nonsense", "",
                           "application/json; charset=utf-16"}) {
    calls.push_back(with_form(to, {.content_type = type}));
  }
}

void add_bad_ids(std::vector<Call>& calls) {
  // Only reads: a proxy may resolve such an id to another path, and then nothing must be changed.
  for (const auto* id : {"abc", "1.5", "%00", "..%2f..", "null", "1%20or%201=1", "%F0%9F%9A%A8"}) {
    calls.push_back(odd_path(show_call(id)));
  }
  const std::vector<std::string> unknown{"0", "-1", "2000000001", "99999999999999999999999",
                                         std::string(300, '9')};
  for (const auto& id : unknown) {
    for (auto& call : {show_call(id), update_call(id, Json::object()), remove_call(id),
                       manual_sync_call(id), story_sync_call(id, "1")}) {
      calls.push_back(odd_path(call));
    }
  }
}

void add_unserved_methods(std::vector<Call>& calls) {
  for (const auto* method : {"PUT", "PATCH", "DELETE"}) {
    auto call = list_call();
    call.operation = Operation::other;
    call.method = method;
    calls.push_back(odd_path(call));
  }
}

void add_bad_pages(std::vector<Call>& calls) {
  for (const auto* number :
       {"0", "-1", "abc", "1.5", "", "99999999999999999999999", "1e3", "%00", "null"}) {
    calls.push_back(list_call({.per_page = {}, .page = number}));
    calls.push_back(list_call({.per_page = number, .page = {}}));
  }
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

std::vector<std::string> taken_for(const std::string& id) {
  if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos) {
    throw CouldNotCheck("the id " + id + " is no number");
  }
  return {sum(id, "4294967296"), sum(id, "18446744073709551616"), "-" + id};
}

std::vector<Json> odd_texts() {
  return {"x",
          std::string(20'000, 'k'),
          "\u2011 \u202e \U0001F6A8 e\u0301",  // NOLINT(misc-misleading-bidirectional): on purpose
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
          R"({"a": "\ud800"}x)",
          R"({"destination_tenant_url": "\ud800"})",  // proper JSON, but no proper Unicode
          std::string("{\"a\":\0}", 7),
          "<xml/>",
          "team_id=7&story_ids=1",
          std::string(200, '['),
          brackets(200)};
}

std::vector<std::string> bodies_that_are_no_objects() {
  return {"[]", "null", "7", "\"text\"", "true", "[{}]"};
}

std::vector<Call> refused_creates(const Settings& settings) {
  std::vector<Call> calls;
  const auto add = [&](const std::string& parameter, const Json& value) {
    auto body = draft(settings, settings.story_ids);
    body[parameter] = value;
    calls.push_back(improper(create_call(body)));
  };
  add("story_ids", Json::array({settings.story_ids.front(), 2'000'000'002}));
  add("story_ids", Json::array({2'000'000'002}));
  add("team_id", 2'000'000'003);
  for (const auto& url : bad_urls()) add("destination_tenant_url", url);
  using Key = Credentials::Kind;
  for (const auto& credentials :
       {Credentials{Key::none, ""}, Credentials{Key::bearer, "nobodys"},
        Credentials{Key::user_token, "nobodys"}, Credentials{Key::raw_authorization, "Bearer "}}) {
    calls.push_back(improper(with(create_call(draft(settings)), credentials)));
  }
  for (const auto& name : required_parameters()) {
    calls.push_back(without(settings, name));
    for (const auto& value : wrong_types(name)) add(name, value);
  }
  return calls;
}

std::vector<Call> bad_requests(const Settings& settings) {
  std::vector<Call> calls;
  for (const auto& name : required_parameters()) {
    calls.push_back(without(settings, name));
    for (const auto& value : anything_for(name)) {
      auto body = draft(settings);
      body[name] = value;
      calls.push_back(create_call(body));
    }
  }
  add_bad_bodies(calls, create_call(draft(settings)));
  add_odd_encodings(calls, create_call(draft(settings)));
  add_bad_ids(calls);
  add_bad_pages(calls);
  add_unserved_methods(calls);
  for (auto& call : calls) call.proper = false;
  return calls;
}

std::vector<Call> bad_updates(const PathId& id) {
  std::vector<Call> calls;
  for (const auto* name : {"story_ids", "manual_sync_only", "destination_tenant_api_key"}) {
    for (const auto& value : anything_for(name)) calls.push_back(update_call(id, {{name, value}}));
  }
  add_bad_bodies(calls, update_call(id, Json::object()));
  for (auto& call : calls) call.proper = false;
  return calls;
}

}  // namespace tines_mock::contract

#include "contract_tests/target/settings.hpp"

#include "contract_tests/target/key.hpp"
#include "contract_tests/target/url.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace tines_mock::contract {

namespace {

struct Variable {
  std::string name;
  std::string holds;  ///< for people
};

const std::vector<Variable> required{
    {"TINES_TENANT_URL", "the base URL of the tenant"},
    {"TINES_API_KEY", "a key for its administration (or TINES_API_KEY_FILE)"},
    {"TINES_TEAM_ID", "a team of the tenant"},
    {"TINES_STORY_IDS", "stories of that team, comma-separated"},
    {"TINES_DESTINATION_TENANT_URL", "the base URL of the tenant that stories are synced to"},
    {"TINES_DESTINATION_API_KEY", "a key of the destination (or TINES_DESTINATION_API_KEY_FILE)"},
    {"TINES_DESTINATION_TEAM_ID", "a team of the destination"}};

std::string file_of(const std::string& key) {
  return key + "_FILE";
}

/// Reads settings and collects what is wrong with them.
class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  bool finds_any() const {
    return std::ranges::any_of(required, [&](const Variable& variable) {
      return environment_(variable.name) || environment_(file_of(variable.name));
    });
  }

  void expect_all() {
    for (const auto& [name, holds] : required) {
      for (const auto& one : {name, file_of(name)}) {
        const auto value = environment_(one);
        if (value && is_blank(*value)) problem(one + " is empty: give it a value, or unset it");
      }
      if (!environment_(name) && !environment_(file_of(name))) {
        problem(name + " is missing: " + holds);
      }
    }
  }

  std::string base_url(const std::string& name) {
    const auto text = value_of(name);
    if (!text) return {};
    const auto url = parse_base_url(*text);
    if (!url) {
      problem(name + " must be an absolute http(s) URL, as https://your-tenant.tines.com");
      return {};
    }
    if (const auto api = (url->path + "/").find("/api/v1/"); api != std::string::npos) {
      problem(name + " must be the tenant's base URL, without '/api/v1' and what follows it: '" +
              BaseUrl{url->scheme, url->host, url->path.substr(0, api)}.text() + "'");
    }
    return url->text();
  }

  std::string key(const std::string& name) {
    const auto value = environment_(name);
    const auto file = environment_(file_of(name));
    if (value && file) problem(name + " and " + file_of(name) + " exclude each other");
    if ((value && file) || is_blank(value.value_or(file.value_or("")))) return {};
    try {
      return file ? key_in_file(*file, file_of(name)) : key_in(*value, name);
    } catch (const SettingsError& error) {
      problem(error.what());
      return {};
    }
  }

  std::int64_t id(const std::string& name) {
    const auto text = value_of(name);
    return text ? id_in(name, *text, "an id") : 0;
  }

  std::vector<std::int64_t> ids(const std::string& name) {
    std::vector<std::int64_t> values;
    const auto text = value_of(name);
    for (std::size_t from = 0; text && from <= text->size();) {
      const auto comma = std::min(text->find(',', from), text->size());
      const auto id = id_in(name, std::string(trimmed(text->substr(from, comma - from))),
                            "ids with commas between them");
      if (std::ranges::find(values, id) != values.end()) {
        problem(name + " has " + std::to_string(id) + " twice");
      }
      values.push_back(id);
      from = comma + 1;
    }
    return values;
  }

  void problem(const std::string& line) { problems_.push_back(line); }

  void throw_if_any() const {
    if (problems_.empty()) return;
    std::string text = "the settings of the tenant under test cannot be right:";
    for (const auto& line : problems_) text += "\n  " + line;
    throw SettingsError(text);
  }

 private:
  /// Empty when it is missing or empty, which `expect_all` tells.
  std::optional<std::string> value_of(const std::string& name) const {
    const auto value = environment_(name);
    if (!value || is_blank(*value)) return std::nullopt;
    return std::string(trimmed(*value));
  }

  /// The text is in no message: a key may have been put there by mistake.
  std::int64_t id_in(const std::string& name, const std::string& text, const std::string& what) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end || value <= 0) {
      problem(name + " must hold " + what + ", and an id is an integer above 0");
    }
    return value;
  }

  const Environment& environment_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> nearly(const std::string& key) {
  auto capitals = key;
  std::ranges::transform(capitals, capitals.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  std::vector<std::string> keys{key + "-", key.substr(0, key.size() - 1)};
  if (capitals != key) keys.push_back(capitals);
  return keys;
}

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<Settings> settings_from(const Environment& environment) {
  Reader read(environment);
  if (!read.finds_any()) return std::nullopt;
  read.expect_all();
  Settings settings;
  settings.tenant_url = read.base_url("TINES_TENANT_URL");
  const auto url = parse_base_url(settings.tenant_url);
  if (url && !may_carry_keys(*url)) {
    read.problem("TINES_TENANT_URL must be https: keys go over plain http to loopback only");
  }
  settings.api_key = read.key("TINES_API_KEY");
  settings.team_id = read.id("TINES_TEAM_ID");
  settings.story_ids = read.ids("TINES_STORY_IDS");
  settings.destination_url = read.base_url("TINES_DESTINATION_TENANT_URL");
  settings.destination_api_key = read.key("TINES_DESTINATION_API_KEY");
  settings.destination_team_id = read.id("TINES_DESTINATION_TEAM_ID");
  if (url && settings.destination_url == settings.tenant_url && settings.team_id > 0 &&
      settings.destination_team_id == settings.team_id) {
    read.problem(
        "TINES_DESTINATION_TENANT_URL and TINES_DESTINATION_TEAM_ID name the team of the stories "
        "itself: set another tenant or another team");
  }
  read.throw_if_any();
  return settings;
}

}  // namespace tines_mock::contract

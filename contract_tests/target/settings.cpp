#include "contract_tests/target/settings.hpp"

#include "contract_tests/target/url.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tines_mock::contract {

namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string required(const Environment& environment, const std::string& name) {
  const auto value = trimmed(environment(name).value_or(""));
  if (value.empty())
    throw SettingsError("the setting " + name + " is missing from the environment");
  return value;
}

std::string secret(const Environment& environment, const std::string& name) {
  const auto file_name = environment(name + "_FILE");
  if (environment(name) || !file_name) return required(environment, name);
  std::ifstream file(*file_name);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  if (trimmed(content).empty()) {
    throw SettingsError(name + "_FILE names '" + *file_name + "', which holds no key");
  }
  return trimmed(content);
}

std::int64_t integer(const std::string& name, const std::string& text) {
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end) {
    throw SettingsError(name + " must be an integer, not '" + text + "'");
  }
  return value;
}

std::vector<std::int64_t> integers(const std::string& name, const std::string& text) {
  std::vector<std::int64_t> values;
  for (std::size_t from = 0; from <= text.size();) {
    const auto comma = std::min(text.find(',', from), text.size());
    values.push_back(integer(name, trimmed(text.substr(from, comma - from))));
    from = comma + 1;
  }
  return values;
}

std::string base_url(const Environment& environment, const std::string& name) {
  const auto text = required(environment, name);
  const auto url = parse_url(text);
  if (!url) throw SettingsError(name + " must be an absolute http(s) URL, not '" + text + "'");
  return url->text();
}

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
  if (trimmed(environment("TINES_TENANT_URL").value_or("")).empty()) return std::nullopt;
  Settings settings;
  settings.tenant_url = base_url(environment, "TINES_TENANT_URL");
  if (!may_carry_keys(*parse_url(settings.tenant_url))) {
    throw SettingsError("TINES_TENANT_URL must be https: keys go over plain http to loopback only");
  }
  settings.api_key = secret(environment, "TINES_API_KEY");
  settings.team_id = integer("TINES_TEAM_ID", required(environment, "TINES_TEAM_ID"));
  settings.story_ids = integers("TINES_STORY_IDS", required(environment, "TINES_STORY_IDS"));
  settings.destination_url = base_url(environment, "TINES_DESTINATION_TENANT_URL");
  settings.destination_api_key = secret(environment, "TINES_DESTINATION_API_KEY");
  settings.destination_team_id =
      integer("TINES_DESTINATION_TEAM_ID", required(environment, "TINES_DESTINATION_TEAM_ID"));
  return settings;
}

}  // namespace tines_mock::contract

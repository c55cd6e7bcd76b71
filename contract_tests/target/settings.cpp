#include "contract_tests/target/settings.hpp"

#include "contract_tests/target/key.hpp"
#include "contract_tests/target/url.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace tines_mock::contract {

namespace {

constexpr std::array variables{"TINES_TENANT_URL",          "TINES_API_KEY",
                               "TINES_API_KEY_FILE",        "TINES_TEAM_ID",
                               "TINES_STORY_IDS",           "TINES_DESTINATION_TENANT_URL",
                               "TINES_DESTINATION_API_KEY", "TINES_DESTINATION_API_KEY_FILE",
                               "TINES_DESTINATION_TEAM_ID"};

/// Empty is not absent: whoever sets a variable to nothing meant to give a value.
void refuse_empty_ones(const Environment& environment) {
  for (const std::string name : variables) {
    const auto value = environment(name);
    if (value && is_blank(*value)) {
      throw SettingsError("the setting " + name + " is empty; give it a value, or unset it");
    }
  }
}

std::string required(const Environment& environment, const std::string& name) {
  const auto value = environment(name);
  if (!value) throw SettingsError("the setting " + name + " is missing from the environment");
  return std::string(trimmed(*value));
}

std::string secret(const Environment& environment, const std::string& name) {
  const auto key = environment(name);
  const auto file = environment(name + "_FILE");
  if (key && file) {
    throw SettingsError("the settings " + name + " and " + name + "_FILE exclude each other");
  }
  return file ? key_in_file(*file, name + "_FILE") : key_in(required(environment, name), name);
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
    values.push_back(integer(name, std::string(trimmed(text.substr(from, comma - from)))));
    from = comma + 1;
  }
  return values;
}

std::string base_url(const Environment& environment, const std::string& name) {
  const auto text = required(environment, name);
  const auto url = parse_base_url(text);
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
  refuse_empty_ones(environment);
  if (!environment("TINES_TENANT_URL")) return std::nullopt;
  Settings settings;
  settings.tenant_url = base_url(environment, "TINES_TENANT_URL");
  if (!may_carry_keys(*parse_base_url(settings.tenant_url))) {
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

#include "contract_tests/target/settings.hpp"

#include "contract_tests/target/url.hpp"
#include "files/file.hpp"
#include "http/headers.hpp"
#include "support/result.hpp"
#include "support/text.hpp"

#include <tines_mock/file_error.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace tines_mock::contract {

namespace {

constexpr std::size_t key_file_bytes = 64 * 1024;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Variable {
  std::string name;
  std::string meaning;  ///< as an error says it
};

const std::vector<Variable> required_variables{
    {"TINES_TENANT_URL", "the base URL of the tenant"},
    {"TINES_API_KEY", "a key for its administration (or TINES_API_KEY_FILE)"},
    {"TINES_TEAM_ID", "a team of the tenant"},
    {"TINES_STORY_IDS", "stories of that team, comma-separated"},
    {"TINES_DESTINATION_TENANT_URL", "the base URL of the tenant that stories are synced to"},
    {"TINES_DESTINATION_API_KEY", "a key of the destination (or TINES_DESTINATION_API_KEY_FILE)"},
    {"TINES_DESTINATION_TEAM_ID", "a team of the destination"}};

std::string file_variable(const std::string& key_variable) {
  return key_variable + "_FILE";
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::string hexadecimal(char c) {
  static constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {digits[byte >> 4], digits[byte & 15]};
}

bool begins_with_bearer(std::string_view key) {
  const std::string_view scheme = "bearer ";
  return key.size() > scheme.size() && same_name(key.substr(0, scheme.size()), scheme);
}

/// A key, or what is wrong with the text as the end of a sentence.
using KeyOrProblem = Result<std::string, std::string>;

/// The key in a text, without the byte order mark, blanks and line ends that an editor puts around
/// it. A key is one line without control characters: no header could carry anything else.
KeyOrProblem parse_key(std::string_view text) {
  using namespace std::string_literals;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const auto key = std::string(trimmed(text));
  if (key.empty()) return Failure{"holds no key"s};
  if (key.find_first_of("\r\n") != std::string::npos) {
    return Failure{"holds several lines; expected a key, which is one"s};
  }
  const auto control = std::ranges::find_if(key, is_control);
  if (control != key.end()) {
    return Failure{"holds the control character 0x" + hexadecimal(*control) +
                   "; expected a key as text"};
  }
  if (key.starts_with("<<")) {
    return Failure{"holds a placeholder of the documents; expected a key in its place"s};
  }
  if (begins_with_bearer(key)) return Failure{"begins with 'Bearer'; expected the key alone"s};
  return key;
}

KeyOrProblem read_key(const std::string& variable, const std::string& text) {
  auto key = parse_key(text);
  if (!key) return Failure{variable + " " + key.error()};
  return key;
}

KeyOrProblem read_key_file(const std::string& variable, const std::string& file) {
  try {
    auto key = parse_key(files::read(file, key_file_bytes));
    if (!key) return Failure{variable + ": " + file + " " + key.error()};
    return key;
  } catch (const FileError& error) {
    return Failure{variable + ": " + error.what()};
  }
}

/// Reads one setting after the other, and collects every problem. A setting with a problem reads as
/// empty or 0. No problem quotes an id that cannot be read: it may be a key in the wrong variable.
class SettingsReader {
 public:
  explicit SettingsReader(const Environment& environment) : environment_(environment) {}

  bool has_any() const {
    return std::ranges::any_of(required_variables, [&](const Variable& variable) {
      return environment_(variable.name) || environment_(file_variable(variable.name));
    });
  }

  void require_all() {
    for (const auto& [name, meaning] : required_variables) {
      for (const auto& one : {name, file_variable(name)}) {
        const auto value = environment_(one);
        if (value && is_blank(*value)) add_problem(one + " is empty: give it a value, or unset it");
      }
      if (!environment_(name) && !environment_(file_variable(name))) {
        add_problem(name + " is missing: " + meaning);
      }
    }
  }

  std::string base_url(const std::string& name) {
    const auto text = value_of(name);
    if (!text) return {};
    const auto url = parse_base_url(*text);
    if (!url) {
      add_problem(name + " must be an absolute http(s) URL, as https://your-tenant.tines.com");
      return {};
    }
    if (const auto api = (url->path + "/").find("/api/v1/"); api != std::string::npos) {
      add_problem(name +
                  " must be the tenant's base URL, without '/api/v1' and what follows it: '" +
                  BaseUrl{url->scheme, url->host, url->path.substr(0, api)}.text() + "'");
    }
    return url->text();
  }

  std::string key(const std::string& name) {
    const auto value = environment_(name);
    const auto file = environment_(file_variable(name));
    if (value && file) add_problem(name + " and " + file_variable(name) + " exclude each other");
    if ((value && file) || is_blank(value.value_or(file.value_or("")))) return {};
    auto read = file ? read_key_file(file_variable(name), *file) : read_key(name, *value);
    if (read) return std::move(*read);
    add_problem(read.error());
    return {};
  }

  std::int64_t id(const std::string& name) {
    const auto text = value_of(name);
    return text ? parse_id(name, *text, "an id") : 0;
  }

  std::vector<std::int64_t> ids(const std::string& name) {
    std::vector<std::int64_t> values;
    const auto text = value_of(name);
    for (std::size_t from = 0; text && from <= text->size();) {
      const auto comma = std::min(text->find(',', from), text->size());
      const auto id =
          parse_id(name, trimmed(text->substr(from, comma - from)), "ids with commas between them");
      if (std::ranges::find(values, id) != values.end()) {
        add_problem(name + " has " + std::to_string(id) + " twice");
      }
      values.push_back(id);
      from = comma + 1;
    }
    return values;
  }

  void add_problem(const std::string& line) { problems_.push_back(line); }

  void throw_problems() const {
    if (problems_.empty()) return;
    std::string text = "the settings of the tenant under test are wrong:";
    for (const auto& line : problems_) text += "\n  " + line;
    throw SettingsError(text);
  }

 private:
  /// Empty when it is missing or blank, for which `require_all` adds the problem.
  std::optional<std::string> value_of(const std::string& name) const {
    const auto value = environment_(name);
    if (!value || is_blank(*value)) return std::nullopt;
    return std::string(trimmed(*value));
  }

  std::int64_t parse_id(const std::string& name, std::string_view text, const std::string& wanted) {
    std::int64_t value = 0;
    const auto end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end || value <= 0) {
      add_problem(name + " must hold " + wanted + ", and an id is an integer above 0");
    }
    return value;
  }

  const Environment& environment_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> similar_keys(const std::string& key) {
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

std::optional<Settings> read_settings(const Environment& environment) {
  SettingsReader reader(environment);
  if (!reader.has_any()) return std::nullopt;
  reader.require_all();
  Settings settings;
  settings.tenant_url = reader.base_url("TINES_TENANT_URL");
  const auto url = parse_base_url(settings.tenant_url);
  if (url && !may_carry_keys(*url)) {
    reader.add_problem("TINES_TENANT_URL must be https: keys go over plain http to loopback only");
  }
  settings.api_key = reader.key("TINES_API_KEY");
  settings.team_id = reader.id("TINES_TEAM_ID");
  settings.story_ids = reader.ids("TINES_STORY_IDS");
  settings.destination_url = reader.base_url("TINES_DESTINATION_TENANT_URL");
  settings.destination_api_key = reader.key("TINES_DESTINATION_API_KEY");
  settings.destination_team_id = reader.id("TINES_DESTINATION_TEAM_ID");
  if (url && settings.destination_url == settings.tenant_url && settings.team_id > 0 &&
      settings.destination_team_id == settings.team_id) {
    reader.add_problem(
        "TINES_DESTINATION_TENANT_URL and TINES_DESTINATION_TEAM_ID name the team of the stories "
        "itself: set another tenant or another team");
  }
  reader.throw_problems();
  return settings;
}

}  // namespace tines_mock::contract

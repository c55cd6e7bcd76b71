#include "api/story_query.hpp"

#include "api/body.hpp"
#include "api/responses.hpp"
#include "json/reader.hpp"
#include "support/text.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

namespace tines_mock::api {
namespace {

using Stories = std::vector<const Story*>;

const std::string& name(const Story& story) {
  return story.name;
}

Time edited(const Story& story) {
  return story.edited_at;
}

// The number of agents in the story's content.
std::size_t actions(const Story& story) {
  const auto content = parse_known_json(story.content);
  const auto agents = content.find("agents");
  return agents != content.end() && agents->is_array() ? agents->size() : 0;
}

// A stable sort: stories with equal keys stay in the order of their ids. `key` is called once a
// story.
template <auto key, class Compare>
void sort_by(Stories& stories) {
  std::vector<std::pair<std::decay_t<decltype(key(*stories.front()))>, const Story*>> keyed;
  for (const Story* story : stories) keyed.emplace_back(key(*story), story);
  const auto first = [](const auto& pair) -> const auto& {
    return pair.first;
  };
  std::ranges::stable_sort(keyed, Compare{}, first);
  std::ranges::transform(keyed, stories.begin(), [](const auto& pair) { return pair.second; });
}

using Ascending = std::ranges::less;
using Descending = std::ranges::greater;

const Names<StoryQuery::Order> orders = {
    {"NAME", sort_by<name, Ascending>},
    {"NAME_DESC", sort_by<name, Descending>},
    {"RECENTLY_EDITED", sort_by<edited, Descending>},
    {"LEAST_RECENTLY_EDITED", sort_by<edited, Ascending>},
    {"ACTION_COUNT_ASC", sort_by<actions, Ascending>},
    {"ACTION_COUNT_DESC", sort_by<actions, Descending>},
};

bool always(const Story&) {
  return true;
}

bool never(const Story&) {
  return false;
}

// In the mock every story is published, and no story is a favourite or has an API.
const Names<StoryQuery::Condition> filters = {
    {"SEND_TO_STORY_ENABLED", [](const Story& story) { return story.send_to_story_enabled; }},
    {"HIGH_PRIORITY", [](const Story& story) { return story.priority; }},
    {"API_ENABLED", never},
    {"PUBLISHED", always},
    {"FAVORITE", never},
    {"CHANGE_CONTROL_ENABLED", [](const Story& story) { return story.change_control_enabled; }},
    {"DISABLED", [](const Story& story) { return story.disabled; }},
    {"LOCKED", [](const Story& story) { return story.locked; }},
};

void read_id(const Context& context, std::string_view parameter, std::optional<std::int64_t>& to,
             std::vector<ErrorItem>& errors) {
  const auto text = context.target.parameter(parameter);
  if (!text) return;
  to = parse_id(*text);
  if (*to == 0)
    errors.push_back({std::string(parameter) + " is not valid",
                      "expected an integer of 1 or more, found another text"});
}

template <class E>
void read_choice(const Context& context, std::string_view parameter, const Names<E>& names, E& to,
                 std::vector<ErrorItem>& errors) {
  const auto given = context.target.parameter(parameter);
  if (!given) return;
  Problems problems;
  const Json text = *given;
  to = ValueReader(text, "", problems, Texts::hidden).choice(names).value_or(to);
  for (const auto& problem : problems)
    errors.push_back({std::string(parameter) + " is not valid",
                      "expected " + problem.expected + ", found " + problem.found});
}

// The parameter holds names separated by commas, and may occur more than once.
std::vector<std::string> read_tags(const Context& context) {
  std::vector<std::string> tags;
  for (const auto& [parameter, value] : context.target.query) {
    if (parameter != "tags") continue;
    for_each_part(value, ',', [&](std::string_view part) {
      if (const auto tag = trimmed(part); !tag.empty()) tags.emplace_back(tag);
    });
  }
  return tags;
}

}  // namespace

bool StoryQuery::fits(const Story& story) const {
  if (team_id && story.team_id.value != *team_id) return false;
  if (folder_id && (!story.folder_id || story.folder_id->value != *folder_id)) return false;
  if (!tags.empty() && std::ranges::find_first_of(story.tags, tags) == story.tags.end())
    return false;
  if (filter && !filter(story)) return false;
  return search.empty() || lower_case(story.name).find(search) != std::string::npos;
}

Result<StoryQuery, Response> read_story_query(const Context& context) {
  StoryQuery query;
  std::vector<ErrorItem> errors;
  read_id(context, "team_id", query.team_id, errors);
  read_id(context, "folder_id", query.folder_id, errors);
  query.search = lower_case(context.target.parameter("search").value_or(""));
  query.tags = read_tags(context);
  read_choice(context, "filter", filters, query.filter, errors);
  read_choice(context, "order", orders, query.order, errors);
  if (errors.empty()) return query;
  return Failure{error_response(context.behaviour.assumptions.error_shape,
                                context.behaviour.assumptions.status.invalid_parameter, errors)};
}

}  // namespace tines_mock::api

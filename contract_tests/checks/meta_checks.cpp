#include "contract_tests/checks/meta_checks.hpp"

#include "contract_tests/checks/reading.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>
#include <charconv>

namespace tines_mock::contract {

namespace {

constexpr std::int64_t largest_page = 500;

std::optional<std::int64_t> positive(const std::string& text) {
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && rest == end && value > 0 ? std::optional(value) : std::nullopt;
}

/// `meta` of an answer, when its members have their types.
struct Meta {
  Asked asked;
  std::int64_t per_page, pages, count;
  Json next, previous, current, next_number;
  std::size_t elements;
  std::string text;
  /// Other requests in flight may create or delete between the count and the list.
  bool in_company;
};

std::optional<std::int64_t> integer(const Json& meta, const std::string& name) {
  const auto value = member(meta, name);
  return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

std::size_t count_in(const Answer& list) {
  const auto* array = array_in(list);
  return array == nullptr ? 0 : array->size();
}

bool is_list(const Answer& answer) {
  const auto name = collection_of(answer);
  return answer.call.method == "GET" && answer.ok() &&
         (name == "sync_destinations" || name == "stories" || name == "teams");
}

std::optional<Meta> meta_of(const Answer& list) {
  if (!is_list(list) || !list.json) return std::nullopt;
  const auto asked = asked_for(list);
  const auto meta = member(*list.json, "meta");
  const auto per_page = integer(meta, "per_page");
  const auto pages = integer(meta, "pages");
  const auto count = integer(meta, "count");
  if (!asked || !per_page || !pages || !count || *per_page < 1) return std::nullopt;
  return Meta{*asked,
              *per_page,
              *pages,
              *count,
              member(meta, "next_page"),
              member(meta, "previous_page"),
              member(meta, "current_page"),
              member(meta, "next_page_number"),
              count_in(list),
              seen(meta),
              list.call.in_company};
}

/// How a page past the end is answered is an assumption of its own.
bool past_the_end(const Meta& meta) {
  return meta.asked.page > std::max<std::int64_t>(meta.pages, 1);
}

bool leads_to(const Json& link, const Meta& meta, std::int64_t page) {
  const auto target = link_target(link);
  return target && target->page == page && target->per_page == meta.per_page;
}

Finding finding(std::string expected, const Meta& meta) {
  return {std::move(expected), "meta " + meta.text};
}

std::string link_text(const Meta& meta, std::int64_t page) {
  return "an absolute URL with per_page=" + std::to_string(meta.per_page) +
         " and page=" + std::to_string(page);
}

}  // namespace

std::optional<Asked> asked_for(const Answer& list) {
  const auto& target = list.call.target;
  const auto question = target.find('?');
  auto parameters =
      query_parameters(question == std::string::npos ? "" : target.substr(question + 1));
  Asked asked;
  for (auto [name, value] :
       {std::pair{"page", &asked.page}, std::pair{"per_page", &asked.per_page}}) {
    if (!parameters.contains(name)) continue;
    const auto number = positive(parameters[name]);
    if (!number) return std::nullopt;
    *value = *number;
  }
  return asked;
}

std::optional<Asked> link_target(const Json& link) {
  if (!link.is_string()) return std::nullopt;
  const auto url = parse_link(link.get<std::string>());
  if (!url) return std::nullopt;
  auto parameters = query_parameters(url->query);
  const auto page = positive(parameters["page"]);
  const auto per_page = positive(parameters["per_page"]);
  if (!page || !per_page) return std::nullopt;
  return Asked{*page, *per_page};
}

CheckResult meta_has_its_members(const Answer& list) {
  if (!is_list(list) || !list.call.proper) return holds;
  const auto meta = list.json ? member(*list.json, "meta") : Json();
  for (const auto* name : {"per_page", "pages", "count"}) {
    if (!integer(meta, name)) return Finding{"an integer meta." + std::string(name), seen(meta)};
  }
  for (const auto* name : {"current_page", "previous_page", "next_page", "next_page_number"}) {
    if (!meta.contains(name)) return Finding{"meta." + std::string(name), seen(meta)};
  }
  for (const auto* name : {"previous_page", "next_page"}) {
    if (!meta.at(name).is_null() && !meta.at(name).is_string()) {
      return Finding{"a URL or null in meta." + std::string(name), seen(meta)};
    }
  }
  const auto& next = meta.at("next_page_number");
  if (next.is_null() || next.is_number_integer()) return holds;
  return Finding{"an integer or null in meta.next_page_number", seen(meta)};
}

CheckResult meta_tells_the_page(const Answer& list) {
  const auto meta = meta_of(list);
  if (!meta || !list.call.proper) return holds;
  const bool cut = meta->asked.per_page > largest_page && meta->per_page <= largest_page;
  if (!cut && meta->per_page != meta->asked.per_page) {
    return finding("meta.per_page " + std::to_string(meta->asked.per_page), *meta);
  }
  if (past_the_end(*meta)) return holds;
  if (leads_to(meta->current, *meta, meta->asked.page)) return holds;
  return finding("current_page as " + link_text(*meta, meta->asked.page), *meta);
}

CheckResult meta_counts_pages(const Answer& list) {
  const auto meta = meta_of(list);
  if (!meta || meta->in_company) return holds;
  const auto pages = (meta->count + meta->per_page - 1) / meta->per_page;
  if (meta->pages == pages || (meta->count == 0 && meta->pages == 1)) return holds;
  return finding("meta.pages " + std::to_string(pages) + " (count / per_page, rounded up)", *meta);
}

CheckResult meta_counts_elements(const Answer& list) {
  const auto meta = meta_of(list);
  if (!meta || meta->in_company || past_the_end(*meta)) return holds;
  const auto before = (meta->asked.page - 1) * meta->per_page;
  const auto expected = std::clamp<std::int64_t>(meta->count - before, 0, meta->per_page);
  if (static_cast<std::int64_t>(meta->elements) == expected) return holds;
  return Finding{std::to_string(expected) + " elements on this page, as meta counts",
                 std::to_string(meta->elements) + " elements with meta " + meta->text};
}

CheckResult meta_points_forward(const Answer& list) {
  const auto meta = meta_of(list);
  if (!meta || meta->in_company || past_the_end(*meta)) return holds;
  const auto next = meta->asked.page + 1;
  if (meta->asked.page >= meta->pages) {
    if (meta->next.is_null() && meta->next_number.is_null()) return holds;
    return finding("null as next_page and next_page_number of the last page", *meta);
  }
  if (leads_to(meta->next, *meta, next) && meta->next_number == Json(next)) return holds;
  return finding("next_page as " + link_text(*meta, next) + ", and its number", *meta);
}

CheckResult meta_points_back(const Answer& list) {
  const auto meta = meta_of(list);
  if (!meta || past_the_end(*meta)) return holds;
  if (meta->asked.page == 1) {
    return meta->previous.is_null()
               ? holds
               : CheckResult(finding("null as previous_page of page 1", *meta));
  }
  if (leads_to(meta->previous, *meta, meta->asked.page - 1)) return holds;
  return finding("previous_page as " + link_text(*meta, meta->asked.page - 1), *meta);
}

CheckResult page_keeps_to_per_page(const Answer& list) {
  const auto asked = asked_for(list);
  if (!is_list(list) || !asked) return holds;
  const auto most = std::min(asked->per_page, largest_page);
  const auto elements = static_cast<std::int64_t>(count_in(list));
  if (elements <= most) return holds;
  return Finding{"at most " + std::to_string(most) + " elements on a page",
                 std::to_string(elements) + " elements"};
}

CheckResult meta_adds_up(const Answer& list) {
  for (const auto check :
       {meta_has_its_members, meta_tells_the_page, meta_counts_pages, meta_counts_elements,
        meta_points_forward, meta_points_back, page_keeps_to_per_page}) {
    if (auto finding = check(list)) return finding;
  }
  return holds;
}

}  // namespace tines_mock::contract

#include "api/pagination.hpp"

#include "api/body.hpp"
#include "support/limits.hpp"
#include "support/url.hpp"

namespace tines_mock::api {
namespace {

constexpr std::int64_t largest_page = std::int64_t{1} << 52;

// Without the parameter `to` keeps its value.
void read_positive(const Context& context, std::string_view name, std::int64_t& to,
                   std::vector<ErrorItem>& errors) {
  const auto text = context.target.parameter(name);
  if (!text) return;
  const auto number = parse_id(*text);
  if (number >= 1 && number <= largest_page)
    to = number;
  else
    errors.push_back(
        {std::string(name) + " is not valid", "expected a positive integer, found another text"});
}

std::int64_t pages_of(std::int64_t count, std::int64_t per_page) {
  return (count + per_page - 1) / per_page;
}

// A link keeps the other parameters of the query, before per_page and page
// (contract_tests/tines-api.md#meta-links-order).
std::string link(const Context& context, const Page& page, std::int64_t number) {
  std::string query;
  for (const auto& [name, value] : context.target.query)
    if (name != "per_page" && name != "page")
      query += percent_encode(name) + '=' + percent_encode(value) + '&';
  return context.tenant.link_base + context.path + '?' + query +
         "per_page=" + std::to_string(page.per_page) + "&page=" + std::to_string(number);
}

bool is_past_end(const Page& page, std::int64_t count) {
  return page.number > 1 && page.number > pages_of(count, page.per_page);
}

Json meta_json(const Context& context, const Page& page, std::int64_t count) {
  const auto pages = pages_of(count, page.per_page);
  const bool has_next = page.number < pages;
  Json meta = {{"current_page", link(context, page, page.number)},
               {"previous_page", nullptr},
               {"next_page", nullptr},
               {"next_page_number", nullptr},
               {"per_page", page.per_page},
               {"pages", pages},
               {"count", count}};
  if (page.number > 1) meta["previous_page"] = link(context, page, page.number - 1);
  if (has_next) {
    meta["next_page"] = link(context, page, page.number + 1);
    meta["next_page_number"] = page.number + 1;
  }
  return meta;
}

}  // namespace

std::int64_t Page::offset() const {
  constexpr auto furthest = std::int64_t{1} << 62;
  return number - 1 > furthest / per_page ? furthest : (number - 1) * per_page;
}

Result<Page, Response> read_page(const Context& context) {
  Page page{1, limits::default_per_page};
  std::vector<ErrorItem> errors;
  read_positive(context, "per_page", page.per_page, errors);
  read_positive(context, "page", page.number, errors);
  if (page.per_page > limits::max_per_page) {
    if (context.behaviour.assumptions.per_page_over_maximum == PageOverflow::refuse)
      errors.push_back(
          {"per_page is out of range", "expected at most " + std::to_string(limits::max_per_page) +
                                           ", found " + std::to_string(page.per_page)});
    page.per_page = limits::max_per_page;
  }
  if (errors.empty()) return page;
  return Failure{error_response(context.behaviour.assumptions.error_shape,
                                context.behaviour.assumptions.status.invalid_page, errors)};
}

Response list_response(const Context& context, const char* key, const Page& page,
                       std::int64_t count, Json objects) {
  if (is_past_end(page, count) &&
      context.behaviour.assumptions.page_past_end == PagePastEnd::refuse)
    return reject(context, 404, "There is no such page",
                  "expected a page of the list, found page " + std::to_string(page.number));
  return json_response(200, {{key, std::move(objects)}, {"meta", meta_json(context, page, count)}});
}

}  // namespace tines_mock::api

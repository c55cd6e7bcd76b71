#pragma once

#include "api/context.hpp"
#include "api/responses.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

/// Lists in pages (contract_tests/tines-api.md#list-meta).
namespace tines_mock::api {

struct Page {
  std::int64_t number = 1;
  std::int64_t per_page = 20;

  std::int64_t offset() const;  ///< of its first element, at most 2^62
};

/// Reads `page` and `per_page` of the query. The error is the response to values that are not
/// valid.
Result<Page, Response> read_page(const Context& context);

/// The elements of one page, and how many elements the list has in all.
template <class Item>
struct Slice {
  std::vector<Item> items;
  std::int64_t count = 0;
};

/// Copies the page's elements out of `all`; `copy` makes an item of an element.
template <class Range, class Copy>
auto slice(const Range& all, const Page& page, Copy copy) {
  Slice<decltype(copy(*all.begin()))> part;
  part.count = static_cast<std::int64_t>(all.size());
  const auto offset = std::min(page.offset(), part.count);
  auto element = std::next(all.begin(), static_cast<std::ptrdiff_t>(offset));
  for (std::int64_t i = 0; i < page.per_page && element != all.end(); ++i, ++element)
    part.items.push_back(copy(*element));
  return part;
}

/// `{key: objects, "meta": {...}}`, or the response to a page past the end where the assumption
/// page_past_end refuses it.
Response list_response(const Context& context, const char* key, const Page& page,
                       std::int64_t count, Json objects);

/// The same; `object` makes the JSON of an item.
template <class Item, class Object>
Response list_response(const Context& context, const char* key, const Page& page,
                       const Slice<Item>& part, Object object) {
  Json objects = Json::array();
  for (const auto& item : part.items) objects.push_back(object(item));
  return list_response(context, key, page, part.count, std::move(objects));
}

}  // namespace tines_mock::api

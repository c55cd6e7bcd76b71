#pragma once

#include "api/json_response.hpp"
#include "api/pagination.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace tines_mock::api {

/// One page of something, and how much there is in all.
template <class Item>
struct Slice {
  std::vector<Item> items;
  std::int64_t count = 0;
};

/// Copies the page's part of `all`; `copy` makes an item of an element.
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

/// `{key: [...], "meta": {...}}`; `object` makes the JSON of an item.
template <class Item, class Object>
Response list_response(const Call& call, const char* key, const Page& page, const Slice<Item>& part,
                       Object object) {
  if (is_refused(call, page, part.count)) return refuse_page(call, page);
  Json objects = Json::array();
  for (const auto& item : part.items) objects.push_back(object(item));
  return json_response(200,
                       {{key, std::move(objects)}, {"meta", meta_json(call, page, part.count)}});
}

}  // namespace tines_mock::api

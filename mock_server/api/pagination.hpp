#pragma once

#include "api/call.hpp"
#include "json/reader.hpp"

#include <cstdint>

/// Pages of a list (tines-api.md, section 2).
namespace tines_mock::api {

struct Page {
  std::int64_t number = 1;
  std::int64_t per_page = 20;

  std::int64_t offset() const;  ///< of its first element, at most 2^62
};

/// From `page` and `per_page` of the query, or the refusal.
Result<Page, Response> read_page(const Call& call);

/// The object `meta` of a list of `count` elements in all.
Json meta_json(const Call& call, const Page& page, std::int64_t count);

/// A page behind the last one may be refused (assumption page_past_end).
bool is_refused(const Call& call, const Page& page, std::int64_t count);
Response refuse_page(const Call& call, const Page& page);

}  // namespace tines_mock::api

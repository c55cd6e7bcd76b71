#include "exchange/faulty_response.hpp"

#include <algorithm>

namespace tines_mock::exchange {
namespace {

std::string common_beginning(const std::string& a, const std::string& b) {
  return {a.begin(), std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first};
}

}  // namespace

FaultyResponse::FaultyResponse(const Response& response, const ResponseContext& context,
                               const faults::WireFault& fault, const redaction::Redactor& redactor)
    : redactor_(redactor),
      response_(serialise(response, context)),
      rehearsed_(faults::rehearse(fault, response_)),
      own_(redactor.response(response)) {
  if (!has_body(own_.status, context.method)) own_.body.clear();
}

// A secret that is cut is not recognised, but it is a mark in the whole body: there the two differ.
Response FaultyResponse::seen(std::uint64_t bytes) const {
  if (is_whole(bytes)) return own_;
  auto seen = parse_part(first(bytes));
  remove_lines_of_sending(seen);
  seen = redactor_.response(std::move(seen));
  seen.body = common_beginning(seen.body, own_.body);
  return seen;
}

}  // namespace tines_mock::exchange

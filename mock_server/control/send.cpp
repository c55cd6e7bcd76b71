#include "control/operations.hpp"
#include "control/reply.hpp"
#include "exchange/keyless_request.hpp"
#include "http/message.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

using exchange::KeylessRequest;

bool is_method(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

KeylessRequest read_wanted_request(const ValueReader& value) {
  KeylessRequest wanted;
  ObjectReader reader(value);
  reader.required_text("tenant", wanted.tenant);
  reader.required_text("method", wanted.method);
  reader.required_text("path", wanted.path);
  if (!is_method(wanted.method))
    reader.invalid("method", "a method in capital letters", '"' + wanted.method + '"');
  if (!wanted.path.empty() && !wanted.path.starts_with("/api/"))
    reader.invalid("path", "a path below /api/", '"' + wanted.path + '"');
  if (const auto body = reader.optional("body")) wanted.body = dump(body->json());
  reader.no_others();
  return wanted;
}

}  // namespace

Response send_request(const Context& context) {
  const auto wanted = read_body(context.request, read_wanted_request);
  if (!wanted) return wanted.error();
  if (!context.world->find_tenant(wanted->tenant))
    return error(422, "/tenant: there is no tenant \"" + wanted->tenant + '"');

  Request request = exchange::with_keys(*context.world, *wanted);
  request.headers.add("User-Agent", "tines-mock control API");
  if (const auto host = context.request.headers.find("Host"))
    request.headers.add("Host", std::string(*host));
  request.remote_address = context.request.remote_address;
  request.scheme = context.request.scheme;
  const Wait wait(context);
  const auto response = context.send(request, wait.token());
  return reply(200, {{"status", response.status},
                     {"ending", name_of(response.ending)},
                     {"body", response.body},
                     {"cut_short", text_or_null(wait.why_cut_short())}});
}

}  // namespace tines_mock::control

#include "faults/matcher_json.hpp"

#include "faults/headers_json.hpp"
#include "faults/operations.hpp"

#include <algorithm>

namespace tines_mock::faults {
namespace {

template <class Id>
std::optional<Id> read_id(ObjectReader& from, std::string_view name) {
  const auto member = from.optional(name);
  const auto number = member ? member->integer(positive) : std::nullopt;
  return number ? std::optional(Id(*number)) : std::nullopt;
}

std::optional<std::string> read_text(ObjectReader& from, std::string_view name) {
  const auto member = from.optional(name);
  return member ? member->text() : std::nullopt;
}

void check_method(const ObjectReader& from, const std::string& method) {
  const bool capitals = !method.empty() && std::all_of(method.begin(), method.end(),
                                                       [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals) from.invalid("method", "an HTTP method in capitals", '"' + method + '"');
}

void check_path(const ObjectReader& from, const std::string& path) {
  if (!path.starts_with('/') || path.find('?') != std::string::npos)
    from.invalid("path", "a path that begins with / and has no query", '"' + path + '"');
}

// A name that no operation has would never fit, and nobody would notice.
void check_operation(const ObjectReader& from, const std::string& operation) {
  if (is_operation_or_family(operation)) return;
  std::string expected = "a family like story.*, or one of";
  for (const auto name : operations) expected.append(" ").append(name);
  from.invalid("operation", expected, '"' + operation + '"');
}

}  // namespace

Matcher read_matcher(const ValueReader& value) {
  Matcher matcher;
  ObjectReader reader(value);
  matcher.tenant = read_text(reader, "tenant");
  matcher.operation = read_text(reader, "operation");
  matcher.method = read_text(reader, "method");
  matcher.path = read_text(reader, "path");
  if (const auto headers = reader.optional("headers")) matcher.headers = read_headers(*headers);
  if (const auto body = reader.optional("body")) matcher.body_json = dump(body->json());
  matcher.story_id = read_id<StoryId>(reader, "story_id");
  matcher.sync_destination_id = read_id<SyncDestinationId>(reader, "sync_destination_id");
  if (const auto nth = reader.optional("nth")) matcher.nth = nth->integer(positive);
  reader.no_others();
  if (matcher.operation) check_operation(reader, *matcher.operation);
  if (matcher.method) check_method(reader, *matcher.method);
  if (matcher.path) check_path(reader, *matcher.path);
  return matcher;
}

Json write_matcher(const Matcher& matcher) {
  Json json = Json::object();
  const auto write = [&](const char* name, const auto& part) {
    if (part) json[name] = *part;
  };
  write("tenant", matcher.tenant);
  write("operation", matcher.operation);
  write("method", matcher.method);
  write("path", matcher.path);
  if (!matcher.headers.empty()) json["headers"] = write_headers(matcher.headers);
  if (matcher.body_json) {
    const auto body = parse_json(*matcher.body_json);
    json["body"] = body ? *body : Json(*matcher.body_json);
  }
  if (matcher.story_id) json["story_id"] = matcher.story_id->value;
  if (matcher.sync_destination_id) json["sync_destination_id"] = matcher.sync_destination_id->value;
  write("nth", matcher.nth);
  return json;
}

Problems problems_of(const Matcher& matcher, std::string_view pointer) {
  Problems problems;
  const Json json = write_matcher(matcher);
  read_matcher(ValueReader(json, std::string(pointer), problems));
  check_body_text(matcher, pointer, problems);
  return problems;
}

void check_body_text(const Matcher& matcher, std::string_view pointer, Problems& problems) {
  if (!matcher.body_json) return;
  if (const auto body = parse_json(*matcher.body_json); !body)
    problems.push_back(
        {Problem::Kind::invalid, child(pointer, "body"), "the text of a JSON value", body.error()});
}

}  // namespace tines_mock::faults

#include "control/operations.hpp"
#include "control/query.hpp"
#include "control/reply.hpp"
#include "faults/names.hpp"
#include "faults/rule_json.hpp"
#include "http/message.hpp"
#include "journal/report.hpp"
#include "support/iso8601.hpp"
#include "support/limits.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

Json request_json(const Request& request) {
  return {{"method", request.method},
          {"target", request.target},
          {"headers", headers_json(request.headers)},
          {"body", request.body},
          {"remote_address", request.remote_address},
          {"scheme", request.scheme}};
}

Json fired_faults_json(const std::vector<FiredFault>& fired) {
  Json list = Json::array();
  for (const auto& fault : fired)
    list.push_back({{"rule", fault.rule},
                    {"phase", faults::name_of(fault.phase)},
                    {"effect", fault.effect},
                    {"n", fault.n},
                    {"applied", fault.applied},
                    {"why_not", fault.why_not}});
  return list;
}

Json response_json(const Response& response) {
  return {{"status", response.status},
          {"headers", headers_json(response.headers)},
          {"body", response.body}};
}

Json id_json(const auto& id) {
  return id ? Json(id->value) : Json();
}

Json entry_json(const JournalEntry& entry) {
  return {
      {"number", entry.number},
      {"at", to_iso8601(entry.at)},
      {"answered_at", entry.answered_at ? Json(to_iso8601(*entry.answered_at)) : Json()},
      {"tenant", entry.tenant},
      {"operation", entry.operation},
      {"path", entry.path},
      {"story_id", id_json(entry.story_id)},
      {"sync_destination_id", id_json(entry.sync_destination_id)},
      {"request", request_json(entry.request)},
      {"status", entry.status},
      {"response_headers", headers_json(entry.response_headers)},
      {"response_body", entry.response_body},
      {"tenant_response", entry.tenant_response ? response_json(*entry.tenant_response) : Json()},
      {"faults", fired_faults_json(entry.faults)},
      {"reached", entry.reached ? Json(faults::name_of(*entry.reached)) : Json()},
      {"committed", entry.committed},
      {"bytes_sent", entry.bytes_sent},
      {"ending", name_of(entry.ending)},
      {"outdated", entry.outdated},
      {"error", entry.error}};
}

Json explanation_json(const Explanation& about) {
  const Json push = about.story_id
                        ? Json{{"sync_destination_id", id_json(about.sync_destination_id)},
                               {"story_id", id_json(about.story_id)}}
                        : Json();
  return {{"rule", about.rule},     {"phase", faults::name_of(about.phase)},
          {"effect", about.effect}, {"push", push},
          {"fits", about.fits},     {"n", about.n ? Json(*about.n) : Json()},
          {"acted", about.acted},   {"why", about.why}};
}

/// 0, which no request has, when the path has no number.
std::uint64_t request_number(const Context& context) {
  const auto number = parse_number(context.parameters["number"]);
  return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

Response no_such_request(const Context& context) {
  return error(404, "There is no request " + std::string(context.parameters["number"]) +
                        " in the journal, or it was evicted");
}

struct Listing {
  Matcher when;
  journal::EntryRange range;
};

/// `after`, `limit` and `newest` are the range, every other parameter is a part of the matcher.
Listing read_listing(const Target& target, Problems& problems) {
  Json when = query_json(target, problems);
  Json range = Json::object();
  for (const char* name : {"after", "limit", "newest"}) {
    const auto found = when.find(name);
    if (found == when.end()) continue;
    range[name] = std::move(*found);
    when.erase(found);
  }
  std::int64_t after = 0;
  std::int64_t limit = limits::default_listed_requests;
  ObjectReader reader(ValueReader(range, "?", problems));
  reader.read("after", after, not_negative);
  bool newest = false;
  reader.read("limit", limit, {1, limits::max_listed_requests});
  reader.read("newest", newest);
  return {faults::read_matcher(ValueReader(when, "?", problems)),
          {static_cast<std::uint64_t>(after), static_cast<std::size_t>(limit), newest}};
}

Json journal_json(const journal::Journal& journal) {
  return {{"recorded", journal.recorded()},
          {"kept", journal.size()},
          {"evicted", journal.evicted()},
          {"bytes", journal.bytes()}};
}

Matcher read_when(ObjectReader& reader) {
  const auto when = reader.optional("when");
  return when ? faults::read_matcher(*when) : Matcher();
}

Matcher read_only_when(const ValueReader& value) {
  ObjectReader reader(value);
  auto when = read_when(reader);
  reader.no_others();
  return when;
}

/// What a client wants to have counted.
struct CountRequest {
  Matcher when;
  Count wanted;  ///< what it waits for
  Milliseconds within;
};

/// What a client wants to have verified.
struct VerificationRequest {
  Matcher when;
  Count count;
  std::optional<std::vector<Matcher>> in_order;
  Milliseconds within{0};
};

void read_count(ObjectReader& reader, Count& count) {
  if (const auto exact = reader.optional("exactly"))
    if (const auto number = exact->integer(not_negative)) count = exactly(*number);
  reader.read("at_least", count.min, not_negative);
  reader.read("at_most", count.max, not_negative);
  if (count.min > count.max)
    reader.invalid("at_most", std::to_string(count.min) + " or more, as at_least and exactly say",
                   std::to_string(count.max));
}

bool has_a_count(const Json& json) {
  return json.contains("exactly") || json.contains("at_least") || json.contains("at_most");
}

CountRequest read_count_request(const ValueReader& value) {
  ObjectReader reader(value);
  auto when = read_when(reader);
  CountRequest wanted{std::move(when), {}, read_within(reader)};
  if (!has_a_count(value.json())) wanted.wanted = at_least(1);
  read_count(reader, wanted.wanted);
  reader.no_others();
  return wanted;
}

VerificationRequest read_verification(const ValueReader& value) {
  VerificationRequest wanted;
  ObjectReader reader(value);
  const bool has_count = has_a_count(value.json());
  wanted.when = read_when(reader);
  read_count(reader, wanted.count);
  wanted.within = read_within(reader);
  reader.each("in_order", [&](const ValueReader& matcher) {
    if (!wanted.in_order) wanted.in_order.emplace();
    wanted.in_order->push_back(faults::read_matcher(matcher));
    if (wanted.in_order->back().nth)
      matcher.problem(Problem::Kind::invalid, "no nth: the order says which one", "nth");
  });
  reader.no_others();
  if (reader && has_count == wanted.in_order.has_value())
    value.problem(Problem::Kind::invalid, "exactly, at_least, at_most, or in_order with a matcher",
                  has_count ? "both" : "none");
  return wanted;
}

/// The error that the nth request is unknown, because it depends on those that were evicted.
std::optional<Response> find_nth_error(const journal::Journal& journal, const Matcher& when) {
  const auto evicted = journal.evicted();
  if (!when.nth || evicted == 0) return std::nullopt;
  return error(409, "?/nth: " + journal::cannot_tell(evicted));
}

}  // namespace

Response list_requests(const Context& context) {
  Problems problems;
  const auto listing = read_listing(context.target, problems);
  if (!problems.empty()) return error(422, problems);
  auto& journal = context.world->journal();
  if (auto unknown = find_nth_error(journal, listing.when)) return std::move(*unknown);
  Json entries = Json::array();
  for (const auto& entry : journal.entries(listing.when, listing.range))
    entries.push_back(entry_json(entry));
  return reply(200, {{"requests", std::move(entries)}, {"journal", journal_json(journal)}});
}

Response show_request(const Context& context) {
  const auto entry = context.world->journal().find(request_number(context));
  return entry ? reply(200, entry_json(*entry)) : no_such_request(context);
}

Response explain_request(const Context& context) {
  const auto number = request_number(context);
  const auto found = context.world->journal().explain(number, context.world->faults());
  if (!found) return no_such_request(context);
  Json rules = Json::array();
  for (const auto& each : *found) rules.push_back(explanation_json(each));
  return reply(200, {{"number", number}, {"rules", std::move(rules)}});
}

Response clear_requests(const Context& context) {
  context.world->journal().clear();
  return no_content();
}

Response count_requests(const Context& context) {
  const auto wanted = read_body(context.request, read_count_request);
  if (!wanted) return wanted.error();
  const auto& journal = context.world->journal();
  Count found;
  const auto cut_short = wait_until(context, wanted->within, [&] {
    found = journal.count(wanted->when);
    return (found.min >= wanted->wanted.min && found.max <= wanted->wanted.max) ||
           found.min > wanted->wanted.max;
  });
  const auto evicted = journal.evicted();
  const auto [min, max] = found;
  return reply(200, {{"count", min == max ? Json(min) : Json()},
                     {"at_least", min},
                     {"at_most", max},
                     {"report", min == max ? "" : journal::cannot_tell(evicted)},
                     {"cut_short", text_or_null(cut_short)}});
}

Response verify_requests(const Context& context) {
  const auto wanted = read_body(context.request, read_verification);
  if (!wanted) return wanted.error();
  const auto& journal = context.world->journal();
  Verification found;
  const auto cut_short = wait_until(context, wanted->within, [&] {
    found = wanted->in_order ? journal.check_in_order(*wanted->in_order)
                             : journal.check(wanted->when, wanted->count);
    return found.holds || journal.count(wanted->when).min > wanted->count.max;
  });
  journal::note_cut_short(found, cut_short);
  return reply(found);
}

Response list_near_misses(const Context& context) {
  const auto when = read_body(context.request, read_only_when);
  if (!when) return when.error();
  Json misses = Json::array();
  for (const auto& miss : context.world->journal().near_misses(*when)) {
    Json differences = Json::array();
    for (const auto& [part, expected, found] : miss.differences)
      differences.push_back({{"part", part}, {"expected", expected}, {"found", found}});
    misses.push_back(
        {{"request", entry_json(miss.entry)}, {"differences", std::move(differences)}});
  }
  return reply(200, {{"near_misses", std::move(misses)},
                     {"journal", journal_json(context.world->journal())}});
}

}  // namespace tines_mock::control

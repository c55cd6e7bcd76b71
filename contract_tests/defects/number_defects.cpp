#include "contract_tests/defects/defects.hpp"

/// Tenants that cut numbers.
namespace tines_mock::contract {

namespace {

using O = Operation;

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// The number cut to so many bits.
std::string cut(const std::string& text, int bits) {
  if (!is_number(text)) return text;
  std::uint64_t value = 0;
  for (const char c : text) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  if (bits < 64) value &= (std::uint64_t{1} << bits) - 1;
  return std::to_string(value);
}

void replace_id(Request& request, const std::string& before, const std::string& id, int bits) {
  const auto at = id.empty() ? std::string::npos : request.target.find(before + id);
  if (at == std::string::npos) return;
  request.target.replace(at + before.size(), id.size(), cut(id, bits));
}

Decorate id_cut(O operation, int bits) {
  return rewritten([=](Request& request) {
    const auto purpose = purpose_of(request);
    if (purpose.operation == operation) {
      replace_id(request, "/sync_destinations/", purpose.id, bits);
    }
  });
}

Decorate story_in_path_cut() {
  return rewritten(
      [](Request& request) { replace_id(request, "/story/", purpose_of(request).story_id, 32); });
}

/// Cuts the number behind that word in the target to 32 bits.
Decorate cut_behind(const std::string& method, const std::string& word) {
  return rewritten([=](Request& request) {
    const auto at = request.target.find(word);
    if (request.method != method || at == std::string::npos) return;
    const auto from = at + word.size();
    const auto end =
        std::min(request.target.find_first_not_of("0123456789", from), request.target.size());
    replace_id(request, word, request.target.substr(from, end - from), 32);
  });
}

std::int64_t in_32_bits(std::int64_t id) {
  return id & 0xffffffff;
}
std::int64_t in_a_double(std::int64_t id) {
  const auto rounded = static_cast<double>(id);
  return rounded >= 9.2e18 ? INT64_MAX : static_cast<std::int64_t>(rounded);
}
std::int64_t at_most_31_bits(std::int64_t id) {
  return std::min<std::int64_t>(id, INT32_MAX);
}

void change_numbers(Json& value, std::int64_t (*change)(std::int64_t)) {
  if (value.is_number_integer() && value.get<std::int64_t>() > 0) value = change(value);
  if (!value.is_array()) return;
  for (auto& one : value) change_numbers(one, change);
}

Decorate number_changed(O operation, const std::string& name,
                        std::int64_t (*change)(std::int64_t)) {
  return requests(operation, [=](Json& body) {
    if (body.contains(name)) change_numbers(body[name], change);
  });
}

/// Answers the newest sync destination for an id that is no number.
Decorate newest_for_what_is_no_number() {
  return instead([](ReferenceWorld& world, const Request& request,
                    const Purpose& purpose) -> std::optional<Response> {
    const auto& all = world.origin.destinations;
    if (purpose.operation != O::show || is_number(purpose.id) || !authorized(world, request) ||
        all.empty()) {
      return std::nullopt;
    }
    return json_response(200, {{"sync_destination", all.rbegin()->second.object}});
  });
}

/// Ids beyond 53 bits, each one higher than the one before.
Decorate with_large_ids(Decorate decorate) {
  return [=](ReferenceWorld& world, Handler next) -> Handler {
    world.origin.next_id = (INT64_C(1) << 53) + 1;
    return decorate(world, next);
  };
}

Decorate answered_ids_in_a_double() {
  return objects([](Json& object) { change_numbers(object["id"], in_a_double); });
}

}  // namespace

std::vector<Defect> number_defects() {
  return {
      {"show cuts an id to 32 bits", "numbers.path-ids", id_cut(O::show, 32)},
      {"show cuts an id to 64 bits", "numbers.path-ids", id_cut(O::show, 64)},
      {"update cuts an id to 32 bits", "numbers.path-ids", id_cut(O::update, 32)},
      {"delete cuts an id to 32 bits", "numbers.path-ids", id_cut(O::remove, 32)},
      {"manual sync cuts an id to 32 bits", "numbers.path-ids", id_cut(O::manual_sync, 32)},
      {"story sync cuts the sync destination's id to 64 bits", "numbers.path-ids",
       id_cut(O::story_sync, 64)},
      {"show leaves out the sign of an id", "numbers.path-ids", rewritten([](Request& request) {
         const auto at = request.target.find("/sync_destinations/-");
         if (at != std::string::npos && request.method == "GET") {
           request.target.erase(request.target.rfind('/') + 1, 1);
         }
       })},
      {"story sync cuts the story's id to 32 bits", "numbers.path-story", story_in_path_cut()},
      {"create cuts story_ids to 32 bits", "numbers.story_ids",
       number_changed(O::create, "story_ids", in_32_bits)},
      {"update cuts story_ids to 32 bits", "numbers.story_ids",
       number_changed(O::update, "story_ids", in_32_bits)},
      {"create cuts team_id to 32 bits", "numbers.team_id",
       number_changed(O::create, "team_id", in_32_bits)},
      {"create cuts destination_team_id to 32 bits", "numbers.destination_team_id",
       number_changed(O::create, "destination_team_id", in_32_bits)},
      {"create reads destination_team_id as a double", "numbers.destination_team_id",
       number_changed(O::create, "destination_team_id", in_a_double)},
      {"destination_team_id is at most what 31 bits hold", "numbers.destination_team_id",
       number_changed(O::create, "destination_team_id", at_most_31_bits)},
      {"a story's id is cut to 32 bits", "numbers.stories-and-teams",
       cut_behind("GET", "/stories/")},
      {"deleting a story cuts its id to 32 bits", "numbers.stories-and-teams",
       cut_behind("DELETE", "/stories/")},
      {"the list of stories cuts team_id to 32 bits", "numbers.stories-and-teams",
       cut_behind("GET", "team_id=")},
      {"show finds the newest for what is no number", "numbers.spelled-otherwise",
       newest_for_what_is_no_number()},
      {"ids beyond 53 bits are answered as doubles", "create.unique-ids",
       with_large_ids(answered_ids_in_a_double())},
      {"show reads ids beyond 53 bits as doubles", "show.status",
       with_large_ids(rewritten([](Request& request) {
         const auto purpose = purpose_of(request);
         if (purpose.operation != O::show || !is_number(purpose.id) || purpose.id.size() > 17)
           return;
         request.target.replace(request.target.rfind('/') + 1, std::string::npos,
                                std::to_string(in_a_double(std::stoll(purpose.id))));
       }))},
  };
}

}  // namespace tines_mock::contract

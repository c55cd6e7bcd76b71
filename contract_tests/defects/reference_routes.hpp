#pragma once

#include "contract_tests/defects/reference_world.hpp"

#include <string>
#include <vector>

/// The HTTP side of the reference tenant.
namespace tines_mock::contract {

struct ReferenceCall {
  ReferenceWorld& world;
  ReferenceTenant& tenant;
  const Request& request;
  std::vector<std::string> path;  ///< segments below /api/v1
  std::map<std::string, std::string> query;
  Json body;  ///< null when there is none
};

Response reference_answer(ReferenceWorld& world, ReferenceTenant& tenant, const Request& request);

Response answer_sync_destinations(ReferenceCall& call);
Response answer_stories(ReferenceCall& call);
Response answer_teams(ReferenceCall& call);

/// One page of `all`, with meta.
Response page_of(const ReferenceCall& call, const std::string& name, const std::vector<Json>& all);
/// The number in a path segment; empty when it is no number.
std::optional<std::int64_t> number_in(const std::string& segment);
Json reference_story(std::int64_t id, const std::string& name, std::int64_t team_id);

}  // namespace tines_mock::contract

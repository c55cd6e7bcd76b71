#pragma once

#include "contract_tests/defects/reference_world.hpp"

#include <functional>
#include <string>

/// Decorators, which change what the reference tenant does: wrongly in defects, unusually in
/// variants.
namespace tines_mock::contract {

using Handler = HandlerTarget::Handler;
using Decorate = std::function<Handler(ReferenceWorld&, Handler)>;

/// What a request is for, as a decorator needs it.
struct Purpose {
  Operation operation = Operation::other;
  std::string id;        ///< of the sync destination
  std::string story_id;  ///< of the story whose sync is asked for
};
Purpose purpose_of(const Request& request);

/// Changes the answers to an operation.
Decorate answers(Operation operation, std::function<void(Response&)> change);
/// Changes the state before each request.
Decorate before_each(std::function<void(ReferenceWorld&)> act);
/// Sets the next id to the highest existing one plus 1.
Decorate ids_given_again();
/// Changes every answer.
Decorate every_response(std::function<void(Response&)> change);
/// Applies the decorator to about one request of `many`, at irregular intervals.
using Disturb = std::function<Response(const Request&, const Handler& tenant)>;
Decorate now_and_then(std::uint64_t many, Disturb disturb);
/// Changes the JSON of successful answers to an operation.
Decorate json_of(Operation operation, std::function<void(Json&)> change);
/// Changes every sync destination object in every successful answer.
Decorate objects(std::function<void(Json&)> change);
/// Changes every subscription in every successful answer.
Decorate subscriptions(std::function<void(Json&)> change);
/// Changes `meta` of list answers; `change` gets the whole answer too.
Decorate meta(std::function<void(Json& meta, Json& list)> change);
/// Changes the JSON body of requests for an operation before the tenant sees it.
Decorate requests(Operation operation, std::function<void(Json&)> change);
/// Answers in place of the tenant when `instead` returns a response.
using Instead =
    std::function<std::optional<Response>(ReferenceWorld&, const Request&, const Purpose&)>;
Decorate instead(Instead answer);
/// Serves requests as if they had a good key, when `applies` says so.
using Applies = std::function<bool(const Request&, const Purpose&)>;
Decorate lets_in(Applies applies);
/// Changes the state after the tenant has answered.
using Afterwards =
    std::function<void(ReferenceWorld&, const Request&, const Purpose&, const Response&)>;
Decorate afterwards(Afterwards act);

/// The sync destination of the origin that a path names, or null.
ReferenceDestination* destination_at(ReferenceWorld& world, const std::string& id);
bool authorized(const ReferenceWorld& world, const Request& request);

// For authorized requests for an operation on a sync destination that exists:

/// Runs before the tenant answers.
using Act = std::function<void(ReferenceWorld&, ReferenceDestination&, const Request&)>;
Decorate before(Operation operation, Act act);
/// Answers in place of the tenant when `answer` returns a response.
using InPlace =
    std::function<std::optional<Response>(ReferenceWorld&, ReferenceDestination&, const Purpose&)>;
Decorate in_place_of(Operation operation, InPlace answer);

// For requests in flight together:
using Which = std::function<bool(const Request&, const Purpose&)>;
Which on(Operation operation);
/// Answers all but the first. `before` is the state of the tenant when the first one arrived.
using Late = std::function<Response(ReferenceWorld&, const ReferenceTenant& before, const Request&,
                                    const Handler& next)>;
Decorate late(Which which, Late answer);

/// Changes requests before the tenant sees them.
Decorate rewritten(std::function<void(Request&)> change);

/// Applies `first`, then `second` around it.
Decorate both(Decorate first, Decorate second);

bool has_no_key(const Request& request);
/// The body of a request, or null.
Json body_of(const Request& request);
/// The id of the story in the path; 0 when there is none.
std::int64_t story_at(const Request& request);
/// Whether the request changes a story by that method, and succeeded.
bool changed_a_story(const Request& request, const Response& response, const char* method);

/// The request with a good key.
Request with_good_key(const ReferenceWorld& world, Request request);

}  // namespace tines_mock::contract

#pragma once

#include <tines_mock/file_error.hpp>

#include <filesystem>
#include <string>
#include <string_view>

/// What the API's documents do not say (contract_tests/tines-api.md, "What is assumed"), as values:
/// the mock behaves accordingly, and the contract suite reports where a real tenant differs.
/// fixtures/assumptions.json has the same defaults and explains each in a sentence.
namespace tines_mock {

enum class Acceptance { accept, refuse };  ///< refuse: Status::invalid_parameter
enum class PageOverflow { cut, refuse };   ///< cut: the greatest page size; refuse: invalid_page
enum class PagePastEnd { empty, refuse };  ///< refuse: 404
enum class LinkBase { request, tenant };   ///< the URL of the request, or the tenant's declared one
enum class ErrorShape { errors, error, message, error_strings };
enum class SubscriptionOrder { request, id_ascending, id_descending };
enum class TrailingSlash { kept, removed };
enum class CreateAnswers { after_sync, before_sync };
/// created_failed: the sync destination is created, with failed subscriptions. refuse: it is not,
/// and the response has Status::invalid_parameter.
enum class UnusableDestination { created_failed, refuse };
enum class StoryDeletion { subscription_removed, subscription_failed };
enum class CopiesAfterDeletion { stay, removed };
enum class RetryAfter { seconds, date, absent };

struct Assumptions {
  /// HTTP statuses of error responses, each 400–499.
  struct Status {
    int no_key = 401;
    int unknown_key = 401;
    int missing_right = 403;
    int body_not_json = 400;
    int body_not_object = 422;
    int missing_parameter = 422;
    int wrong_type = 422;
    int out_of_range = 422;
    int invalid_url = 422;
    int unknown_team = 404;
    int unknown_story = 404;
    int story_of_another_team = 404;
    int unknown_sync_destination = 404;
    int story_not_subscribed = 404;
    int unknown_path = 404;
    int unserved_method = 404;
    int invalid_page = 422;
    int invalid_parameter = 422;  ///< every other invalid value
    int rate_limited = 429;

    friend bool operator==(const Status&, const Status&) = default;
  } status;

  ErrorShape error_shape = ErrorShape::errors;
  PageOverflow per_page_over_maximum = PageOverflow::cut;
  PagePastEnd page_past_end = PagePastEnd::empty;
  LinkBase meta_links = LinkBase::request;
  Acceptance empty_story_ids = Acceptance::accept;
  Acceptance duplicate_story_ids = Acceptance::accept;  ///< accept: one subscription
  /// A `destination_tenant_api_key` that is blank. accept: as if there were no key, so that a push
  /// to another tenant fails.
  Acceptance blank_destination_key = Acceptance::refuse;
  SubscriptionOrder subscription_order = SubscriptionOrder::request;
  Acceptance undocumented_parameters = Acceptance::accept;  ///< accept: ignored
  TrailingSlash destination_url_trailing_slash = TrailingSlash::kept;
  Acceptance same_target_twice = Acceptance::accept;
  CreateAnswers create_answers = CreateAnswers::after_sync;
  UnusableDestination unreachable_destination = UnusableDestination::created_failed;
  UnusableDestination refused_destination_key = UnusableDestination::created_failed;
  UnusableDestination unknown_destination_team = UnusableDestination::created_failed;
  StoryDeletion story_deletion = StoryDeletion::subscription_removed;
  CopiesAfterDeletion copies_after_deletion = CopiesAfterDeletion::stay;
  RetryAfter retry_after = RetryAfter::seconds;

  friend bool operator==(const Assumptions&, const Assumptions&) = default;
};

/// Reads an assumptions file. What it does not mention keeps its default. Throws FileError.
Assumptions load_assumptions(const std::filesystem::path& file);

/// Reads the text of an assumptions file; errors call it `name`. Throws FileError.
Assumptions parse_assumptions(std::string_view json, std::string_view name = "assumptions");

/// The text of an assumptions file with all of them, each with its explanation.
std::string to_json(const Assumptions& assumptions);

}  // namespace tines_mock

#pragma once

#include <tines_mock/file_error.hpp>

#include <filesystem>
#include <string>
#include <string_view>

/// What the documents of the API are silent about (tines-api.md, section 4), as data: the mock acts
/// on it, the contract suite reports a tenant that differs. Defaults are those of
/// fixtures/assumptions.json, which has a line of explanation for each.
namespace tines_mock {

enum class Acceptance { accept, refuse };  ///< refuse: status.invalid_parameter
enum class PageOverflow { cut, refuse };
enum class PagePastEnd { empty, refuse };  ///< refuse: 404
enum class LinkBase { request, tenant };   ///< the request's URL or the declared one
enum class ErrorShape { errors, error, message, error_strings };
enum class SubscriptionOrder { request, id_ascending, id_descending };
enum class TrailingSlash { kept, removed };
enum class CreateAnswers { after_sync, before_sync };
enum class UnusableDestination { created_failed, refuse };  ///< refuse: status.invalid_parameter
enum class StoryDeletion { subscription_removed, subscription_failed };
enum class CopiesAfterDeletion { stay, removed };
enum class RetryAfter { seconds, date, absent };

struct Assumptions {
  /// HTTP statuses of refusals. Each is 400–499.
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
    int invalid_parameter = 422;  ///< whatever else a tenant refuses
    int rate_limited = 429;

    friend bool operator==(const Status&, const Status&) = default;
  } status;

  ErrorShape error_shape = ErrorShape::errors;
  PageOverflow per_page_over_maximum = PageOverflow::cut;
  PagePastEnd page_past_end = PagePastEnd::empty;
  LinkBase meta_links = LinkBase::request;
  Acceptance empty_story_ids = Acceptance::accept;
  Acceptance duplicate_story_ids = Acceptance::accept;  ///< accept: one subscription
  /// destination_tenant_api_key is empty or of blanks alone; accept: as if there were no key, which
  /// another tenant refuses.
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

/// Reads an assumptions file; what it does not name keeps its default. Throws FileError.
Assumptions load_assumptions(const std::filesystem::path& file);

/// The same of a text; `name` stands for the file in errors. Throws FileError.
Assumptions parse_assumptions(std::string_view json, std::string_view name = "assumptions");

/// The text of an assumptions file with all of them, each with its case in words.
std::string to_json(const Assumptions& assumptions);

}  // namespace tines_mock

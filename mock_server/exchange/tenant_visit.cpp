#include "exchange/tenant_visit.hpp"

#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/errors.hpp"
#include "http/date.hpp"

namespace tines_mock::exchange {
namespace {

constexpr std::string_view sync_destination_family = "sync_destination.";
constexpr std::string_view story_family = "story.";

bool is_success(const Response& response) {
  return response.status >= 200 && response.status < 300;
}

template <class Id>
std::optional<Id> id_named(const PathParameters& parameters, std::string_view name) {
  const auto id = api::parse_id(parameters[name]);
  return id == 0 ? std::nullopt : std::optional(Id(id));
}

// Below /api/v1; anything else is no operation.
RouteTable<api::Route>::Match find_route(const std::string& method, const Target& target,
                                         std::size_t first) {
  const auto& segments = target.segments;
  if (segments.size() < first + 2 || segments[first] != "api" || segments[first + 1] != "v1")
    return {};
  return api::routes().find(method, segments, first + 2);
}

}  // namespace

TenantVisit::TenantVisit(Hosting& hosting, Request head, Target target, std::stop_token stop,
                         const Exchange::Listener& listener)
    : hosting_(hosting),
      request_(std::move(head)),
      target_(std::move(target)),
      stop_(std::move(stop)),
      listener_(listener) {
  find_out_what_is_meant();
  entry_.at = world_->clock().now();
  entry_.tenant = address_ ? address_->tenant : "";
  entry_.path = path_;
  entry_.operation = match_.entry ? match_.entry->name : api::unknown_operation;
  take_ids_from_the_path();
}

void TenantVisit::take_ids_from_the_path() {
  if (entry_.operation.starts_with(story_family))
    entry_.story_id = id_named<StoryId>(match_.parameters, "id");
  if (!entry_.operation.starts_with(sync_destination_family)) return;
  entry_.story_id = id_named<StoryId>(match_.parameters, "story_id");
  entry_.sync_destination_id = id_named<SyncDestinationId>(match_.parameters, "id");
}

void TenantVisit::find_out_what_is_meant() {
  auto found = find_address(hosting_, target_, request_);
  if (!found) {
    nobody_ = found.error();
    world_ = nobody_->world;
    path_ = target_.path;
    return;
  }
  address_ = std::move(*found);
  world_ = address_->world;
  path_ = path_from(target_, address_->segments);
  match_ = find_route(request_.method, target_, address_->segments);
}

faults::Subject TenantVisit::subject() const {
  faults::Subject subject;
  subject.tenant = entry_.tenant;
  subject.operation = entry_.operation;
  subject.path = path_;
  subject.request = &request_;
  subject.body = lazy_body_ ? &*lazy_body_ : nullptr;
  subject.story_id = entry_.story_id;
  subject.sync_destination_id = entry_.sync_destination_id;
  return subject;
}

std::optional<Delivery> TenantVisit::head() {
  return meet(Phase::request, {});
}

Delivery TenantVisit::body(std::string body) {
  request_.body = std::move(body);
  // Before anything is answered or kept: the same key may stand in a wrong place as well.
  world_->journal().redactor().learn_from(request_.body);
  lazy_body_.emplace(request_.body);
  if (auto delivery = meet(Phase::before_commit, {})) return std::move(*delivery);
  Response response = answer();
  if (is_success(response))
    if (auto delivery = meet(Phase::after_commit, response)) return std::move(*delivery);
  if (auto delivery = meet(Phase::response, response)) return std::move(*delivery);
  return deliver(std::move(response));
}

Delivery TenantVisit::refuse(int status, std::string message) {
  return deliver(
      api::error_response(assumptions().error_shape, status, {{std::move(message), ""}}));
}

void TenantVisit::sent(std::uint64_t bytes, Ending ending) {
  world_->journal().sent(entry_.number, bytes, ending);
  if (!listener_) return;
  if (const auto entry = world_->journal().find(entry_.number)) listener_(*entry);
}

std::optional<Delivery> TenantVisit::meet(Phase phase, const Response& answer) {
  if (!address_) return std::nullopt;
  const auto decision = world_->faults().decide(phase, subject(), world_->clock().now());
  entry_.faults.insert(entry_.faults.end(), decision.fired.begin(), decision.fired.end());
  if (!decision) return std::nullopt;
  return act(phase, decision, answer);
}

std::optional<Delivery> TenantVisit::act(Phase phase, const faults::Decision& decision,
                                         const Response& answer) {
  switch (faults::action_of(*decision.effect)) {
    case faults::Action::wire:
      return cut(decision, answer, phase != Phase::response);
    case faults::Action::wait:
      note();
      world_->clock().wait_for(faults::delay_of(*decision.effect, decision.draws), stop_);
      return std::nullopt;
    case faults::Action::answer: {
      const faults::ErrorBody error_body = [&](std::string_view message) {
        return api::error_response(assumptions().error_shape, 0, {{std::string(message), ""}}).body;
      };
      return deliver(faults::rewrite(decision, answer, error_body));
    }
    case faults::Action::read:
      read_lag_ = faults::lag_of(*decision.effect);
      return std::nullopt;
    case faults::Action::push:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Response> TenantVisit::over_the_limit() {
  if (!entry_.operation.starts_with(sync_destination_family)) return std::nullopt;
  const Time now = world_->clock().now();
  const auto left = world_->rate_limiter().exceeded(request_.remote_address,
                                                    api::key_of(request_).value_or(""), now);
  if (!left) return std::nullopt;
  auto response = api::error_response(assumptions().error_shape, assumptions().status.rate_limited,
                                      {{"The rate limit is exceeded", "try again later"}});
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*left);
  switch (assumptions().retry_after) {
    case RetryAfter::seconds:
      response.headers.add("Retry-After", std::to_string(seconds.count()));
      break;
    case RetryAfter::date:
      response.headers.add("Retry-After", http_date(now + seconds));
      break;
    case RetryAfter::absent:
      break;
  }
  return response;
}

Response TenantVisit::answer() {
  if (!address_)
    return api::error_response(assumptions().error_shape, assumptions().status.unknown_path,
                               {{"There is nothing at this path",
                                 "expected " + nobody_->expected + ", found " + nobody_->found}});
  if (auto refusal = over_the_limit()) return std::move(*refusal);
  api::Call this_call = call();
  Response response = api::answer(this_call, match_);
  entry_.committed = this_call.committed;
  created_ = this_call.created;
  return response;
}

api::Call TenantVisit::call() {
  const bool declared = assumptions().meta_links == LinkBase::tenant;
  return {request_,
          target_,
          {},
          address_->tenant,
          path_,
          declared ? world_->declared_url(address_->tenant)
                   : base_of(hosting_, request_) + address_->prefix,
          [this](const BaseUrl& url) { return tenant_at(hosting_, *world_, request_, url); },
          world_->state(),
          world_->clock(),
          stop_,
          assumptions(),
          world_->options().revision,
          read_lag_,
          {},
          [this] { note(); },
          [this] {
            for (auto& fired : world_->push_faults().take_fired())
              entry_.faults.push_back(std::move(fired));
          }};
}

Delivery TenantVisit::deliver(Response response) {
  // An error may name what came, and a key may have come in a wrong place.
  if (response.status >= 400)
    response.body = world_->journal().redactor().text(std::move(response.body));
  entry_.status = response.status;
  entry_.response_body = response.body;
  if (created_) entry_.sync_destination_id = created_;
  note();
  Delivery delivery;
  delivery.response = std::move(response);
  delivery.clock = world_->shared_clock();
  return delivery;
}

Delivery TenantVisit::cut(const faults::Decision& decision, Response response, bool nothing_sent) {
  Delivery delivery = deliver(nothing_sent ? Response{.status = 0} : std::move(response));
  delivery.fault = faults::WireFault{*decision.effect, decision.draws};
  delivery.cut = nothing_sent;
  return delivery;
}

void TenantVisit::note() {
  JournalEntry entry = entry_;
  entry.request = request_;
  entry_.number = world_->journal().record(std::move(entry));
}

}  // namespace tines_mock::exchange

#include "exchange/tenant_request.hpp"

#include "api/auth.hpp"
#include "api/body.hpp"
#include "api/responses.hpp"
#include "http/message.hpp"
#include "support/exceptions.hpp"
#include "support/stop.hpp"

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

// A path outside of /api/v1 has no route.
RouteTable<api::Route>::Match find_route(const std::string& method, const Target& target,
                                         std::size_t first) {
  const auto& segments = target.segments;
  if (segments.size() < first + 2 || segments[first] != "api" || segments[first + 1] != "v1")
    return {};
  return api::routes().find(method, segments, first + 2);
}

// Before these phases there is no response yet.
bool has_response(Phase phase) {
  return phase == Phase::after_commit || phase == Phase::response;
}

bool same(const Response& a, const Response& b) {
  return a.status == b.status && a.headers == b.headers && a.body == b.body;
}

}  // namespace

TenantRequest::TenantRequest(Hosting& hosting, Request head, Target target, std::stop_token stop,
                             const Exchange::Observer& observer)
    : hosting_(hosting),
      request_(std::move(head)),
      target_(std::move(target)),
      stop_(std::move(stop)),
      observer_(observer) {
  find_address_and_route();
  read_ids_in_path();
  JournalEntry arrived = entry_;
  arrived.request = request_;
  admission_ = world_->admit(std::move(arrived));
  asked_.additions = admission_.rule_additions;
}

void TenantRequest::find_address_and_route() {
  auto found = find_address(hosting_, target_, request_);
  if (found) {
    address_ = std::move(*found);
    world_ = address_->world;
    match_ = find_route(request_.method, target_, address_->segments);
    entry_.tenant = address_->tenant.name;
  } else {
    no_address_ = found.error();
    world_ = no_address_->world;
  }
  entry_.path = path_of(target_.segments, address_ ? address_->segments : 0);
  entry_.operation = match_.route ? match_.route->name : api::unknown_operation;
}

void TenantRequest::read_ids_in_path() {
  if (entry_.operation.starts_with(story_family))
    entry_.story_id = id_named<StoryId>(match_.parameters, "id");
  if (!entry_.operation.starts_with(sync_destination_family)) return;
  entry_.story_id = id_named<StoryId>(match_.parameters, "story_id");
  entry_.sync_destination_id = id_named<SyncDestinationId>(match_.parameters, "id");
}

faults::Subject TenantRequest::subject() const {
  faults::Subject subject;
  subject.tenant = entry_.tenant;
  subject.operation = entry_.operation;
  subject.path = entry_.path;
  subject.request = &request_;
  subject.body = lazy_body_ ? &*lazy_body_ : nullptr;
  subject.story_id = entry_.story_id;
  subject.sync_destination_id = entry_.sync_destination_id;
  return subject;
}

std::optional<Delivery> TenantRequest::head() {
  try {
    return ask_rules(Phase::request, {});
  } catch (...) {
    return mock_failed(words_of(std::current_exception()));
  }
}

Delivery TenantRequest::body(std::string body, bool keep_alive) {
  try {
    keep_alive_ = keep_alive;
    request_.body = std::move(body);
    // First of all: the key in the body may also stand where a response or the journal would show
    // it.
    world_->journal().redactor().learn_from(request_.body);
    JournalEntry whole = entry_;
    whole.request = request_;
    world_->journal().update_request(admission_.ticket, std::move(whole));
    return carry_out();
  } catch (...) {
    return mock_failed(words_of(std::current_exception()));
  }
}

Delivery TenantRequest::carry_out() {
  lazy_body_.emplace(request_.body);
  if (auto delivery = ask_rules(Phase::before_commit, {})) return std::move(*delivery);
  Response response = respond();
  if (is_success(response))
    if (auto delivery = ask_rules(Phase::after_commit, response)) return std::move(*delivery);
  if (auto delivery = ask_rules(Phase::response, response)) return std::move(*delivery);
  return deliver(std::move(response));
}

Delivery TenantRequest::reject(int status, std::string message) {
  return deliver(
      api::error_response(assumptions().error_shape, status, {{std::move(message), ""}}));
}

void TenantRequest::sending(std::uint64_t bytes, Ending ending) {
  note_sent(bytes, ending, std::nullopt);
}

void TenantRequest::note_sent(std::uint64_t bytes, Ending ending, std::optional<Time> answered_at) {
  world_->journal().update(admission_.ticket, [&](JournalEntry& entry) {
    entry.bytes_sent = bytes;
    entry.ending = ending;
    entry.answered_at = answered_at;
  });
}

// The observer is the user's code. What it throws is caught and recorded in the entry.
void TenantRequest::sent(std::uint64_t bytes, Ending ending) {
  if (faulty_ && bytes < faulty_->size()) record_faulty(bytes);
  note_sent(bytes, ending,
            ending == Ending::stalled ? std::nullopt : std::optional(world_->clock().now()));
  if (!observer_) return;
  try {
    observer_(world_->journal().entry(admission_.ticket));
  } catch (...) {
    set_error("on_request threw: " + words_of(std::current_exception()));
    update_entry();
  }
}

std::optional<Delivery> TenantRequest::ask_rules(Phase phase, const Response& response) {
  if (admission_.is_outdated()) return reject_outdated();
  if (!address_) return std::nullopt;
  Taken taken{
      world_->faults().decide(phase, subject(), world_->clock().now(), admission_.rule_additions),
      entry_.faults.size()};
  asked_.note(phase, std::move(taken.decision.matches));
  entry_.reached = phase;
  entry_.faults.insert(entry_.faults.end(), taken.decision.fired.begin(),
                       taken.decision.fired.end());
  if (!taken.decision) return std::nullopt;
  return apply(phase, taken, response);
}

std::optional<Delivery> TenantRequest::apply(Phase phase, const Taken& taken,
                                             const Response& response) {
  switch (faults::action_of(*taken.decision.effect)) {
    case faults::Action::wire:
      return phase == Phase::response ? send_faulty(taken, response) : cut(phase, taken, response);
    case faults::Action::wait:
      return wait(taken);
    case faults::Action::hold:
      return hold(taken);
    case faults::Action::respond:
      return replace_response(phase, taken, response);
    case faults::Action::read:
      stale_read_ = taken;
      return std::nullopt;
    case faults::Action::push:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Delivery> TenantRequest::wait(const Taken& taken) {
  const auto delay = faults::delay_of(*taken.decision.effect, taken.decision.draws);
  note_result(taken, delay > Milliseconds{0} ? "" : "the delay was 0 ms");
  update_entry();
  admission_.clock->wait_for(delay, stop_);
  if (admission_.is_outdated()) return reject_outdated();
  return std::nullopt;
}

// The entry first: whoever sees that the request is held also finds the rule in the entry.
std::optional<Delivery> TenantRequest::hold(const Taken& taken) {
  note_result(taken, "");
  update_entry();
  const auto number = world_->journal().entry(admission_.ticket).number;
  const auto held =
      world_->faults().gates().hold(taken.decision.rule, number, world_->clock().now());
  const EitherStop over(stop_, held->released());
  admission_.clock->wait(held->until(), over.token());
  if (admission_.is_outdated()) return reject_outdated();
  return std::nullopt;
}

Delivery TenantRequest::replace_response(Phase phase, const Taken& taken,
                                         const Response& response) {
  const faults::ErrorBody error_body = [&](std::string_view message) {
    return api::error_response(assumptions().error_shape, 0, {{std::string(message), ""}}).body;
  };
  auto replaced = faults::rewrite(taken.decision, response, error_body);
  const bool is_met = !same(replaced, response);
  note_result(taken, is_met ? "" : "the answer has nothing that it could change");
  return deliver(std::move(replaced),
                 is_met && has_response(phase) ? std::optional(response) : std::nullopt);
}

// Before Phase::response an effect on bytes always acts: nothing of a response is sent.
Delivery TenantRequest::cut(Phase phase, const Taken& taken, const Response& response) {
  note_result(taken, "");
  auto delivery =
      deliver({.status = 0}, has_response(phase) ? std::optional(response) : std::nullopt);
  delivery.fault = faults::WireFault{*taken.decision.effect, taken.decision.draws};
  delivery.cut = true;
  return delivery;
}

Delivery TenantRequest::send_faulty(const Taken& taken, Response response) {
  const auto& redactor = world_->journal().redactor();
  const faults::WireFault fault{*taken.decision.effect, taken.decision.draws};
  if (response.status >= 400) response.body = redactor.text(std::move(response.body));
  faulty_.emplace(response, ResponseContext{request_.method, keep_alive_}, fault, redactor);
  note_result(taken, faulty_->is_noticed() ? "" : "the answer has nothing that it could change");
  record_faulty(faulty_->size());
  auto delivery = delivery_of(std::move(response));
  delivery.fault = fault;
  return delivery;
}

void TenantRequest::record_faulty(std::uint64_t bytes) {
  record(faulty_->seen(bytes),
         faulty_->is_whole(bytes) ? std::nullopt : std::optional(faulty_->own()));
}

void TenantRequest::note_result(const Taken& taken, std::string_view why_not) {
  faults::note_result(taken.decision, entry_.faults[taken.fault], std::string(why_not));
}

Result<void, Response> TenantRequest::check_rate_limit() {
  if (!entry_.operation.starts_with(sync_destination_family)) return {};
  const Time now = world_->clock().now();
  const auto left = world_->rate_limiter().exceeded(request_.remote_address,
                                                    api::find_key(request_).value_or(""), now);
  if (!left) return {};
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
  return Failure{std::move(response)};
}

Response TenantRequest::respond() {
  if (!address_)
    return api::error_response(
        assumptions().error_shape, assumptions().status.unknown_path,
        {{"There is nothing at this path",
          "expected " + no_address_->expected + ", found " + no_address_->found}});
  if (auto allowed = check_rate_limit(); !allowed) {
    if (stale_read_) note_result(*stale_read_, "the rate limit was exceeded");
    return std::move(allowed.error());
  }
  api::Context context = this->context();
  Response response = api::carry_out(context, match_);
  if (stale_read_)
    note_result(*stale_read_,
                context.outcome.read_was_behind ? "" : "nothing was created so lately");
  return response;
}

api::Context TenantRequest::context() {
  const auto& tenant = address_->tenant;
  auto origin = origin_of(hosting_, request_);
  const bool links_to_declared = assumptions().meta_links == LinkBase::tenant;
  const auto lag = stale_read_ ? faults::lag_of(*stale_read_->decision.effect) : Milliseconds{0};
  return {
      .request = request_,
      .target = target_,
      .path = entry_.path,
      .tenant = {.name = tenant.name,
                 .link_base = links_to_declared ? tenant.declared_url : origin + address_->prefix,
                 .mock = {.of_request = std::move(origin), .of_server = hosting_.base_url()}},
      .world = {.state = world_->state(), .clock = *admission_.clock, .stop = stop_},
      .behaviour = {.assumptions = assumptions(),
                    .revision = world_->options().revision,
                    .read_lag = lag},
      .hooks = *this};
}

void TenantRequest::on_locked() {
  if (admission_.is_outdated()) throw api::WorldReplaced();
  world_->push_faults().end_request();
}

void TenantRequest::on_settled() {
  world_->push_faults().begin_request(entry_.faults, asked_);
}

// Called while the world is still locked, so that a client that sees the new state also finds the
// entry that explains it.
void TenantRequest::on_worked(const api::Outcome& outcome) {
  world_->push_faults().end_request();
  world_->note_state();
  if (!outcome.changed) return;
  created_ = outcome.created;
  entry_.committed = true;
  update_entry();
}

Delivery TenantRequest::deliver(Response response, std::optional<Response> kept_back) {
  const auto& redactor = world_->journal().redactor();
  if (!has_body(response.status, "GET")) response.body.clear();
  Response shown = response;
  // Without a rule the headers are the mock's own: they are not searched for secrets.
  if (entry_.faults.empty())
    shown.body = redactor.text(std::move(shown.body));
  else
    shown = redactor.response(std::move(shown));
  if (kept_back) kept_back = redactor.response(std::move(*kept_back));
  // An error may quote the request, and the request may have a key in the wrong place.
  if (response.status >= 400) response.body = shown.body;
  if (!has_body(shown.status, request_.method)) shown.body.clear();
  record(std::move(shown), std::move(kept_back));
  return delivery_of(std::move(response));
}

Delivery TenantRequest::delivery_of(Response response) const {
  Delivery delivery;
  delivery.response = std::move(response);
  delivery.clock = admission_.clock;
  delivery.over = admission_.clock->end_token();
  return delivery;
}

void TenantRequest::record(Response seen, std::optional<Response> kept_back) {
  world_->journal().update(admission_.ticket, [&](JournalEntry& entry, faults::Asked& asked) {
    write_to(entry, asked);
    entry.status = seen.status;
    entry.response_headers = std::move(seen.headers);
    entry.response_body = std::move(seen.body);
    entry.tenant_response = std::move(kept_back);
  });
}

Delivery TenantRequest::reject_outdated() {
  return deliver(api::reject_outdated(assumptions().error_shape));
}

Delivery TenantRequest::mock_failed(std::string what) {
  set_error(std::move(what));
  return deliver(api::error_response(
      assumptions().error_shape, 500,
      {{"The mock failed",
        "this is a mistake in the mock, not in the request; the request's entry "
        "in the journal says what it was"}}));
}

void TenantRequest::set_error(std::string what) {
  entry_.error = world_->journal().redactor().text(std::move(what));
}

void TenantRequest::update_entry() {
  world_->journal().update(admission_.ticket,
                           [this](auto& entry, auto& asked) { write_to(entry, asked); });
}

void TenantRequest::write_to(JournalEntry& entry, faults::Asked& asked) const {
  asked = asked_;
  entry.reached = entry_.reached;
  if (created_) entry.sync_destination_id = created_;
  entry.faults = entry_.faults;
  entry.committed = entry_.committed;
  entry.error = entry_.error;
}

}  // namespace tines_mock::exchange

#include "contract_tests/properties/model_run.hpp"

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"

#include <algorithm>

namespace tines_mock::contract {

namespace {

constexpr std::size_t most_at_once = 8;

}  // namespace

ModelRun::ModelRun(Session& session)
    : session_(session), model_(session.settings.destination_api_key) {}

void ModelRun::apply(const Command& command) {
  switch (command.step) {
    case Step::create:
      return create(body_of(command));
    case Step::create_with_refused_key:
      return create_with_refused_key(with_refused_key(session_, body_of(command)));
    case Step::bad_create:
      return bad_create(command);
    case Step::without_key:
      return without_key(model_.nth(command.which));
    case Step::unknown_destination:
      return unknown_destination();
    case Step::list:
      return compare_list();
    case Step::edit_story:
    case Step::delete_story:
    case Step::failing_sync:
    case Step::lost_answer:
    case Step::rate_limit:
    case Step::clock:
      return apply_special(command);
    case Step::show:
    case Step::update_stories:
    case Step::update_manual:
    case Step::update_key:
    case Step::update_nothing:
    case Step::remove:
    case Step::manual_sync:
    case Step::story_sync:
    case Step::bad_update:
      if (const auto* id = model_.nth(command.which)) apply_to(PathId(*id), command);
  }
}

void ModelRun::apply_to(const PathId& id, const Command& command) {
  switch (command.step) {
    case Step::remove:
      return remove(id);
    case Step::manual_sync:
      manual_sync(id);
      break;
    case Step::story_sync:
      story_sync(id, command);
      break;
    case Step::update_stories:
      update(id, {{"story_ids", command.flag ? stories_of(command) : std::vector<std::int64_t>{}}});
      break;
    case Step::update_manual:
      update(id, {{"manual_sync_only", command.flag}});
      break;
    case Step::update_key:
      update(id, {{"destination_tenant_api_key",
                   command.flag ? session_.settings.destination_api_key : session_.unknown_key()}});
      break;
    case Step::update_nothing:
      update(id, Json::object());
      break;
    case Step::bad_update:
      if (session_.facts.revision_2026) {
        session_.send(improper(update_call(id, {{"story_ids", "all"}})));
      }
      break;
    default:  // a read
      break;
  }
  compare("show", id, session_.current(id));
}

Json ModelRun::body_of(const Command& command) const {
  auto body = draft(session_.settings, stories_of(command));
  if (session_.facts.has_manual_sync_only && command.flag) body["manual_sync_only"] = true;
  return body;
}

std::vector<std::int64_t> ModelRun::stories_of(const Command& command) const {
  const auto known = stories();
  std::vector<std::int64_t> chosen{known.front()};
  for (const auto pick : command.stories) {
    const auto story = known[pick % known.size()];
    if (std::ranges::find(chosen, story) == chosen.end()) chosen.push_back(story);
  }
  return chosen;
}

bool ModelRun::is_full() const {
  return model_.destinations().size() >= most_at_once || session_.room_for(1) == 0;
}

void ModelRun::create(const Json& body) {
  if (is_full()) return;
  const auto made = session_.create(body);
  created(made.id, body);
  compare("create", made.id, made.object);
}

/// A tenant may refuse it: that is an assumption of its own.
void ModelRun::create_with_refused_key(const Json& body) {
  if (is_full()) return;
  const auto answer = session_.send(create_call(body));
  const auto id = id_in(answer);
  if (!answer.ok() || !id) return;
  created(*id, body);
  compare("create", *id, destination_in(answer));
}

void ModelRun::update(const PathId& id, const Json& body) {
  if (!session_.facts.revision_2026) return;
  const auto answer = session_.send(update_call(id, body));
  if (answer.ok()) model_.updated(id, body);
}

void ModelRun::remove(const PathId& id) {
  if (!session_.send(remove_call(id)).ok()) return;
  model_.removed(id);
  removed_.push_back(id);
}

void ModelRun::manual_sync(const PathId& id) {
  if (session_.send(manual_sync_call(id)).ok()) model_.synced(id);
}

void ModelRun::story_sync(const PathId& id, const Command& command) {
  const auto& subscribed = model_.destinations().at(id).subscriptions;
  if (!session_.facts.revision_2026 || subscribed.empty()) return;
  const auto nth = static_cast<std::ptrdiff_t>(command.stories.size() % subscribed.size());
  const auto story = std::next(subscribed.begin(), nth)->first;
  if (session_.send(story_sync_call(id, std::to_string(story))).ok()) model_.synced(id, story);
}

void ModelRun::bad_create(const Command& command) {
  auto body = body_of(command);
  body["story_ids"] = Json::array({session_.unknown_id()});
  session_.send(improper(create_call(body)));
}

void ModelRun::without_key(const PathId* id) {
  const Credentials no_key{Credentials::Kind::none, ""};
  session_.send(improper(with(id == nullptr ? list_call() : remove_call(*id), no_key)));
}

void ModelRun::unknown_destination() {
  session_.send(improper(remove_call(std::to_string(session_.unknown_id()))));
}

/// A tenant may reuse the id of a deleted sync destination.
void ModelRun::created(const PathId& id, const Json& body) {
  std::erase(removed_, id);
  model_.created(id, body);
}

void ModelRun::compare_list() {
  const auto all = session_.list_all();
  for (const auto& [id, destination] : model_.destinations()) compare("list", id, with_id(all, id));
  for (const auto& id : removed_) {
    session_.require(!with_id(all, id), "the list without " + id + ", which was deleted",
                     "it is listed");
  }
}

void ModelRun::compare(const std::string& where, const PathId& id,
                       const std::optional<Json>& object) {
  session_.require(object.has_value(), where + " to have " + id, "it is not there");
  const auto difference = model_.difference(id, *object);
  session_.require(difference.empty(), where + " with " + difference, seen(*object));
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/model/commands.hpp"
#include "contract_tests/model/model.hpp"
#include "contract_tests/properties/tables.hpp"

#include <algorithm>

/// The tenant beside the model, through any sequence of requests.
namespace tines_mock::contract {

namespace {

constexpr std::size_t longest_sequence = 40;
constexpr std::size_t most_at_once = 8;

class ModelRun {
 public:
  explicit ModelRun(Session& session) : session_(session) {}

  void apply(const Command& command) {
    const auto* id = model_.nth(command.which);
    switch (command.step) {
      case Step::create:
        return create(body_of(command));
      case Step::create_with_refused_key:
        return create(with_refused_key(session_, body_of(command)));
      case Step::bad_create:
        return bad_create(command);
      case Step::without_key:
        return without_key(id);
      case Step::unknown_destination:
        return unknown_destination();
      case Step::list:
        return compare_list();
      default:
        break;
    }
    if (id != nullptr) apply_to(*id, command);
  }

  void compare_list() {
    const auto all = session_.list_all();
    for (const auto& [id, destination] : model_.destinations()) {
      const auto found =
          std::ranges::find_if(all, [&](const Json& one) { return id_of(one) == id; });
      compare("list", id, found == all.end() ? std::nullopt : std::optional<Json>(*found));
    }
    for (const auto& id : removed_) {
      const bool there =
          std::ranges::any_of(all, [&](const Json& one) { return id_of(one) == id; });
      session_.require(!there, "the list without " + id + ", which was deleted", "it is listed");
    }
  }

 private:
  Json body_of(const Command& command) const {
    auto body = draft(session_.settings, stories_of(command));
    if (session_.facts.revision_2026 && command.flag) body["manual_sync_only"] = true;
    return body;
  }

  std::vector<std::int64_t> stories_of(const Command& command) const {
    const auto& known = session_.settings.story_ids;
    std::vector<std::int64_t> stories{known.front()};
    for (const auto pick : command.stories) {
      const auto story = known[pick % known.size()];
      if (std::ranges::find(stories, story) == stories.end()) stories.push_back(story);
    }
    return stories;
  }

  void create(const Json& body) {
    if (model_.destinations().size() >= most_at_once) return;
    const auto made = session_.create(body);
    model_.created(made.id, body);
    compare("create", made.id, made.object);
  }

  void apply_to(const PathId& target, const Command& command) {
    const PathId id = target;  // the model may let go of it
    const bool newer = session_.facts.revision_2026;
    switch (command.step) {
      case Step::remove:
        return remove(id);
      case Step::manual_sync:
        session_.send(manual_sync_call(id));
        break;
      case Step::show:
        break;
      case Step::update_stories:
        if (newer) update(id, {{"story_ids", command.flag ? stories_of(command) : none()}});
        break;
      case Step::update_manual:
        if (newer) update(id, {{"manual_sync_only", command.flag}});
        break;
      case Step::update_nothing:
        if (newer) update(id, Json::object());
        break;
      case Step::story_sync:
        story_sync(id);
        break;
      case Step::bad_update:
        if (newer) session_.send(improper(update_call(id, {{"story_ids", "all"}})));
        break;
      default:
        break;
    }
    compare("show", id, session_.current(id));
  }

  static std::vector<std::int64_t> none() { return {}; }

  void update(const PathId& id, const Json& body) {
    const auto answer = session_.send(update_call(id, body));
    if (answer.ok()) model_.updated(id, body);
  }

  void remove(const PathId& id) {
    if (!session_.send(remove_call(id)).ok()) return;
    model_.removed(id);
    removed_.push_back(id);
  }

  void story_sync(const PathId& id) {
    const auto& stories = model_.destinations().at(id).story_ids;
    if (!session_.facts.revision_2026 || stories.empty()) return;
    session_.send(story_sync_call(id, std::to_string(*stories.begin())));
  }

  void bad_create(const Command& command) {
    auto body = body_of(command);
    body["story_ids"] = Json::array({session_.unknown_id()});
    session_.send(improper(create_call(body)));
  }

  void without_key(const PathId* id) {
    const Credentials nobody{Credentials::Kind::none, ""};
    session_.send(improper(with(id == nullptr ? list_call() : remove_call(*id), nobody)));
  }

  void unknown_destination() {
    session_.send(improper(remove_call(std::to_string(session_.unknown_id()))));
  }

  void compare(const std::string& where, const PathId& id, const std::optional<Json>& object) {
    session_.require(object.has_value(), where + " to have " + id, "it is not there");
    const auto difference = model_.difference(id, *object);
    session_.require(difference.empty(), where + " with " + difference, seen(*object));
  }

  Session& session_;
  Model model_;
  std::vector<PathId> removed_;
};

void agrees_with_the_model(Session& session) {
  auto commands = *any_commands();
  commands.resize(std::min(commands.size(), longest_sequence));
  ModelRun run(session);
  for (const auto& command : commands) run.apply(command);
  run.compare_list();
}

}  // namespace

Promises model_promises() {
  return {
      {"model.agrees",
       "after any sequence of requests the tenant holds what the documents say",
       documented_by("S 1, D 2"),
       Effort::many,
       agrees_with_the_model,
       {}},
  };
}

}  // namespace tines_mock::contract

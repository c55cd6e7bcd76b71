#include "contract_tests/properties/copies.hpp"
#include "contract_tests/properties/model_run.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// The tenant is compared with the model through random sequences of requests.
namespace tines_mock::contract {

namespace {

constexpr std::size_t longest_sequence = 40;

std::vector<Command> a_sequence() {
  auto commands = *any_commands();
  commands.resize(std::min(commands.size(), longest_sequence));
  return commands;
}

Promise agrees_with_the_model() {
  return {.id = "model.agrees",
          .text = "after any sequence of requests the tenant holds what the documents say",
          .source = seed_document("create", "subscribes it to one or more stories"),
          .effort = Effort::many,
          .check = [](Session& session) {
            ModelRun run(session);
            for (const auto& command : a_sequence()) run.apply(command);
            run.compare_list();
          }};
}

/// Compares the results of syncs as well. It edits and deletes stories that it makes itself; on the
/// mock it also injects faults and moves the clock.
class SyncRun final : public ModelRun {
 public:
  explicit SyncRun(Session& session) : ModelRun(session) {
    const auto& [id, name] = *session.facts.story_names.begin();
    any_ = std::stoll(id);
    model_.knows(any_, name);
    for (int i = 0; i < stories_of_its_own; ++i) own_.push_back(new_story());
  }

  void compare_syncs() {
    std::string difference;
    const bool agree = session_.eventually([&] {
      difference = difference_in(session_.list_all());
      return difference.empty();
    });
    session_.require(agree, difference, session_.trail().back());
  }

  void compare_copies() {
    if (session_.expected.copies_after_deletion != CopiesAfterDeletion::stay) return;
    for (const auto& name : model_.published_names()) {
      session_.require(copies_of(session_, name) > 0,
                       "a story " + seen(Json(name)) + " in the destination team",
                       seen_in_the_destination_team(session_));
    }
  }

 private:
  static constexpr int stories_of_its_own = 2;
  static constexpr const char* failure = "The contract suite lets this sync fail.";

  std::vector<std::int64_t> stories() const override {
    std::vector<std::int64_t> all{any_};
    for (const auto& story : own_) all.push_back(story.id);
    return all;
  }

  void apply_special(const Command& command) override {
    if (command.step == Step::edit_story) return edit_story(command);
    if (command.step == Step::delete_story) return replace_story(command);
    if (session_.mock == nullptr) return;
    if (command.step == Step::failing_sync) return failing_sync(command);
    if (command.step == Step::lost_answer) return lost_answer(command);
    if (command.step == Step::rate_limit) return rate_limited(command);
    session_.mock->advance_clock(std::chrono::hours{1});
  }

  std::string difference_in(const std::vector<Json>& all) const {
    for (const auto& object : all) {
      const auto id = id_of(object);
      if (!id || !model_.destinations().contains(*id)) continue;
      const auto difference = model_.difference_of_syncs(*id, object);
      if (!difference.empty()) return *id + " with " + difference;
    }
    return "";
  }

  OwnStory new_story() {
    auto story = make_story(session_);
    model_.knows(story.id, story.name);
    return story;
  }

  void edit_story(const Command& command) {
    auto& story = own_[command.which % own_.size()];
    rename(session_, story);
    model_.story_edited(story.id, story.name);
  }

  /// Deletes a story and makes another in its place.
  void replace_story(const Command& command) {
    auto& story = own_[command.which % own_.size()];
    delete_story(session_, story);
    model_.story_deleted(story.id,
                         session_.expected.story_deletion == StoryDeletion::subscription_failed);
    story = new_story();
  }

  void failing_sync(const Command& command) {
    const auto* id = model_.nth(command.which);
    if (id == nullptr || model_.destinations().at(*id).subscriptions.empty()) return;
    const auto story = model_.destinations().at(*id).subscriptions.begin()->first;
    // Pushes that an update has started must end before, or they would get the fault.
    session_.mock->advance_clock(std::chrono::hours{1});
    session_.list_all();
    session_.mock->fail_next_push(failure);
    session_.send(story_sync_call(*id, std::to_string(story)));
    model_.failed(*id, story, failure);
  }

  /// The sync destination is made, but its create gets no answer.
  void lost_answer(const Command& command) {
    if (is_full()) return;
    const auto body = body_of(command);
    const auto before = session_.list_all();
    session_.mock->lose_next_create_answer();
    session_.send(disturbed(create_call(body)));
    for (const auto& object : session_.list_all()) {
      const auto id = id_of(object);
      const auto is_it = [&](const Json& one) { return id_of(one) == id; };
      if (!id || std::ranges::any_of(before, is_it)) continue;
      session_.tenant.adopt(create_call(body), *id);
      return created(*id, body);
    }
    session_.require(false, "the sync destination whose create got no answer", "no new one");
  }

  /// A create over the rate limit makes nothing; sent again later, it makes one.
  void rate_limited(const Command& command) {
    if (is_full()) return;
    const auto body = body_of(command);
    const auto before = session_.list_all().size();
    session_.mock->rate_limit_next_request();
    const auto answer = session_.send(disturbed(create_call(body)));
    const auto id = answer.ok() ? id_in(answer) : std::nullopt;
    if (id) created(*id, body);
    session_.require(session_.list_all().size() == before + (id ? 1 : 0),
                     "no sync destination from a request that was answered 429", answer);
  }

  std::int64_t any_ = 0;
  std::vector<OwnStory> own_;
};

Promise syncs_as_the_model() {
  return {
      .id = "assumed.model-syncs",
      .text =
          "through edits, deletions, wrong keys and failures every sync comes to its assumed end",
      .source = assumed("assumed-sync", "What a sync does"),
      .effort = Effort::few,
      .check = [](Session& session) {
        needs_copies(session);
        SyncRun run(session);
        for (const auto& command : a_sequence()) {
          run.apply(command);
          run.compare_syncs();
        }
        run.compare_list();
        run.compare_copies();
      }};
}

}  // namespace

Promises model_promises() {
  return {agrees_with_the_model(), syncs_as_the_model()};
}

}  // namespace tines_mock::contract

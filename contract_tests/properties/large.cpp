#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// Proper requests that are large. Most web servers accept a body of a megabyte and a request line
/// of 8 KB: these requests stay well below.
namespace tines_mock::contract {

namespace {

constexpr std::size_t padding_bytes = 300 * 1024;
constexpr std::size_t long_list = 1000;
constexpr std::size_t many_stories = 26;
constexpr std::size_t url_bytes = 400;
constexpr std::size_t query_bytes = 3 * 1024;
constexpr std::size_t key_bytes = 2 * 1024;

Call padded(const Call& call) {
  auto body = *call.body;
  return with_body(call, body.insert(1, padding_bytes, ' '));
}

Promise create_takes_300_kb() {
  return {.id = "large.create",
          .text = "create takes a body of 300 KB",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto body = draft(session.settings);
            const auto answer = session.send(padded(create_call(body)));
            if (answer.refused())
              session.create(body);  // throws CouldNotCheck if that is refused as well
            session.require(answer.ok(), "a success, though the body is of 300 KB", answer);
          }};
}

Promise update_takes_300_kb() {
  return {.id = "large.update",
          .text = "update takes a body of 300 KB",
          .source = vendor_pages("update", "It takes any of"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(draft(session.settings));
            const auto update = update_call(made.id, {{"story_ids", Json::array()}});
            const auto answer = session.send(padded(update));
            const auto object = destination_in(answer);
            session.require(answer.ok() && object && subscribed_stories(*object).empty(),
                            "no subscription, as the body of 300 KB asks for", answer);
          }};
}

/// Requires that the large request succeeds if the small one does, which differs in size alone.
void require_large_like_small(Session& session, const Call& small, const Call& large,
                              const std::string& what) {
  needs_several_destinations(session, 2);
  const auto answer = session.send(improper(small));
  if (!answer.ok()) {
    throw CouldNotCheck("the tenant refuses " + what + " of any size (" +
                        std::to_string(answer.status()) + ")");
  }
  const auto answer_to_large = session.send(improper(large));
  session.require(answer_to_large.ok(), "a success: a small one with " + what + " is taken",
                  answer_to_large);
}

Promise import_takes_300_kb() {
  return {
      .id = "large.import",
      .text = "a story is imported with a body of 300 KB",
      .source = vendor_pages("stories", "answers 200 with the story"),
      .effort = Effort::once,
      .check = [](Session& session) {
        const auto import = [&](const std::string& name) {
          return api_call(
              Operation::other, "POST", "/stories/import",
              Json{{"new_name", name},
                   {"data", {{"name", name}, {"agents", Json::array()}, {"links", Json::array()}}},
                   {"team_id", session.settings.team_id},
                   {"mode", "new"}});
        };
        require_large_like_small(session, import(fresh_name(session)),
                                 padded(import(fresh_name(session))), "an import");
      }};
}

Promise create_reads_a_thousand_story_ids() {
  return {.id = "large.story_ids",
          .text = "create reads a thousand story_ids to their end",
          .source = seed_document("create-parameters", "story_ids, array of integers"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_stories(session, 2);
            needs_several_destinations(session, 2);
            const auto& stories = session.settings.story_ids;
            const auto with_repeats = [&](std::size_t count) {
              std::vector<std::int64_t> ids(count, stories.front());
              ids.push_back(stories.back());
              return create_call(draft(session.settings, ids));
            };
            if (!session.send(improper(with_repeats(2))).ok()) {
              throw CouldNotCheck("the tenant refuses a story that stands twice in story_ids");
            }
            const auto answer = session.send(improper(with_repeats(long_list)));
            const auto object = destination_in(answer);
            const auto expected = sorted_path_ids({stories.front(), stories.back()});
            session.require(object && sorted_stories(*object) == expected,
                            "subscriptions of " + listed(expected), answer);
          }};
}

void require_subscriptions_of(Session& session, const std::optional<Json>& object,
                              const std::vector<OwnStory>& stories, const std::string& where) {
  for (const auto& story : stories) {
    const auto one = subscription_of(object.value_or(Json()), story.path_id());
    session.require(
        member(member(one, "story"), "name") == Json(story.name),
        where + " with a subscription of story " + story.path_id() + " " + seen(Json(story.name)),
        seen(one));
  }
}

/// More stories than fit on a default page of 20; one of them has a long name.
Promise subscribes_many_stories() {
  return {.id = "large.subscriptions",
          .text =
              "create and update subscribe every one of 26 stories, under its whole name, and list "
              "and "
              "show tell it",
          .source = seed_document("create-answer", "one per story"),
          .effort = Effort::once,
          .check = [](Session& session) {
            std::vector<OwnStory> stories{make_story(session, " " + std::string(240, 'x'))};
            while (stories.size() < many_stories) stories.push_back(make_story(session));
            std::vector<std::int64_t> ids;
            for (const auto& story : stories) ids.push_back(story.id);
            const auto made = session.create(draft(session.settings, ids));
            require_subscriptions_of(session, made.object, stories, "create");
            require_subscriptions_of(session, with_id(session.list_all(), made.id), stories,
                                     "list");
            if (!session.facts.revision_2026) return;
            require_subscriptions_of(session, destination_in(session.send(show_call(made.id))),
                                     stories, "show");
            std::ranges::reverse(ids);
            const auto other = session.create(draft(session.settings));
            const auto updated = session.send(update_call(other.id, {{"story_ids", ids}}));
            require_subscriptions_of(session, destination_in(updated), stories, "update");
          }};
}

Promise ignored_parameter_may_be_large() {
  return {.id = "large.parameter",
          .text = "a parameter that is ignored is ignored at any size",
          .source = seed_document("create-parameters", "The body is a JSON object"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto with_a_note = [&](std::size_t size) {
              auto body = draft(session.settings);
              body["undocumented_by_tines"] = std::string(size, 'n');
              return create_call(body);
            };
            require_large_like_small(session, with_a_note(1), with_a_note(padding_bytes),
                                     "a parameter that no document names");
          }};
}

Promise destination_key_may_be_long() {
  return {.id = "assumed.long-destination_key",
          .text = "create takes a destination key of 2 KB like a short one",
          .source = assumed("assumed-create", "a destination key of 2 KB"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto with_a_key = [&](std::size_t size) {
              auto body = draft(session.settings);
              body["destination_tenant_api_key"] = session.unknown_key() + std::string(size, 'k');
              return create_call(body);
            };
            require_large_like_small(session, with_a_key(1), with_a_key(key_bytes),
                                     "an unknown key");
          }};
}

/// A tenant may refuse such a destination, but must not shorten its URL.
Promise long_url_comes_back_whole() {
  return {
      .id = "large.url",
      .text = "a long destination_tenant_url comes back whole",
      .source = seed_document("create-answer", "destination_tenant_url, string, as it was sent"),
      .effort = Effort::once,
      .check = [](Session& session) {
        auto body = draft(session.settings);
        const auto url = "https://tines-contract.invalid/" + std::string(url_bytes, 'u');
        body["destination_tenant_url"] = url;
        const auto answer = session.send(improper(create_call(body)));
        const auto made = id_in(answer);
        if (!answer.ok() || !made)
          throw CouldNotCheck("the tenant refuses a URL that is not there");
        for (const auto& object : {destination_in(answer), with_id(session.list_all(), *made)}) {
          session.require(object && member(*object, "destination_tenant_url") == Json(url),
                          "the whole URL that was sent", seen(object));
        }
      }};
}

Promise list_takes_a_long_query() {
  return {.id = "large.query",
          .text = "list takes a query of 3 KB like a short one",
          .source = vendor_pages("list", "page by page"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto with_a_note = [&](std::size_t size) {
              auto call = list_call(page_query(2, 1));
              call.target += "&undocumented_by_tines=" + std::string(size, 'n');
              return call;
            };
            require_large_like_small(session, with_a_note(1), with_a_note(query_bytes),
                                     "a query parameter that no document names");
          }};
}

}  // namespace

Promises large_promises() {
  return {create_takes_300_kb(),         update_takes_300_kb(),
          import_takes_300_kb(),         create_reads_a_thousand_story_ids(),
          subscribes_many_stories(),     ignored_parameter_may_be_large(),
          destination_key_may_be_long(), long_url_comes_back_whole(),
          list_takes_a_long_query()};
}

}  // namespace tines_mock::contract

#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/promises.hpp"

/// What shows only after many steps.
namespace tines_mock::contract {

namespace {

constexpr std::size_t many = 60;

void require_unchanged(Session& session, const Session::Made& made, const std::optional<Json>& now,
                       const std::string& where) {
  session.require_same(made.object, now, where + " to have " + made.id + " as it was created");
}

Promise sixty_destinations_stay() {
  return {
      .id = "long-run.all-stay",
      .text =
          "sixty sync destinations, or as many as there is room for, all stay as they were made",
      .source = vendor_pages("list", "the sync destinations, page by page"),
      .effort = Effort::once,
      .check = [](Session& session) {
        std::vector<Session::Made> made;
        for (std::size_t i = 0; i < many; ++i) {
          const auto count = 1 + i % session.settings.story_ids.size();
          const std::vector<std::int64_t> stories(
              session.settings.story_ids.begin(),
              session.settings.story_ids.begin() + static_cast<std::ptrdiff_t>(count));
          try {
            made.push_back(session.create(draft(session.settings, stories)));
          } catch (const CouldNotCheck&) {
            if (made.empty()) throw;
            break;  // there is a quota
          }
        }
        const auto all = session.list_all();
        for (const auto& one : made) {
          require_unchanged(session, one, with_id(all, one.id), "the list");
          if (!session.facts.revision_2026) continue;
          const auto shown = destination_in(session.send(show_call(one.id)));
          require_unchanged(session, one, shown, "show");
        }
      }};
}

Promise only_deleted_destinations_go() {
  return {.id = "long-run.only-deleted-go",
          .text = "after many creates and deletes, what was not deleted is there",
          .source = vendor_pages("list", "the sync destinations, page by page"),
          .effort = Effort::once,
          .check = [](Session& session) {
            std::vector<Session::Made> made;
            const auto count = session.room_for(12);
            while (made.size() < count)
              made.push_back(session.create(*any_draft(session.settings)));
            for (std::size_t i = 0; i < made.size(); i += 2) session.send(remove_call(made[i].id));
            for (std::size_t i = 0; i < count / 2; ++i)
              session.create(*any_draft(session.settings));
            const auto all = session.list_all();
            for (std::size_t i = 1; i < made.size(); i += 2) {
              require_unchanged(session, made[i], with_id(all, made[i].id), "the list");
            }
          }};
}

}  // namespace

Promises long_run_promises() {
  return {sixty_destinations_stay(), only_deleted_destinations_go()};
}

}  // namespace tines_mock::contract

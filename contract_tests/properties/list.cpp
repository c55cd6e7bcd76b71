#include "contract_tests/checks/answer_checks.hpp"
#include "contract_tests/checks/meta_checks.hpp"
#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>

/// List and its pages.
namespace tines_mock::contract {

namespace {

/// Creates some sync destinations, so that there are several pages.
void create_several(Session& session) {
  if (!session.tenant.may_write()) return;
  const auto count = session.room_for(*rc::gen::inRange<std::size_t>(3, 6));
  for (std::size_t i = 0; i < count; ++i) session.create(draft(session.settings));
}

void turn_pages(Session& session) {
  create_several(session);
  session.send(list_call());
  const auto per_page = *rc::gen::element(1, 2, 3, 5, 20, 500);
  std::int64_t last = 1;
  for (std::int64_t page = 1; page <= std::min<std::int64_t>(last, 8); ++page) {
    const auto list = session.send(list_call(page_query(per_page, page)));
    const auto meta = list.json ? member(*list.json, "meta") : Json();
    if (member(meta, "pages").is_number_integer())
      last = std::max<std::int64_t>(meta["pages"].get<std::int64_t>(), 1);
  }
  session.send(list_call(page_query(per_page, last)));
}

/// A page past the end may be refused: where other people delete, the last page moves forward.
Promise list_answers_200() {
  return {.id = "list.status",
          .text = "list answers 200",
          .source = vendor_pages(
              "list", "answers 200 with {\"sync_destinations\": [object…], \"meta\": {…}}"),
          .effort = Effort::few,
          .always = [](const Session& session, const Answer& answer) -> CheckResult {
            auto finding = status_is(Operation::list, 200, answer);
            const auto asked = asked_for(answer);
            if (!finding || !answer.refused() || !asked || asked->page == 1) return finding;
            const auto first = session.tenant.look(list_call(page_query(asked->per_page, 1)));
            const auto pages = first.json ? member(member(*first.json, "meta"), "pages") : Json();
            const bool past = pages.is_number_integer() && asked->page > pages.get<std::int64_t>();
            return past ? holds : finding;
          },
          .tour = turn_pages};
}

Promise list_answers_an_array_and_meta() {
  return {.id = "list.envelope",
          .text = "list answers {\"sync_destinations\": array, \"meta\": object}",
          .source = vendor_pages(
              "list", "answers 200 with {\"sync_destinations\": [object…], \"meta\": {…}}"),
          .effort = Effort::few,
          .always = every_answer(list_envelope),
          .tour = turn_pages};
}

Promise list_holds_what_was_created() {
  return {.id = "list.holds-created",
          .text = "list holds every created sync destination, once",
          .source = vendor_pages(
              "list", "answers 200 with {\"sync_destinations\": [object…], \"meta\": {…}}"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto made = session.create(*any_draft(session.settings));
            const auto all = session.list_all();
            const auto found = std::ranges::count_if(
                all, [&](const Json& object) { return id_of(object) == made.id; });
            session.require(found == 1, "the list to hold " + made.id + " once",
                            std::to_string(found) + " of " + listed(ids_of_all(all)));
          }};
}

Promise list_shows_what_was_created() {
  return {.id = "list.same-as-created",
          .text = "list shows a sync destination as create answered it",
          .source = vendor_pages(
              "list", "answers 200 with {\"sync_destinations\": [object…], \"meta\": {…}}"),
          .effort = Effort::many,
          .check = [](Session& session) {
            const auto made = session.create(*any_draft(session.settings));
            const auto listed_one = with_id(session.list_all(), made.id);
            if (!listed_one) return;  // that it is listed is a promise of its own
            session.require_same(made.object, listed_one, seen(lasting(made.object)));
          }};
}

Promise create_leaves_others_alone() {
  return {.id = "list.others-untouched",
          .text = "a create changes no other sync destination",
          .source = vendor_pages(
              "list", "answers 200 with {\"sync_destinations\": [object…], \"meta\": {…}}"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto first = session.create(*any_draft(session.settings));
            session.create(*any_draft(session.settings));
            session.require_same(
                first.object, with_id(session.list_all(), first.id),
                "the first sync destination as it was created, after a second one was");
          }};
}

Promise meta_has_all_members() {
  return {.id = "list.meta-members",
          .text = "meta has its members, each of its type",
          .source = vendor_pages("list-meta", "meta of a list has"),
          .effort = Effort::few,
          .always = every_answer(Operation::list, meta_has_its_members),
          .tour = turn_pages};
}

Promise meta_repeats_the_page_asked_for() {
  return {.id = "list.meta-page",
          .text = "meta tells per_page and current_page as they were asked for",
          .source = vendor_pages("list-meta", "meta of a list has"),
          .effort = Effort::many,
          .always = every_answer(Operation::list, meta_tells_the_page),
          .tour = turn_pages};
}

Promise meta_pages_is_count_by_per_page() {
  return {.id = "list.meta-pages",
          .text = "meta.pages is count / per_page, rounded up",
          .source = vendor_pages("list-meta", "pages: the number of pages"),
          .effort = Effort::many,
          .always = every_answer(Operation::list, meta_counts_pages),
          .tour = turn_pages};
}

Promise meta_count_is_of_all_pages() {
  return {.id = "list.meta-count",
          .text = "meta.count counts the elements of all pages",
          .source = vendor_pages("list-meta", "count: the number of elements of all pages"),
          .effort = Effort::many,
          .always = confirmed(every_answer(Operation::list, meta_counts_elements)),
          .tour = turn_pages};
}

Promise next_page_leads_forward() {
  return {.id = "list.next-page",
          .text = "next_page and next_page_number lead to the next page, or are null on the last",
          .source = vendor_pages("list-meta", "absolute URLs with per_page and page, or null"),
          .effort = Effort::many,
          .always = every_answer(Operation::list, meta_points_forward),
          .tour = turn_pages};
}

Promise previous_page_leads_back() {
  return {.id = "list.previous-page",
          .text = "previous_page leads to the page before, or is null on the first",
          .source = vendor_pages("list-meta", "absolute URLs with per_page and page, or null"),
          .effort = Effort::many,
          .always = every_answer(Operation::list, meta_points_back),
          .tour = turn_pages};
}

/// The request for a link, sent to the tenant under test whatever the host of the link: the key
/// must not be sent elsewhere. Empty when the link is no URL of the API.
std::optional<Call> call_of_link(const Json& link) {
  const auto url = link.is_string() ? parse_link(link.get<std::string>()) : std::nullopt;
  if (!url) return std::nullopt;
  const auto api = url->url.path.find("/api/v1/");
  if (api == std::string::npos) return std::nullopt;
  auto call = list_call();
  call.target = url->url.path.substr(api) + "?" + url->query;
  return call;
}

Promise next_page_can_be_followed() {
  return {.id = "list.follow-next",
          .text = "next_page can be followed",
          .source = vendor_pages("list-meta", "absolute URLs with per_page and page, or null"),
          .effort = Effort::once,
          .check = [](Session& session) {
            create_several(session);
            const auto first = session.send(list_call(page_query(1, 1)));
            const auto meta = first.json ? member(*first.json, "meta") : Json();
            const auto next = call_of_link(member(meta, "next_page"));
            if (!next) throw CouldNotCheck("there is no next_page, or it is no URL of the tenant");
            const auto second = session.send(*next);
            const auto direct = session.send(list_call(page_query(1, 2)));
            session.require(second.ok() && link_target(member(meta, "next_page"))->page == 2 &&
                                ids_of_all(elements_in(second)).size() ==
                                    ids_of_all(elements_in(direct)).size(),
                            "next_page to lead to page 2", second);
          }};
}

Promise a_page_holds_at_most_per_page() {
  return {.id = "list.per_page",
          .text = "a page holds at most per_page elements",
          .source = vendor_pages("list", "page by page"),
          .effort = Effort::many,
          .always = every_answer(Operation::list, page_keeps_to_per_page),
          .tour = turn_pages};
}

Promise pages_hold_each_destination_once() {
  return {.id = "list.partition",
          .text = "the pages of any size hold each sync destination once",
          .source = vendor_pages("list", "the sync destinations, page by page"),
          .effort = Effort::many,
          .check = [](Session& session) {
            create_several(session);
            for (const std::int64_t per_page : {1, 2, 3, 20}) {
              require_each_once(
                  session, [](const PageQuery& page) { return list_call(page); }, per_page);
            }
          }};
}

Promise per_page_is_20_by_default() {
  return {.id = "list.default-per_page",
          .text = "per_page is 20 when it is not asked for",
          .source = vendor_pages("list-meta", "by default 20"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto list = session.send(list_call());
            const auto meta = list.json ? member(*list.json, "meta") : Json();
            session.require(member(meta, "per_page") == Json(20),
                            "meta.per_page 20 when it is not asked for", list);
          }};
}

Promise per_page_is_at_most_500() {
  return {.id = "list.maximum-per_page",
          .text = "per_page is never more than 500",
          .source = vendor_pages("list-meta", "at most 500"),
          .effort = Effort::few,
          .check = [](Session& session) {
            const auto per_page = *rc::gen::element<std::int64_t>(501, 1000, 1'000'000);
            const auto list =
                session.send(improper(list_call({std::to_string(per_page), std::nullopt})));
            const auto meta = list.json ? member(*list.json, "meta") : Json();
            const auto answered = member(meta, "per_page");
            session.require(!list.ok() || !answered.is_number() || answered.get<double>() <= 500,
                            "per_page at most 500", list);
          }};
}

}  // namespace

Promises list_promises() {
  return {list_answers_200(),
          list_answers_an_array_and_meta(),
          list_holds_what_was_created(),
          list_shows_what_was_created(),
          create_leaves_others_alone(),
          meta_has_all_members(),
          meta_repeats_the_page_asked_for(),
          meta_pages_is_count_by_per_page(),
          meta_count_is_of_all_pages(),
          next_page_leads_forward(),
          previous_page_leads_back(),
          next_page_can_be_followed(),
          a_page_holds_at_most_per_page(),
          pages_hold_each_destination_once(),
          per_page_is_20_by_default(),
          per_page_is_at_most_500()};
}

}  // namespace tines_mock::contract

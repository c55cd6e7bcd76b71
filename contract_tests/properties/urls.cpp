#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"
#include "contract_tests/target/url.hpp"

#include <algorithm>

/// The same request to a URL that is written in another way (RFC 3986, section 6.2.2).
namespace tines_mock::contract {

namespace {

Call list_with(const std::string& query) {
  auto call = list_call();
  call.target += query;
  return call;
}

/// Requires the same list for both queries. Other people may change it meanwhile, so it tries
/// again.
void require_same_list(Session& session, const std::string& query, const std::string& other) {
  constexpr int tries_at_a_quiet_moment = 3;
  Answer answer;
  for (int i = 0; i < tries_at_a_quiet_moment; ++i) {
    const auto before = ids_of_all(elements_in(session.send(list_with(query))));
    answer = session.send(list_with(other));
    if (answer.ok() && ids_of_all(elements_in(answer)) == before) return;
  }
  session.require(false, "the answer to " + query + " for " + other, answer);
}

void create_two_destinations(Session& session) {
  session.create(draft(session.settings));
  session.create(draft(session.settings));
}

Promise query_order_does_not_matter() {
  return {.id = "urls.query-order",
          .text = "the order of a query's parameters does not matter",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            create_two_destinations(session);
            require_same_list(session, "?per_page=1&page=2", "?page=2&per_page=1");
          }};
}

Promise query_may_be_encoded() {
  return {.id = "urls.encoded-query",
          .text = "a query may be percent-encoded, names and values",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            create_two_destinations(session);
            require_same_list(session, "?per_page=1&page=2", "?per_page=%31&page=%32");
            require_same_list(session, "?per_page=1&page=2", "?per%5Fpage=1&%70age=2");
          }};
}

Promise empty_query_is_like_none() {
  return {.id = "urls.empty-query",
          .text = "a query without parameters is like none",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            create_two_destinations(session);
            require_same_list(session, "", "?");
          }};
}

/// With every character percent-encoded, in hexadecimal digits of both cases.
std::string encode_every_character(const std::string& text) {
  std::string encoded;
  for (const char c : text) encoded += percent_encoded(c);
  for (char& digit : encoded) {
    if (digit == 'A' || digit == 'C' || digit == 'E') digit = static_cast<char>(digit + 'a' - 'A');
  }
  return encoded;
}

Promise search_is_decoded() {
  return {.id = "urls.encoded-search",
          .text = "a search is percent-decoded",
          .source = vendor_pages("stories-list", "search: in the name"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto story = make_story(session);
            const auto found = [&] {
              const auto list = session.send(
                  api_call(Operation::stories, "GET",
                           "/stories?per_page=500&search=" + encode_every_character(story.name)));
              if (!list.ok()) throw CouldNotCheck("the tenant does not list its stories");
              const auto ids = ids_of_all(elements_in(list));
              return std::ranges::find(ids, story.path_id()) != ids.end();
            };
            session.require(session.eventually(found),
                            "a search for the whole name, percent-encoded, to find "
                            "story " +
                                story.path_id(),
                            "a list without it");
          }};
}

Promise id_may_be_encoded() {
  return {.id = "assumed.encoded-id",
          .text = "an id in a path may be percent-encoded",
          .source = assumed(
              "assumed-urls",
              "A path is compared after its percent-encoded letters and digits are decoded"),
          .effort = Effort::once,
          .check = [](Session& session) {
            needs_revision_2026(session);
            const auto made = session.create(draft(session.settings));
            const auto shown =
                session.send(odd_path(improper(show_call(encode_every_character(made.id)))));
            session.require(id_in(shown) == made.id, "the sync destination " + made.id, shown);
          }};
}

Promise path_may_be_encoded() {
  return {.id = "assumed.encoded-path",
          .text = "letters of a path may be percent-encoded",
          .source = assumed(
              "assumed-urls",
              "A path is compared after its percent-encoded letters and digits are decoded"),
          .effort = Effort::once,
          .check = [](Session& session) {
            auto call = odd_path(improper(list_call()));
            call.target.replace(call.target.find("/admin"), 6, "/%61dmin");
            const auto list = session.send(call);
            session.require(list.ok(), "a list: %61 is the letter a", list);
          }};
}

}  // namespace

Promises url_promises() {
  return {query_order_does_not_matter(), query_may_be_encoded(), empty_query_is_like_none(),
          search_is_decoded(),           id_may_be_encoded(),    path_may_be_encoded()};
}

}  // namespace tines_mock::contract

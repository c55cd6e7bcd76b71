#include "contract_tests/generators/drafts.hpp"
#include "contract_tests/properties/needs.hpp"
#include "contract_tests/properties/own_stories.hpp"
#include "contract_tests/properties/pages.hpp"
#include "contract_tests/properties/promises.hpp"

#include <algorithm>

/// The same request to a URL that is written otherwise (RFC 3986, section 6.2.2).
namespace tines_mock::contract {

namespace {

Call list_with(const std::string& query) {
  auto call = list_call();
  call.target += query;
  return call;
}

/// Both queries are answered alike, or were it not for others who come and go.
void same_list(Session& session, const std::string& query, const std::string& other) {
  constexpr int tries_at_a_quiet_moment = 3;
  Answer answer;
  for (int i = 0; i < tries_at_a_quiet_moment; ++i) {
    const auto before = ids_of_all(elements_in(session.send(list_with(query))));
    answer = session.send(list_with(other));
    if (answer.ok() && ids_of_all(elements_in(answer)) == before) return;
  }
  session.require(false, "the answer to " + query + " for " + other, answer);
}

void two_destinations(Session& session) {
  session.create(draft(session.settings));
  session.create(draft(session.settings));
}

Promise query_order() {
  return {.id = "urls.query-order",
          .text = "the order of a query's parameters does not matter",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            two_destinations(session);
            same_list(session, "?per_page=1&page=2", "?page=2&per_page=1");
          }};
}

Promise encoded_query() {
  return {.id = "urls.encoded-query",
          .text = "a query may be percent-encoded, names and values",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            two_destinations(session);
            same_list(session, "?per_page=1&page=2", "?per_page=%31&page=%32");
            same_list(session, "?per_page=1&page=2", "?per%5Fpage=1&%70age=2");
          }};
}

Promise empty_query() {
  return {.id = "urls.empty-query",
          .text = "a query without parameters is like none",
          .source = vendor_pages("list", "?per_page=&page="),
          .effort = Effort::once,
          .check = [](Session& session) {
            two_destinations(session);
            same_list(session, "", "?");
          }};
}

std::string percent_encoded(const std::string& text) {
  static constexpr char digits[] = "0123456789aBcDeF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return encoded;
}

Promise encoded_search() {
  return {.id = "urls.encoded-search",
          .text = "a search is percent-decoded",
          .source = vendor_pages("stories-list", "search: in the name"),
          .effort = Effort::once,
          .check = [](Session& session) {
            const auto story = make_story(session);
            const auto found = [&] {
              const auto list = session.send(
                  api_call(Operation::stories, "GET",
                           "/stories?per_page=500&search=" + percent_encoded(story.name)));
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

Promise encoded_id() {
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
                session.send(odd_path(improper(show_call(percent_encoded(made.id)))));
            session.require(id_in(shown) == made.id, "the sync destination " + made.id, shown);
          }};
}

Promise encoded_path() {
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
  return {query_order(),    encoded_query(), empty_query(),
          encoded_search(), encoded_id(),    encoded_path()};
}

}  // namespace tines_mock::contract

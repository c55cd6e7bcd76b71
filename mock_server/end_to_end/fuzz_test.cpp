#include "end_to_end/testing/ask.hpp"
#include "support/random.hpp"
#include "testing/build_kind.hpp"
#include "testing/catch2.hpp"

#include <algorithm>
#include <memory>
#include <regex>

using namespace tines_mock;
using namespace tines_mock::end_to_end;

// Valid requests, mutated at random. A failure prints n, which makes the same request again.

namespace {

constexpr std::uint64_t seed = 20'260'101;

std::size_t below(Draws& draws, std::size_t bound) {
  return bound == 0 ? 0 : static_cast<std::size_t>(draws.next() % bound);
}

void flip_a_byte(std::string& text, Draws& draws) {
  if (!text.empty()) text[below(draws, text.size())] = static_cast<char>(draws.next());
}

void cut_a_part(std::string& text, Draws& draws) {
  const auto begin = below(draws, text.size() + 1);
  text.erase(begin, below(draws, 20));
}

void cut_the_end(std::string& text, Draws& draws) {
  text.resize(below(draws, text.size() + 1));
}

void repeat_a_line(std::string& text, Draws& draws) {
  if (text.empty()) return;
  const auto from = below(draws, text.size());
  const auto begin = from == 0 ? 0 : text.rfind('\n', from - 1) + 1;
  const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
  const auto line = text.substr(begin, end - begin);
  const auto most = 60'000 / line.size();
  for (auto count = below(draws, std::min(most, std::size_t{200})); count > 0; --count)
    text.insert(begin, line);
}

void insert_odd_text(std::string& text, Draws& draws) {
  static const std::vector<std::string> odd = {"\r\n\r\n",
                                               "\n",
                                               std::string(1, '\0'),
                                               "\xff\xfe",
                                               "%00",
                                               "%",
                                               "\\u0000",
                                               "\"",
                                               "[[[[[[",
                                               "}",
                                               "-1",
                                               "1e999",
                                               "99999999999999999999",
                                               "null",
                                               "../",
                                               "//",
                                               "?",
                                               "Content-Length: 3\r\n",
                                               "Transfer-Encoding: chunked\r\n",
                                               std::string(500, 'A')};
  text.insert(below(draws, text.size() + 1), odd[below(draws, odd.size())]);
}

void swap_two_parts(std::string& text, Draws& draws) {
  const auto middle = below(draws, text.size() + 1);
  std::rotate(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(middle), text.end());
}

std::string mutated(std::string text, Draws& draws) {
  using Mutation = void (*)(std::string&, Draws&);
  static constexpr Mutation mutations[] = {flip_a_byte,   flip_a_byte,     cut_a_part,
                                           cut_the_end,   insert_odd_text, repeat_a_line,
                                           swap_two_parts};
  for (auto count = below(draws, 4) + 1; count > 0; --count)
    mutations[below(draws, std::size(mutations))](text, draws);
  return text;
}

std::vector<Request> valid_requests() {
  return {documented_create(),
          list(),
          show(24),
          manual_sync(24),
          to_origin("PUT", path_of(24), R"({"story_ids": [9981]})"),
          to_origin("DELETE", path_of(24)),
          to_origin("GET", "/api/v1/stories?team_id=7&per_page=1&page=2"),
          to_origin("POST", "/api/v1/stories", R"({"name": "New", "team_id": 7})"),
          to_origin("PUT", "/api/v1/stories/9981", R"({"name": "Renamed", "tags": ["a", "b"]})"),
          to_origin("DELETE", "/api/v1/stories/batch", R"({"ids": [9981, 9982]})"),
          to_origin("POST", "/api/v1/stories/import",
                    R"({"new_name": "I", "data": {"name": "x"}, "team_id": 7, "mode": "new"})"),
          to_origin("POST", "/api/v1/teams", R"({"name": "Blue"})")};
}

/// The statuses of all responses. 599 is added when the bytes begin with something else.
std::vector<int> statuses_in(const std::string& bytes) {
  static const std::regex status_line("HTTP/1\\.1 (\\d{3}) ");
  std::vector<int> statuses;
  for (std::sregex_iterator at(bytes.begin(), bytes.end(), status_line), end; at != end; ++at)
    statuses.push_back(std::stoi(at->str(1)));
  if (!bytes.empty() && !bytes.starts_with("HTTP/1.1 ")) statuses.push_back(599);
  return statuses;
}

bool is_success(int status) {
  return status >= 200 && status < 300;
}

bool is_allowed(int status) {
  return status == 100 || is_success(status) || (status >= 400 && status < 500);
}

/// A server whose world has one sync destination, and is reset whenever a request changed it.
class FuzzedServer {
 public:
  FuzzedServer() { renew(); }

  MockServer& server() { return *server_; }

  void check(const std::vector<int>& statuses) {
    for (const int status : statuses) REQUIRE(is_allowed(status));
    if (to_json(server_->world().export_state()) == before_) return;
    REQUIRE(std::ranges::any_of(statuses, is_success));
    renew();
  }

 private:
  void renew() {
    if (!server_)
      server_ = std::make_unique<MockServer>(sample_world(), WorldOptions{.virtual_clock = true});
    server_->reset();
    server_->handle(documented_create());
    before_ = to_json(server_->world().export_state());
  }

  std::unique_ptr<MockServer> server_;
  std::string before_;
};

}  // namespace

TEST_CASE("no mutated request over a socket gets a 5xx, or changes the state without a 2xx") {
  FuzzedServer fuzzed;
  const auto requests = valid_requests();
  for (int n = 0; n < times(3000, 600); ++n) {
    INFO("n " << n);
    Draws draws(seed, "socket", static_cast<std::uint64_t>(n));
    Client client(fuzzed.server());
    client.send(mutated(bytes_of(requests[below(draws, requests.size())]), draws)).leave();
    const auto seen = all_of(client);
    REQUIRE(seen.end != End::none);
    INFO(seen.bytes);
    fuzzed.check(statuses_in(seen.bytes));
  }
}

TEST_CASE("no request with mutated parts gets a 5xx, or changes the state without a 2xx") {
  FuzzedServer fuzzed;
  const auto requests = valid_requests();
  for (int n = 0; n < times(10'000, 1000); ++n) {
    INFO("n " << n);
    Draws draws(seed, "handle", static_cast<std::uint64_t>(n));
    auto request = requests[below(draws, requests.size())];
    if (below(draws, 4) == 0) request.method = mutated(request.method, draws);
    if (below(draws, 2) == 0) request.target = mutated(request.target, draws);
    if (below(draws, 2) == 0) request.body = mutated(request.body, draws);
    Headers headers;
    for (const auto& [name, value] : request.headers)
      headers.add(name, below(draws, 4) == 0 ? mutated(value, draws) : value);
    request.headers = headers;
    fuzzed.check({fuzzed.server().handle(request).status});
  }
}

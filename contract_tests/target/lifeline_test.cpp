#include "contract_tests/target/lifeline.hpp"

#include "contract_tests/target/testing/targets.hpp"
#include "testing/catch2.hpp"

#include <deque>

using namespace tines_mock;
using namespace tines_mock::contract;

namespace {

/// A tenant that answers with these statuses, then with the last of them for ever; 0: no answer.
/// The time that it needs passes on the clock.
struct Line {
  explicit Line(std::deque<int> given) : statuses(std::move(given)) {}

  Response answer(const Request& request) {
    asked.push_back(request.method + " " + request.target);
    Response response;
    response.status = statuses.front();
    response.body = response.status == 0 ? "no answer: it was cut" : "";
    if (response.status == 0) clock.wait_for(time_to_fail, {});
    if (statuses.size() > 1) statuses.pop_front();
    return response;
  }
  Response send(const std::string& method, const std::string& target) {
    Request request;
    request.method = method;
    request.target = target;
    return lifeline.send(request);
  }

  testing::HurriedClock clock;
  std::stop_source stop;
  Milliseconds time_to_fail{0};
  std::deque<int> statuses;
  std::vector<std::string> asked;
  Lifeline lifeline{std::make_shared<testing::AtOnceTarget>(
                        [this](const Request& request) { return answer(request); }),
                    "https://a.example", clock, stop.get_token()};
};

}  // namespace

TEST_CASE("one request without an answer does not end the run while the tenant answers others") {
  Line line({200, 0, 0, 200});
  line.send("GET", "/list");
  CHECK(line.send("POST", "/create").status == 0);
  CHECK(line.asked ==
        std::vector<std::string>{"GET /list", "POST /create", "GET /list", "GET /list"});
}

TEST_CASE(
    "a request without an answer is followed by probes, also when sent together with others") {
  Line alive({200, 0, 200, 200});
  alive.send("GET", "/list");
  const auto answers = alive.lifeline.send_together(std::vector<Request>(2));
  CHECK(answers[0].status == 0);
  CHECK(answers[1].status == 200);
  CHECK(alive.asked.back() == "GET /list");
  Line gone({200, 0});
  gone.send("GET", "/list");
  CHECK_THROWS_AS(gone.lifeline.send_together(std::vector<Request>(2)), RunEnds);
}

TEST_CASE("a tenant that stops answering ends the run") {
  Line line({200, 201, 0});
  line.send("GET", "/list");
  line.send("POST", "/create");
  try {
    line.send("PUT", "/update");
    FAIL("it is gone");
  } catch (const RunEnds& why) {
    CHECK(why.cause == RunEnds::Cause::tenant_gone);
    CHECK(why.what() == std::string("https://a.example cannot be reached any more: PUT /update and "
                                    "the requests after it got no answer: it was cut"));
  }
  CHECK(line.asked.size() == 8);
  CHECK(line.asked.back() == "GET /list");
}

TEST_CASE("a tenant that accepts connections but does not answer is not probed for minutes") {
  Line line({200, 0});
  line.time_to_fail = std::chrono::seconds{30};
  line.send("GET", "/list");
  CHECK_THROWS_AS(line.send("GET", "/show"), RunEnds);
  CHECK(line.asked.size() == 3);
}

TEST_CASE("a tenant that was gone gets no more probes, until it answers again") {
  Line line({200, 0, 0, 0, 0, 0, 0, 0, 200, 0, 200});
  line.send("GET", "/list");
  CHECK_THROWS_AS(line.send("DELETE", "/1"), RunEnds);
  CHECK(line.asked.size() == 7);
  CHECK_THROWS_AS(line.send("DELETE", "/1"), RunEnds);
  CHECK(line.asked.size() == 8);
  CHECK(line.send("DELETE", "/1").status == 200);
  CHECK(line.send("DELETE", "/2").status == 0);
  CHECK(line.asked.size() == 11);
}

TEST_CASE("a tenant that has never answered is not reported as gone") {
  Line line({0});
  CHECK(line.send("GET", "/list").status == 0);
  CHECK(line.asked.size() == 1);
}

TEST_CASE("an interrupt ends the probes") {
  Line line({200, 0});
  line.send("GET", "/list");
  line.stop.request_stop();
  CHECK_THROWS_WITH(line.send("GET", "/show"), "the run was interrupted");
  CHECK(line.asked.size() == 3);
}

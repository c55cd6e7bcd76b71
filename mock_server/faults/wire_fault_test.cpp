#include "faults/wire_fault.hpp"

#include "testing/catch2.hpp"

#include <string>

using namespace tines_mock;
using namespace tines_mock::faults;

namespace {

const std::string answer = "HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n0123456789";

/// Records what an effect does to a connection.
class Recording final : public Transmission {
 public:
  void send(std::string_view bytes) override { sent += bytes, log += 's'; }
  void wait(Milliseconds duration) override { waited += duration, log += 'w'; }
  void stall() override { log += 'h'; }
  void close() override { log += 'c'; }
  void reset() override { log += 'r'; }
  void refuse_connections(Milliseconds duration) override { refused = duration, log += 'f'; }

  std::string sent;
  std::string log;
  Milliseconds waited{0};
  Milliseconds refused{0};
};

Recording transmitted(const Effect& effect, std::string_view bytes = answer, std::uint64_t n = 1) {
  Recording recording;
  transmit({effect, Draws(1, "r", n)}, bytes, recording);
  return recording;
}

}  // namespace

TEST_CASE("close and reset end the connection after after_bytes") {
  CHECK(transmitted(effects::Close{}).log == "sc");
  CHECK(transmitted(effects::Close{}).sent.empty());
  CHECK(transmitted(effects::Close{.after_bytes = 12}).sent == "HTTP/1.1 201");
  CHECK(transmitted(effects::Reset{.after_bytes = 4}).log == "sr");
  CHECK(transmitted(effects::Reset{.after_bytes = 4}).sent == "HTTP");
  CHECK(transmitted(effects::Reset{.after_bytes = 1'000'000}).sent == answer);
}

TEST_CASE("a fault beyond the last byte changes nothing that a client notices") {
  const auto is_noticed = [](const Effect& effect, std::string_view bytes = answer) {
    const WireFault fault{effect, Draws(1, "r", 1)};
    const auto rehearsed = rehearse(fault, bytes);
    CHECK(rehearsed.sent == transmitted(effect, bytes).sent);
    return rehearsed.is_noticed;
  };
  const auto size = static_cast<std::int64_t>(answer.size());
  CHECK(is_noticed(effects::Close{}));
  CHECK(is_noticed(effects::Close{size - 1}));
  CHECK_FALSE(is_noticed(effects::Close{size}));
  CHECK_FALSE(is_noticed(effects::Reset{size}));
  CHECK_FALSE(is_noticed(effects::Stall{size}));
  CHECK(is_noticed(effects::Stall{size - 1}));
  CHECK(is_noticed(effects::Truncate{9}));
  CHECK_FALSE(is_noticed(effects::Truncate{10}));
  CHECK(is_noticed(effects::WrongContentLength{1}));
  CHECK_FALSE(is_noticed(effects::WrongContentLength{0}));
  CHECK_FALSE(is_noticed(effects::WrongContentLength{1}, "HTTP/1.1 204 No Content\r\n\r\n"));
  CHECK(is_noticed(effects::Throttle{100}));
  CHECK_FALSE(is_noticed(effects::Throttle{1'000'000}));
  CHECK(is_noticed(effects::Garbage{}));
  CHECK(is_noticed(effects::Refuse{Milliseconds(1)}));
}

TEST_CASE("a stall keeps the connection open, or closes it when its time is over") {
  CHECK(transmitted(effects::Stall{.after_bytes = 4}).log == "sh");
  const auto brief = transmitted(effects::Stall{.duration = Milliseconds(300)});
  CHECK(brief.log == "swc");
  CHECK(brief.waited == Milliseconds(300));
}

TEST_CASE("a delay waits and then sends everything") {
  const auto delayed = transmitted(effects::delay(Milliseconds(250)));
  CHECK(delayed.log == "ws");
  CHECK(delayed.waited == Milliseconds(250));
  CHECK(delayed.sent == answer);
}

TEST_CASE("a throttled answer takes as long as its bytes need and is complete") {
  const auto slow = transmitted(effects::Throttle{.bytes_per_second = 10});
  CHECK(slow.sent == answer);
  CHECK(slow.waited == Milliseconds(100 * static_cast<int>(answer.size())));
  const auto bytewise = transmitted(effects::Throttle{.bytes_per_second = 1});
  CHECK(bytewise.waited == Milliseconds(1000 * static_cast<int>(answer.size())));
}

TEST_CASE("a truncated answer has all headers and fewer bytes of the body than they say") {
  const auto cut = transmitted(effects::Truncate{.body_bytes = 3});
  CHECK(cut.log == "sc");
  CHECK(cut.sent.ends_with("\r\n\r\n012"));
  CHECK(transmitted(effects::Truncate{.body_bytes = 99}).sent == answer);
}

TEST_CASE("garbage has its length, has no ASCII, and differs for each n") {
  const auto noise = transmitted(effects::Garbage{.bytes = 100});
  CHECK(noise.log == "sc");
  CHECK(noise.sent.size() == 100);
  for (const char byte : noise.sent) CHECK(static_cast<unsigned char>(byte) >= 0x80);
  CHECK(noise.sent == transmitted(effects::Garbage{.bytes = 100}).sent);
  CHECK(noise.sent != transmitted(effects::Garbage{.bytes = 100}, answer, 2).sent);
}

TEST_CASE("a wrong Content-Length is off by the difference, and never negative") {
  const auto length = [](std::int64_t difference) {
    const auto wrong = transmitted(effects::WrongContentLength{difference});
    CHECK(wrong.log == "sc");
    CHECK(wrong.sent.ends_with("\r\n\r\n0123456789"));
    const auto begin = wrong.sent.find("Length: ") + 8;
    return wrong.sent.substr(begin, wrong.sent.find('\r', begin) - begin);
  };
  CHECK(length(5) == "15");
  CHECK(length(-4) == "6");
  CHECK(length(-400) == "0");
}

TEST_CASE("an answer without Content-Length stays as it is") {
  const std::string bare = "HTTP/1.1 204 No Content\r\nX: content-length: 7\r\n\r\n";
  CHECK(transmitted(effects::WrongContentLength{5}, bare).sent == bare);
}

TEST_CASE("refuse closes the port for a while and resets this connection") {
  const auto refused = transmitted(effects::Refuse{Milliseconds(700)}, "");
  CHECK(refused.log == "fr");
  CHECK(refused.refused == Milliseconds(700));
}

TEST_CASE("an effect that does not act on the wire sends the answer as it is") {
  CHECK(transmitted(effects::BrokenJson{}).sent == answer);
}

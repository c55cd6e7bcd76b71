#include "wire/live_connections.hpp"

#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "wire/listener.hpp"
#include "wire/testing/raw_client.hpp"

#include <thread>

#include <sys/ioctl.h>

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;
using namespace std::chrono_literals;

namespace {

/// Both ends of one connection. The server's end is a member of `connections`.
struct Connected {
  Connected(LiveConnections& connections, Listener& listener)
      : client(listener.port()),
        accepted(std::move(listener.accept([] {})->descriptor)),
        descriptor(accepted.number()),
        socket(std::move(accepted), {}),
        member(connections, socket) {}

  bool was_ended() const { return member.stop_token().stop_requested(); }

  int unread_bytes() const {
    int count = 0;
    ::ioctl(descriptor, FIONREAD, &count);
    return count;
  }

  RawClient client;
  Descriptor accepted;
  int descriptor;
  Socket socket;
  LiveConnections::Member member;
};

}  // namespace

TEST_CASE("when too many connections are stalled, the oldest of them is ended") {
  LiveConnections connections({.stalled_connections = 1});
  Listener listener("127.0.0.1", 0, 10);
  Connected older(connections, listener);
  Connected newer(connections, listener);
  older.client.send("x");
  REQUIRE(eventually([&] { return older.unread_bytes() == 1; }));
  std::jthread older_holds([&] { older.member.stall(); });
  REQUIRE(eventually([&] { return older.unread_bytes() == 0; }));
  std::jthread newer_holds([&] { newer.member.stall(); });
  older_holds.join();
  CHECK(older.was_ended());
  CHECK_FALSE(newer.was_ended());
  connections.end_all();
}

TEST_CASE(
    "make_room ends the oldest idle connection, else the oldest whose client closed its side") {
  LiveConnections connections({});
  Listener listener("127.0.0.1", 0, 10);
  Connected busy(connections, listener);
  Connected left(connections, listener);
  Connected idle(connections, listener);
  left.client.finish();
  REQUIRE(eventually([&] { return left.socket.client_ended(); }));

  idle.socket.set_idle(true);
  connections.make_room();
  CHECK(idle.was_ended());
  CHECK_FALSE(left.was_ended());

  idle.socket.set_idle(false);
  connections.make_room();
  CHECK(left.was_ended());
  CHECK_FALSE(busy.was_ended());
}

TEST_CASE("a connection that is accepted after end_all is ended at once") {
  LiveConnections connections({});
  Listener listener("127.0.0.1", 0, 10);
  connections.end_all();
  Connected late(connections, listener);
  CHECK(late.was_ended());
  CHECK(late.client.read_all().empty());
}

#include "end_to_end/testing/ask.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"

#include <csignal>
#include <memory>
#include <stdexcept>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

// The library does not change the process that uses it.

using namespace tines_mock;
using namespace tines_mock::end_to_end;

namespace {

using Handler = void (*)(int);

Handler handler_of(int signal) {
  struct sigaction action {};
  ::sigaction(signal, nullptr, &action);
  return action.sa_handler;
}

}  // namespace

TEST_CASE("a server changes no signal handler") {
  const std::vector<int> signals = {SIGPIPE, SIGINT, SIGTERM, SIGCHLD, SIGALRM, SIGHUP};
  for (const int signal : signals) REQUIRE(std::signal(signal, SIG_DFL) != SIG_ERR);
  MockServer server;
  MockServer encrypted(sample_world(), {}, served_over(Transport::tls));
  CHECK(ask(server, documented_create()).status == 201);
  CHECK(ask(encrypted, documented_create(), Transport::tls).status == 201);
  for (const int signal : signals) {
    INFO("signal " << signal);
    CHECK(handler_of(signal) == SIG_DFL);
  }
}

TEST_CASE("a signal to the process is not delivered to the server's threads") {
  MockServer server;
  CHECK(ask(server, documented_create()).status == 201);
  sigset_t terminate;
  sigset_t before;
  sigemptyset(&terminate);
  sigaddset(&terminate, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &terminate, &before);  // after the server has made its threads
  ::kill(::getpid(), SIGTERM);
  const timespec patience{.tv_sec = 20, .tv_nsec = 0};
  CHECK(::sigtimedwait(&terminate, nullptr, &patience) == SIGTERM);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST_CASE("a client that leaves before its response does not kill the process with SIGPIPE") {
  const auto transport = GENERATE(Transport::plain, Transport::tls);
  REQUIRE(std::signal(SIGPIPE, SIG_DFL) != SIG_ERR);
  MockServer server(sample_world(), {}, served_over(transport));
  server.inject({.name = "large responses",
                 .phase = Phase::response,
                 .effect = effects::Answer{.body = std::string(1024 * 1024, 'x')},
                 .times = 20});
  for (int i = 0; i < 20; ++i) Client(server, transport).send(bytes_of(list()));
  CHECK(ask(server, documented_create(), transport).status >= 200);
  server.world().clear_faults();
  CHECK(ask(server, documented_create(), transport).status == 201);
}

TEST_CASE("a forked process that destroys its copy of a server does not disturb the server") {
  auto server = std::make_unique<MockServer>();
  server->inject(
      {.name = "held", .phase = Phase::before_commit, .effect = effects::Stall{}, .times = 1});
  Client stalled(*server);
  stalled.send(bytes_of(list()));
  Client kept(*server);
  const auto response_of = [&] { return kept.send(bytes_of(show(24))).read(1); };
  REQUIRE(eventually([&] { return server->world().unfired_faults().empty(); }));
  REQUIRE(response_of().starts_with("H"));

  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::alarm(30);  // a child that hangs fails the test instead of blocking it
    server->stop();
    server.reset();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(response_of().starts_with("H"));
  CHECK_FALSE(stalled.has_more());
  CHECK(ask(*server, documented_create()).status == 201);
}

TEST_CASE("an on_request that throws affects no response") {
  const bool of_std = GENERATE(true, false);
  ServerOptions options;
  options.on_request = [of_std](const JournalEntry&) {
    if (of_std) throw std::runtime_error("no");
    throw 7;
  };
  MockServer server(sample_world(), {}, options);
  Client client(server);
  for (int i = 0; i < 3; ++i) {
    client.send(bytes_of(to_origin("GET", "/api/v1/info")));
    CHECK(client.read(1).starts_with("HTTP/1.1 200"));
  }
  server.stop();  // waits for calls of on_request, which follow their responses
  for (const auto& entry : server.requests()) CHECK(entry.error.starts_with("on_request threw: "));
}

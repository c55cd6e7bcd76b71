#include "trial/command.hpp"

#include "support/replace_all.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"
#include "testing/temporary.hpp"
#include "trial/output.hpp"
#include "wire/testing/raw_client.hpp"

#include <csignal>
#include <fstream>
#include <thread>

using namespace tines_mock;
using namespace tines_mock::trial;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

ClientResult run(const std::string& script, Milliseconds timeout = 30s, std::stop_token stop = {}) {
  return run_command({.arguments = {"sh", "-c", script},
                      .told = {{"TINES_TEAM_ID", "7"}},
                      .timeout = timeout,
                      .secrets = {"a-secret-key"}},
                     std::move(stop));
}

/// The process whose id a script has written; 0: not yet.
pid_t pid_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  pid_t pid = 0;
  in >> pid;
  return pid;
}

bool is_over(pid_t pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  const std::string text{std::istreambuf_iterator<char>(stat), {}};
  return text.empty() || text.find(") Z ") != std::string::npos;
}

// The system takes a moment for a process that was killed.
bool is_gone(const std::filesystem::path& file) {
  const auto pid = pid_in(file);
  return pid != 0 && eventually([pid] { return is_over(pid); });
}

}  // namespace

TEST_CASE("a command's exit status and both its outputs are known") {
  const auto said = run("echo out; echo err >&2; exit 3");
  CHECK(said.exit_status == 3);
  CHECK(said.signal == 0);
  CHECK_FALSE(said.timed_out);
  CHECK_THAT(said.output, Contains("out\n") && Contains("err\n"));
}

TEST_CASE("a command is told about the world in its environment, and has the rest of ours") {
  CHECK_THAT(run("echo $TINES_TEAM_ID; echo path=$PATH").output,
             Contains("7\n") && Contains("path=/"));
}

TEST_CASE("a command that is ended by a signal is known by it") {
  const auto said = run("kill -SEGV $$");
  CHECK(said.signal == SIGSEGV);
  CHECK(said.exit_status == 128 + SIGSEGV);
}

TEST_CASE("a shell whose program crashed says so, and other statuses above 128 are none") {
  CHECK(run("sh -c 'kill -SEGV $$'; exit $?").signal == SIGSEGV);
  CHECK(run("exit 134").signal == SIGABRT);
  CHECK(run("exit 130").signal == 0);
  CHECK(run("exit 200").signal == 0);
}

TEST_CASE("a command that reads its standard input finds its end") {
  CHECK(run("cat; exit 4").exit_status == 4);
}

TEST_CASE("a command that takes too long is ended, with everything that it started") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "pid";
  const auto said = run("sleep 1000 & echo $! >" + file.string() + "; wait", 300ms);
  CHECK(said.timed_out);
  CHECK(is_gone(file));
}

TEST_CASE("what a command leaves running when it ends is ended, also in a session of its own") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "pid";
  const auto said = run("setsid sh -c 'echo $$ >" + file.string() +
                        "; exec sleep 1000' >/dev/null 2>&1 & while [ ! -s " + file.string() +
                        " ]; do sleep 0.01; done");
  CHECK(said.exit_status == 0);
  CHECK_FALSE(said.timed_out);
  CHECK(is_gone(file));
}

TEST_CASE("a daemon without our environment is ended with its own command, and with no other") {
  const TemporaryFolder folder;
  const auto daemon = [&](const std::string& name) {
    const auto file = (folder.path() / name).string();
    return "env -i setsid sh -c 'sh -c \"echo \\$\\$ >" + file +
           "; exec sleep 1000\" &' >/dev/null 2>&1 & while [ ! -s " + file +
           " ]; do sleep 0.01; done; ";
  };
  std::stop_source stop;
  const auto first = folder.path() / "first";
  std::jthread other([&] { run(daemon("first") + "sleep 1000", 30s, stop.get_token()); });
  REQUIRE(eventually([&] { return pid_in(first) != 0; }));
  CHECK(run(daemon("second")).exit_status == 0);
  CHECK(is_gone(folder.path() / "second"));
  CHECK_FALSE(is_over(pid_in(first)));
  stop.request_stop();
  other.join();
  CHECK(is_gone(first));
}

TEST_CASE("a command does not keep a connection open that a server of this process resets") {
  MockServer server;
  server.inject({.name = "reset", .phase = Phase::before_commit, .effect = effects::reset()});
  wire::testing::RawClient client(server.port());
  const TemporaryFolder folder;
  const auto file = folder.path() / "pid";
  std::stop_source stop;
  std::jthread command(
      [&] { run("echo $$ >" + file.string() + "; exec sleep 1000", 30s, stop.get_token()); });
  REQUIRE(eventually([&] { return pid_in(file) != 0; }));
  client.send("GET /api/v1/info HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.read_all().empty());
  CHECK(client.end() == wire::testing::RawClient::End::reset);
  stop.request_stop();
}

TEST_CASE("a file with a real key is not passed on beside the key of the mock") {
  ::setenv("TINES_TEAM_ID_FILE", "/real", 1);
  ::setenv("TINES_OTHER_FILE", "/other", 1);
  CHECK(run("echo $TINES_TEAM_ID_FILE $TINES_OTHER_FILE").output == "/other\n");
}

TEST_CASE("a command whose child keeps the output open is over when it has ended") {
  const auto said = run("sleep 1000 & echo done");
  CHECK(said.exit_status == 0);
  CHECK_THAT(said.output, Contains("done"));
}

TEST_CASE("a stop ends a command") {
  std::stop_source stop;
  const TemporaryFolder folder;
  const auto file = folder.path() / "pid";
  std::jthread stopping([&] {
    eventually([&] { return std::filesystem::exists(file); });
    stop.request_stop();
  });
  const auto said = run("echo $$ >" + file.string() + "; exec sleep 1000", 30s, stop.get_token());
  CHECK(said.timed_out);
}

TEST_CASE("a command that does not exist is an error that names it") {
  CHECK_THROWS_WITH(run_command({.arguments = {"/none/such"}}, {}), Contains("/none/such"));
}

TEST_CASE("of a long output the beginning and the end are kept, and a key within it") {
  const auto said =
      run("head -c 3000000 /dev/zero | tr '\\0' x; echo a-secret-key; "
          "head -c 3000000 /dev/zero | tr '\\0' y; echo end");
  CHECK(said.output.size() < 3 * kept_output_bytes);
  CHECK_THAT(said.output,
             Contains("xxx") && Contains("a-secret-key") && Contains("bytes left out"));
  CHECK(said.output.ends_with("yend\n"));
}

TEST_CASE("a key that two writes split is found") {
  redaction::KnownSecrets secrets;
  secrets.know("a-secret-key");
  Output output(secrets, 4);
  output.add("begin a-sec");
  output.add("ret-key" + std::string(20'000, 'x'));
  CHECK_THAT(output.text(), Contains("a-secret-key"));
}

TEST_CASE("placeholders in the arguments are replaced, everything else stays") {
  const Told told = {{"TINES_TENANT_URL", "http://x"}, {"TINES_STORY_IDS", "1,2"}};
  CHECK(filled({"--url={url}", "{story_ids}", "{url}/{url}", "{team_id}", "{}"}, told) ==
        std::vector<std::string>{"--url=http://x", "1,2", "http://x/http://x", "{team_id}", "{}"});
}

TEST_CASE("a command is told the origin, its stories and the destination of the world") {
  MockServer server;
  const auto told = told_about(server, sample_world());
  CHECK(told.at("TINES_TENANT_URL") == server.url("origin"));
  CHECK(told.at("TINES_API_KEY") == "origin-key");
  CHECK(told.at("TINES_TEAM_ID") == "7");
  CHECK(told.at("TINES_STORY_IDS") == "9981,9982");
  CHECK(told.at("TINES_DESTINATION_TENANT_URL") == server.url("dest"));
  CHECK(told.at("TINES_DESTINATION_API_KEY") == "dest-key");
  CHECK(told.at("TINES_DESTINATION_TEAM_ID") == "42");
}

TEST_CASE("where a long output is cut, no part of a key is left") {
  redaction::KnownSecrets secrets;
  secrets.know("a-secret-key");
  for (std::size_t before = 0; before < 12; ++before) {
    Output output(secrets, 32 * 1024);
    std::string keys(before, ' ');
    while (keys.size() < 100'000) keys += "a-secret-key";
    output.add(keys);
    const auto text = output.text();
    auto rest = text;
    replace_all(rest, "a-secret-key", "");
    INFO(before);
    CHECK(rest.find("key") == std::string::npos);
    CHECK(rest.find("secret") == std::string::npos);
    CHECK_THAT(text, Contains("bytes left out"));
  }
}

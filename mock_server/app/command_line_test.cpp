#include "app/command_line.hpp"

#include "testing/catch2.hpp"

namespace tines_mock::app {
namespace {

Result<Command, Exit> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "tines-mock");
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

Serve parse_serve(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "serve");
  const auto command = parse(std::move(arguments));
  if (!command) FAIL(command.error().text);
  return std::get<Serve>(*command);
}

Exit parse_refused(std::vector<const char*> arguments) {
  const auto command = parse(std::move(arguments));
  REQUIRE_FALSE(command);
  return command.error();
}

}  // namespace

TEST_CASE("serve without arguments is the sample world on 127.0.0.1:8080") {
  const Serve serve = parse_serve({});
  CHECK_FALSE(serve.world_file);
  CHECK(serve.server.host == "127.0.0.1");
  CHECK(serve.server.port == 8080);
  CHECK_FALSE(serve.server.tls);
  CHECK(serve.world.revision == Revision::r2025_05);
  CHECK(serve.world.sync_mode == SyncMode::immediate);
  CHECK_FALSE(serve.world.virtual_clock);
  CHECK(serve.log == LogFormat::text);
}

TEST_CASE("serve takes every option") {
  const Serve serve = parse_serve({"--world",
                                   "w.json",
                                   "--host",
                                   "::1",
                                   "--port",
                                   "0",
                                   "--revision",
                                   "2026-06",
                                   "--sync-mode",
                                   "deferred",
                                   "--assumptions",
                                   "a.json",
                                   "--ready-file",
                                   "r.json",
                                   "--log",
                                   "json",
                                   "--faults",
                                   "f.json",
                                   "g.json",
                                   "--scenario",
                                   "one",
                                   "two",
                                   "--rng-seed",
                                   "18446744073709551615",
                                   "--virtual-clock",
                                   "--control-token",
                                   "token",
                                   "--read-only-control",
                                   "--tls-cert",
                                   "c.pem",
                                   "--tls-key",
                                   "k.pem",
                                   "--show-keys"});
  CHECK(serve.world_file == "w.json");
  CHECK(serve.server.host == "::1");
  CHECK(serve.server.port == 0);
  CHECK(serve.world.revision == Revision::r2026_06);
  CHECK(serve.world.sync_mode == SyncMode::deferred);
  CHECK(serve.assumptions_file == "a.json");
  CHECK(serve.ready_file == "r.json");
  CHECK(serve.log == LogFormat::json);
  CHECK(serve.fault_files == std::vector<std::string>{"f.json", "g.json"});
  CHECK(serve.scenarios == std::vector<std::string>{"one", "two"});
  CHECK(serve.world.rng_seed == UINT64_MAX);
  CHECK(serve.world.virtual_clock);
  CHECK(serve.server.control_token == "token");
  CHECK(serve.server.read_only_control);
  REQUIRE(serve.server.tls);
  CHECK(serve.server.tls->certificate_file == "c.pem");
  CHECK(serve.server.tls->key_file == "k.pem");
  CHECK(serve.show_keys);
}

TEST_CASE("the flag --tls-self-signed is TLS without a certificate file") {
  const Serve serve = parse_serve({"--tls-self-signed"});
  REQUIRE(serve.server.tls);
  CHECK(serve.server.tls->certificate_file.empty());
}

TEST_CASE("demo serves the built-in demo, in which a sync takes its time") {
  const auto command = parse({"demo"});
  REQUIRE(command);
  const Serve& serve = std::get<Serve>(*command);
  REQUIRE(serve.demo);
  CHECK_FALSE(serve.demo->fast);
  CHECK_FALSE(serve.demo->scenes_file);
  CHECK(serve.server.port == 8080);
  CHECK(serve.world.sync_mode == SyncMode::deferred);
  CHECK_FALSE(serve.world.virtual_clock);
  CHECK_FALSE(parse_serve({}).demo);
}

TEST_CASE("demo takes scenes and a world of one's own, and the options of a server") {
  const auto command = parse({"demo", "--fast", "--scenes", "s.json", "--world", "w.json", "--port",
                              "0", "--ready-file", "r.json", "--log", "none"});
  REQUIRE(command);
  const Serve& serve = std::get<Serve>(*command);
  CHECK(serve.demo->fast);
  CHECK(serve.demo->scenes_file == "s.json");
  CHECK(serve.world_file == "w.json");
  CHECK(serve.world.virtual_clock);
  CHECK(serve.server.port == 0);
  CHECK(serve.ready_file == "r.json");
  CHECK(serve.log == LogFormat::none);
}

TEST_CASE("of two ports the last one counts, so that a script's default can be changed") {
  CHECK(parse_serve({"--port", "8080", "--port", "0"}).server.port == 0);
}

TEST_CASE("a number is decimal, with or without leading zeros") {
  CHECK(parse_serve({"--rng-seed", "010"}).world.rng_seed == 10);
  CHECK(parse_serve({"--port", "08080"}).server.port == 8080);
}

TEST_CASE("an invalid argument is reported in one line that names it") {
  const auto refuses = [](std::vector<const char*> arguments, const char* name) {
    const Exit exit = parse_refused(std::move(arguments));
    CAPTURE(exit.text);
    CHECK(exit.status == 2);
    CHECK(exit.text.find(name) != std::string::npos);
    CHECK(exit.text.find('\n') == exit.text.size() - 1);
  };
  refuses({}, "serve, demo, try, check or scenarios");
  refuses({"sevre"}, "sevre");
  refuses({"serve", "--colour", "blue"}, "--colour");
  refuses({"serve", "--port", "65536"}, "--port");
  refuses({"serve", "--port", "-1"}, "--port");
  refuses({"serve", "--revision", "2024-01"}, "--revision");
  for (const char* seed : {"lucky", "-1", "18446744073709551616", "1.0", "0x10", "", "1 "})
    refuses({"serve", "--rng-seed", seed}, "--rng-seed");
  refuses({"serve", "--tls-cert", "c.pem"}, "--tls-key");
  refuses({"serve", "--tls-key", "k.pem"}, "--tls-cert");
  refuses({"demo", "--scenario", "rate_limited"}, "--scenario");
  refuses({"demo", "--scenes", ""}, "--scenes");
  refuses({"check"}, "FILE");
  refuses({"check", "--nope"}, "--nope");
}

TEST_CASE("the help of demo says that with --fast the server goes on") {
  CHECK(parse_refused({"demo", "--help"}).text.find("goes on until it is stopped") !=
        std::string::npos);
}

TEST_CASE("every command has help with an example") {
  for (const char* name : {"serve", "demo", "check", "scenarios"}) {
    const Exit exit = parse_refused({name, "--help"});
    CHECK(exit.status == 0);
    CHECK(exit.text.find("Example:\n  tines-mock " + std::string(name)) != std::string::npos);
  }
  CHECK(parse_refused({"--help"}).text.find("Example:") != std::string::npos);
  CHECK(parse_refused({"--version"}).text.find("tines-mock ") == 0);
}

}  // namespace tines_mock::app

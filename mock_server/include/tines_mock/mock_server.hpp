#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/demo.hpp>
#include <tines_mock/fault.hpp>
#include <tines_mock/file_error.hpp>
#include <tines_mock/hold.hpp>
#include <tines_mock/http.hpp>
#include <tines_mock/journal.hpp>
#include <tines_mock/tls.hpp>
#include <tines_mock/world_options.hpp>
#include <tines_mock/world_spec.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Start here: a double of Tines tenants in your process. This is a whole program. It needs no
/// network, and the build compiles and runs it as it stands here:
///
///     #include <tines_mock/mock_server.hpp>
///
///     using namespace tines_mock;
///
///     int main() {
///       MockServer server({.listen = false});  // the sample world, without a socket
///       const Response response = server.handle({
///           .method = "POST",
///           .target = "/api/v1/admin/sync_destinations",
///           .headers = {{"Authorization", "Bearer origin-key"}},
///           .body = R"({"destination_tenant_url": "https://dest.tines.com",
///                       "destination_tenant_api_key": "dest-key", "destination_team_id": 42,
///                       "team_id": 7, "story_ids": [9981, 9982]})",
///       });
///       const bool synced = server.tenant("dest").stories().size() == 2;
///       return response.status == 201 && synced ? 0 : 1;
///     }
///
/// A client that speaks HTTP gets `server.url("origin")` of a `MockServer server;`, which listens
/// on a free port of 127.0.0.1. Failures are in fault.hpp and effects.hpp, what a world holds is in
/// world_spec.hpp, how it behaves in world_options.hpp, what it recorded in journal.hpp. To serve
/// the mock from a cpp-httplib server of your own, see httplib.hpp.
///
/// Everything in this header is thread-safe. Misuse throws std::logic_error: a name or an id that
/// does not exist (the text lists those that do), a value out of range, a call that cannot work.
namespace tines_mock {

/// A tenant of a world: its state as C++ values, without HTTP. Each call reads or changes the live
/// state and returns a copy. A change has the consequences that it has through the API: a changed
/// story is synced. When the world has another state without this tenant (`import_state`), each
/// call throws std::logic_error. A handle keeps its world alive; copies mean the same tenant.
class TenantHandle {
 public:
  const std::string& name() const;
  std::vector<Team> teams() const;
  std::vector<Story> stories() const;
  Story story(StoryId id) const;
  std::vector<SyncDestination> sync_destinations() const;
  SyncDestination sync_destination(SyncDestinationId id) const;

  StoryId add_story(Story story);         ///< returns the story's new id, whatever `story.id` is
  void update_story(const Story& story);  ///< replaces the story with the id `story.id`
  void delete_story(StoryId id);
  TeamId add_team(std::string name);
  void delete_team(TeamId id);  ///< with its stories, sync destinations and team keys
  void add_key(ApiKey key);
  void revoke_key(std::string_view secret);

 private:
  friend class WorldHandle;
  struct Hosted;
  explicit TenantHandle(std::shared_ptr<const Hosted> hosted);
  std::shared_ptr<const Hosted> hosted_;
};

/// One isolated world of a server: its tenants, fault rules, journal, clock and seed. A handle
/// keeps its world alive; copies mean the same world.
class WorldHandle {
 public:
  const std::string& name() const;
  std::uint64_t rng_seed() const;

  /// Base URL of a tenant, without a slash at the end: what a client is configured with.
  std::string url(std::string_view tenant) const;
  TenantHandle tenant(std::string_view name) const;

  /// Adds a fault rule after those that there are: of two rules that match a request, the earlier
  /// one fires. A world has at most limits::fault_rules (1000), each with a name of its own.
  void inject(FaultRule rule);
  /// Adds all of the rules or, when one of them is invalid, none.
  void inject_all(std::vector<FaultRule> rules);
  /// Adds the rules of a built-in scenario (`scenarios()`).
  void inject_scenario(std::string_view name);
  void remove_fault(std::string_view rule_name);
  /// Removes those of the scenario's rules that are still there. A rule that only has the name of
  /// one of them stays.
  void remove_scenario(std::string_view name);
  void clear_faults();
  std::vector<FaultRule> faults() const;
  /// The rules, whether each can still fire, and how often it did.
  std::vector<FaultStatus> fault_statuses() const;
  /// Names of the rules that have not changed anything yet (`FaultStatus::applied` is 0).
  std::vector<std::string> unfired_faults() const;

  /// Holds the first `times` requests (at Phase::push: pushes) that fit `when`, at that phase. See
  /// effects::Hold for the bounds.
  Hold hold(Matcher when, Phase phase, std::int64_t times = 1);
  /// Lets go on what a rule with effects::Hold holds now, and returns how many those were.
  std::size_t release(std::string_view rule_name);

  /// The entries of the journal, oldest first.
  std::vector<JournalEntry> requests() const;
  /// Why each rule did or did not act on a request, by the number of its entry: a line for each
  /// rule that there is, and for each that fired on it and was removed since. A rule at Phase::push
  /// has a line for each push before the response (the first limits::explained_pushes of them).
  std::vector<Explanation> explain(std::uint64_t request_number) const;
  /// How many entries were evicted because the journal was full (`WorldOptions::journal`) since it
  /// was last cleared.
  std::uint64_t evicted_requests() const;
  /// Empties the journal. Entries of requests that are still being answered stay.
  void clear_requests();

  /// Counts the requests that fit `matcher`, over all entries of the journal.
  Verification check(const Matcher& matcher, Count count) const;
  /// Looks for one request for each matcher, in this order; other requests may be between them.
  /// `Matcher::nth` must not be set.
  Verification check_in_order(const std::vector<Matcher>& matchers) const;
  /// As `check`, but throws VerificationError with the report when it does not hold.
  void verify(const Matcher& matcher, Count count) const;
  /// As `check_in_order`, but throws VerificationError with the report when it does not hold.
  void verify_in_order(const std::vector<Matcher>& matchers) const;
  /// Throws VerificationError unless every rule has changed something (`FaultStatus::applied`).
  void verify_all_faults_fired() const;

  /// A handle of the same world whose verifications wait: each ends as soon as it holds, or can no
  /// longer hold, or after `time` of real time, whatever the world's clock is. A reset, an
  /// import, the drop of the world and a stop of the server end it too, and
  /// `Verification::cut_short` says so. `time` is 0 (the default of other handles) to
  /// limits::within (10 minutes).
  ///
  ///     server.within(2s).verify(operation("sync_destination.create"), exactly(1));
  WorldHandle within(Milliseconds time) const;
  /// Calls `condition` now and after each change of the world until it returns true, but not longer
  /// than `within` says. Returns what `condition` returned last. It may use the server.
  bool wait_until(const std::function<bool()>& condition) const;

  /// The reference is valid as long as the server or a handle of this world exists.
  Clock& clock() const;
  /// As `clock`. Throws std::logic_error unless the world was made with
  /// `WorldOptions::virtual_clock`.
  VirtualClock& virtual_clock() const;

  /// Back to the state, fault rules, ids and seed that the world started with, and an empty
  /// journal. A request that is still being answered changes nothing in the new state. It stops
  /// waiting and is answered 409; when it is stalled or part of its response was sent, its
  /// connection is closed. Its entry stays in the journal as `outdated`.
  void reset();
  /// The state as it is now, with the pushes that are not finished.
  WorldSpec export_state() const;
  /// Replaces the state and the rate limit, also those that `reset` brings back. Fault rules and
  /// journal stay. Requests that are still being answered end as with `reset`.
  void import_state(WorldSpec state);

 private:
  friend class MockServer;
  struct Hosted;
  explicit WorldHandle(std::shared_ptr<const Hosted> hosted);
  std::shared_ptr<const Hosted> hosted_;
};

struct ServerOptions {
  std::string host = "127.0.0.1";  ///< the address to listen on
  int port = 0;                    ///< 0: any free one
  std::optional<Tls> tls = {};     ///< empty: plain http
  /// What every request to the control API must carry. Not blank. Required when the server listens
  /// on an address that other machines reach.
  std::optional<std::string> control_token = {};
  /// The control API refuses every request that would change something.
  bool read_only_control = false;
  bool listen = true;  ///< false: no socket; requests come through `MockServer::handle` only
  /// Called with each entry of a journal when it is complete, on the thread that answered the
  /// request. It must be quick and thread-safe, and must not call the server. What it throws is
  /// written to the entry's `error`.
  std::function<void(const JournalEntry&)> on_request = {};
  /// Scenes that the server plays on its default world, from its start on. A demo that is not
  /// valid, or that names a tenant which the world does not have, is a std::logic_error.
  std::optional<Demo> demo = {};
};

/// A server with one world, the default world, and any number of others. It serves from its
/// construction to its destruction, which does not wait for clients, stalls or delays. It changes
/// nothing else in the process (no signal handler, no environment variable), and its destructor
/// does nothing in a process that was forked after its construction.
class MockServer {
 public:
  /// Throws std::system_error when the host and port cannot be bound, FileError when a TLS file
  /// cannot be used, std::logic_error when the world is inconsistent or an option is out of range.
  explicit MockServer(WorldSpec world = sample_world(), WorldOptions world_options = {},
                      ServerOptions server_options = {});
  /// Serves the sample world.
  explicit MockServer(ServerOptions options);
  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  std::string url() const;  ///< scheme, host and port, for example "http://127.0.0.1:41213"
  int port() const;         ///< 0 when it does not listen
  /// The server's certificate in PEM, for clients that shall trust a self-signed one; "" without
  /// TLS.
  std::string certificate_pem() const;

  /// Answers a request without a socket. It takes the way that every request takes, from
  /// Phase::request on. Because there is no connection, rules at Phase::connect do not act, the
  /// response has no header Date or Connection, and Content-Length only when it answers HEAD. It
  /// blocks as long as a fault rule delays the request.
  Response handle(const Request& request);

  WorldHandle world() const;  ///< the default world
  WorldHandle world(std::string_view name) const;
  /// Adds a world. Its URLs begin with /w/NAME. `name` has 1 to limits::name_bytes (63) of the
  /// characters a–z, 0–9, '-' and '_', and no other world has it. A server has at most
  /// limits::worlds (1000).
  WorldHandle add_world(std::string name, WorldSpec world, WorldOptions options = {});
  /// Removes a world that was added. Its requests that are still being answered end as with
  /// `WorldHandle::reset`.
  void drop_world(std::string_view name);

  /// Closes every connection and waits for the server's threads. May be called more than once.
  void stop();

  // What tests use most, of the default world: `server.tenant("dest")` is
  // `server.world().tenant("dest")`.
  std::string url(std::string_view tenant) const { return world().url(tenant); }
  TenantHandle tenant(std::string_view name) const { return world().tenant(name); }
  void inject(FaultRule rule) { world().inject(std::move(rule)); }
  void inject_scenario(std::string_view name) { world().inject_scenario(name); }
  Hold hold(Matcher when, Phase phase, std::int64_t times = 1) {
    return world().hold(std::move(when), phase, times);
  }
  std::vector<JournalEntry> requests() const { return world().requests(); }
  Verification check(const Matcher& matcher, Count count) const {
    return world().check(matcher, count);
  }
  void verify(const Matcher& matcher, Count count) const { world().verify(matcher, count); }
  WorldHandle within(Milliseconds time) const { return world().within(time); }
  VirtualClock& virtual_clock() const { return world().virtual_clock(); }
  void reset() { world().reset(); }

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace tines_mock

#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/fault.hpp>
#include <tines_mock/file_error.hpp>
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
#include <vector>

/// Start here. The double of Tines tenants, in-process:
///
///     MockServer server;                                  // the documented sample world
///     our_client(server.url("origin"), "origin-key").sync_stories({9981, 9982});
///     REQUIRE(server.tenant("origin").sync_destinations().size() == 1);
///
/// Everything here is thread-safe. A name that does not exist, or a call that cannot be meant,
/// throws std::logic_error that says what there is to choose from.
namespace tines_mock {

namespace exchange {
class HostedWorld;
class Hosting;
}  // namespace exchange

/// A tenant of a world: its state, typed, without HTTP. Each call reads or changes the live state;
/// what it returns is a copy. Changes act as they would through the API (a changed story syncs).
class TenantHandle {
 public:
  TenantHandle(std::shared_ptr<exchange::HostedWorld> world, std::string name);

  const std::string& name() const { return name_; }
  std::vector<Team> teams() const;
  std::vector<Story> stories() const;
  Story story(StoryId id) const;
  std::vector<SyncDestination> sync_destinations() const;
  SyncDestination sync_destination(SyncDestinationId id) const;

  // std::logic_error for a story or a key that a world could not have.
  StoryId add_story(Story story);  ///< its id is ignored, the tenant gives one
  void update_story(const Story& story);
  void delete_story(StoryId id);
  TeamId add_team(std::string name);
  void delete_team(TeamId id);  ///< with its stories, sync destinations and team keys
  void add_key(ApiKey key);
  void revoke_key(std::string_view secret);

 private:
  std::shared_ptr<exchange::HostedWorld> world_;
  std::string name_;
};

/// One isolated world of a server: state, faults, journal, clock, seed.
class WorldHandle {
 public:
  WorldHandle(std::shared_ptr<exchange::Hosting> hosting,
              std::shared_ptr<exchange::HostedWorld> world);

  const std::string& name() const;
  std::uint64_t rng_seed() const;

  /// Base URL of a tenant, without a trailing slash: give it to a client as "the Tines URL".
  std::string url(std::string_view tenant) const;
  TenantHandle tenant(std::string_view name) const;

  /// Adds a fault rule behind those that are there: of two that can both fire, the first wins.
  void inject(FaultRule rule);
  /// All of them or, when one cannot be, none.
  void inject_all(std::vector<FaultRule> rules);
  void inject_scenario(std::string_view name);
  void remove_fault(std::string_view rule_name);
  /// Removes the scenario's rules, those that are there.
  void remove_scenario(std::string_view name);
  void clear_faults();
  std::vector<FaultRule> faults() const;
  /// The rules, whether each can still fire, and how often it has.
  std::vector<FaultStatus> fault_statuses() const;
  /// Names of the rules that have not acted yet.
  std::vector<std::string> unfired_faults() const;

  /// What is in the journal, oldest first.
  std::vector<JournalEntry> requests() const;
  /// Entries that were evicted since the journal was cleared, because it was full
  /// (WorldOptions::journal). As long as there are any, a verification that depends on them cannot
  /// be told.
  std::uint64_t evicted_requests() const;
  /// Forgets the requests that are over. One that is under way stays: it still acts.
  void clear_requests();
  Verification check(const Matcher& matcher, Count count) const;
  /// One request for each matcher, none of which has `nth`, in this order; others may come between.
  Verification check_in_order(const std::vector<Matcher>& matchers) const;
  /// As check, but throws VerificationError with the report unless it is certain that it holds.
  void verify(const Matcher& matcher, Count count) const;
  void verify_in_order(const std::vector<Matcher>& matchers) const;
  /// A rule that only ever found nothing to change, or came too late, has not acted.
  void verify_all_faults_fired() const;

  Clock& clock() const;
  /// The world's virtual clock; std::logic_error when the world runs on real time.
  VirtualClock& virtual_clock() const;

  /// State, faults, ids and seed as they were at the start; no journal. A request that is under way
  /// belongs to the state that is gone: nothing of it is in the new one, it waits no longer, is
  /// answered 409 (or cut, where its answer was on the way already, or stalled) and then stands in
  /// the journal as `outdated`.
  void reset();
  /// The state as a world file can hold it, pushes that are under way included.
  WorldSpec export_state() const;
  /// Another state and rate limit from now on, also what `reset` goes back to. Faults and journal
  /// stay. Requests that are under way are answered as at `reset`.
  void import_state(WorldSpec state);

 protected:
  std::shared_ptr<exchange::Hosting> hosting_;
  std::shared_ptr<exchange::HostedWorld> world_;
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;  ///< 0: any free one
  std::optional<Tls> tls = {};
  /// Required when `host` is not a loopback address; never blank.
  std::optional<std::string> control_token = {};
  bool listen = true;  ///< false: no socket, `handle` only
  /// Called with each entry of a journal when it is complete, on the thread that served it: must be
  /// quick, thread-safe, and must not call the server. What it throws, of any type, stands in the
  /// entry's `error` and goes no further.
  std::function<void(const JournalEntry&)> on_request = {};
};

/// A server and its default world. Constructing it binds and serves; destroying it stops at once,
/// whatever clients, stalls or delays are open. It changes nothing else in the process: no signal,
/// no environment. In a process that is forked from the one that serves, its destructor does
/// nothing.
class MockServer : public WorldHandle {
 public:
  /// Throws std::system_error when host and port cannot be bound, FileError for TLS files, and
  /// std::logic_error for a world that contradicts itself or options that cannot be.
  explicit MockServer(WorldSpec world = sample_world(), WorldOptions world_options = {},
                      ServerOptions server_options = {});
  ~MockServer();
  MockServer(const MockServer&) = delete;
  MockServer& operator=(const MockServer&) = delete;

  using WorldHandle::url;
  std::string url() const;  ///< scheme, host and port, for example "http://127.0.0.1:41213"
  int port() const;         ///< 0 when it does not listen
  /// In PEM, for a client that shall trust a self-signed server; "" without TLS.
  std::string certificate_pem() const;

  /// Answers without a socket, on the way that every request takes from Phase::request on; without
  /// a connection there is no Phase::connect, and no line Date or Connection; only to HEAD,
  /// Content-Length tells how long the body would be.
  Response handle(const Request& request);

  /// Another world beside the default one, under its own prefix. std::logic_error when the name is
  /// taken or cannot stand in a path.
  WorldHandle add_world(std::string name, WorldSpec world, WorldOptions options = {});
  WorldHandle world(std::string_view name) const;
  /// Its requests under way are answered as at `reset`: nobody waits on its clock any more.
  void drop_world(std::string_view name);

  /// Ends every connection and waits for the server's threads. More than once is fine.
  void stop();

 private:
  class Running;
  MockServer(std::shared_ptr<exchange::Hosting> hosting, ServerOptions options);
  std::unique_ptr<Running> running_;
};

}  // namespace tines_mock

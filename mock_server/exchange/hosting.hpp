#pragma once

#include "exchange/hosted_world.hpp"
#include "support/result.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::exchange {

/// The worlds of a server, and the URL at which it listens. Thread-safe.
class Hosting {
 public:
  explicit Hosting(std::shared_ptr<HostedWorld> default_world);

  const std::shared_ptr<HostedWorld>& default_world() const { return default_world_; }
  /// Null when no world has that name.
  std::shared_ptr<HostedWorld> find(std::string_view name) const;
  /// All worlds, the default world among them, in the order of their names.
  std::vector<std::shared_ptr<HostedWorld>> worlds() const;

  /// Hides a secret in the journals of all worlds, also of those that are added later.
  void know(std::string_view secret);

  /// The error says why no world of that name can be added.
  Result<void, std::string> check_new_name(std::string_view name) const;
  /// False when a world has that name, or there are limits::worlds already.
  bool add(std::shared_ptr<HostedWorld> world);
  /// False when no world has that name, or it is the default world. Requests under way keep the
  /// world until they have a response; their waits end.
  bool drop(std::string_view name);

  /// Scheme, host and port at which the server listens; "http://localhost" while it does not
  /// listen.
  std::string base_url() const;
  void set_base_url(std::string url);

  /// Ends all waits, now and later: the server stops.
  void stop() { stop_.request_stop(); }
  std::stop_token stop_token() const { return stop_.get_token(); }

  /// Base URL of a tenant, without a trailing slash.
  std::string url(const HostedWorld& world, std::string_view tenant) const;

 private:
  const std::shared_ptr<HostedWorld> default_world_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<HostedWorld>, std::less<>> worlds_;
  std::vector<std::string> secrets_;
  std::string base_url_ = "http://localhost";
  std::stop_source stop_;
};

}  // namespace tines_mock::exchange

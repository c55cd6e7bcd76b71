#pragma once

#include "exchange/hosted_world.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tines_mock::exchange {

/// The worlds of a server and where it is reached. Thread-safe.
class Hosting {
 public:
  explicit Hosting(std::shared_ptr<HostedWorld> default_world);

  const std::shared_ptr<HostedWorld>& default_world() const { return default_world_; }
  /// Null when there is none of that name.
  std::shared_ptr<HostedWorld> find(std::string_view name) const;
  /// In the order of their names, the default one among them.
  std::vector<std::shared_ptr<HostedWorld>> worlds() const;

  /// A secret of the server as a whole: it stands in no world's journal, whenever the world came.
  void know(std::string_view secret);

  /// Why a world of that name cannot be added; "" when it can.
  std::string objection_to(std::string_view name) const;
  /// False when the name is taken or there are limits::worlds already.
  bool add(std::shared_ptr<HostedWorld> world);
  /// False when there is none of that name, or it is the default one. Requests on their way keep
  /// the world until they are answered, and wait for nothing more on its clock.
  bool drop(std::string_view name);

  /// Scheme, host and port at which the server listens; "http://localhost" as long as it does not.
  std::string base_url() const;
  void set_base_url(std::string url);

  /// Base URL of a tenant, without a trailing slash.
  std::string url(const HostedWorld& world, std::string_view tenant) const;

 private:
  const std::shared_ptr<HostedWorld> default_world_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<HostedWorld>, std::less<>> worlds_;
  std::vector<std::string> secrets_;
  std::string base_url_ = "http://localhost";
};

}  // namespace tines_mock::exchange

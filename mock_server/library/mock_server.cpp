#include "control/control.hpp"
#include "exchange/exchange.hpp"
#include "formats/world_rules.hpp"
#include "http/host.hpp"
#include "library/misuse.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"
#include "wire/server.hpp"

#include <tines_mock/mock_server.hpp>

#include <unistd.h>

namespace tines_mock {
namespace {

void demand_in_range(std::string_view option, std::int64_t value, IntegerRange range) {
  if (value >= range.min && value <= range.max) return;
  throw std::logic_error("WorldOptions::" + std::string(option) + ": expected " +
                         std::to_string(range.min) + " to " + std::to_string(range.max) +
                         ", found " + std::to_string(value));
}

void demand_sense(const WorldOptions& options) {
  const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  demand_in_range("sync_delay_ms", options.sync_delay_ms.count(), {0, limits::delay.count()});
  demand_in_range("journal.entries", number(options.journal.entries),
                  {1, number(limits::most_journal_entries)});
  demand_in_range("journal.bytes", number(options.journal.bytes),
                  {1, number(limits::most_journal_bytes)});
}

std::shared_ptr<exchange::HostedWorld> make_world(std::string name, WorldSpec spec,
                                                  WorldOptions options) {
  demand_sense(options);
  if (const auto problems = formats::validate(spec); !problems.empty())
    throw std::logic_error("a world that contradicts itself: " + to_string(problems, name));
  return std::make_shared<exchange::HostedWorld>(std::move(name), std::move(spec),
                                                 std::move(options));
}

std::shared_ptr<exchange::Hosting> make_hosting(WorldSpec spec, WorldOptions options) {
  return std::make_shared<exchange::Hosting>(
      make_world(exchange::default_world_name, std::move(spec), std::move(options)));
}

// Empty is not absent: it is what a caller gives whose own setting is not there.
void demand_values(const ServerOptions& options) {
  if (options.control_token && is_blank(*options.control_token))
    throw std::logic_error(
        "MockServer: the control token (ServerOptions::control_token) is blank: give one, or an "
        "empty optional for none");
  if (is_blank(options.host))
    throw std::logic_error(
        "MockServer: the host (ServerOptions::host) is blank: give an address, as 127.0.0.1");
  if (options.tls && options.tls->certificate_file.empty() != options.tls->key_file.empty())
    throw std::logic_error(
        "MockServer: TLS takes both files (Tls::certificate_file, Tls::key_file), or none of them "
        "for a certificate that is made now");
}

void demand_token(const ServerOptions& options) {
  if (options.listen && !options.control_token && !is_loopback_host(options.host))
    throw std::logic_error("MockServer: " + options.host +
                           " is not a loopback address: set a control token "
                           "(ServerOptions::control_token, --control-token), so that nobody else "
                           "can change its worlds");
}

}  // namespace

/// What runs as long as the server does; what comes first is destroyed last.
class MockServer::Running {
 public:
  Running(std::shared_ptr<exchange::Hosting> hosting, ServerOptions options)
      : hosting_(std::move(hosting)),
        control_(*hosting_, options.control_token),
        exchange_(
            *hosting_, [this](const Request& request) { return control_.answer(request); },
            std::move(options.on_request)) {
    if (!options.listen) return;
    server_.emplace(exchange_, wire::Endpoint{options.host, options.port, options.tls});
    hosting_->set_base_url(server_->url());
  }

  /// Whether this process made the server; another one is a fork of that.
  bool is_ours() const { return process_ == ::getpid(); }

  exchange::Exchange& exchange() { return exchange_; }
  wire::Server* server() { return server_ ? &*server_ : nullptr; }
  std::stop_token stop_token() const { return stop_.get_token(); }

  void stop() {
    stop_.request_stop();
    if (server_) server_->stop();
  }

 private:
  const pid_t process_ = ::getpid();
  std::shared_ptr<exchange::Hosting> hosting_;
  control::Control control_;
  exchange::Exchange exchange_;
  std::stop_source stop_;
  std::optional<wire::Server> server_;
};

MockServer::MockServer(WorldSpec world, WorldOptions world_options, ServerOptions server_options)
    : MockServer(make_hosting(std::move(world), std::move(world_options)),
                 std::move(server_options)) {}

MockServer::MockServer(std::shared_ptr<exchange::Hosting> hosting, ServerOptions options)
    : WorldHandle(hosting, hosting->default_world()) {
  demand_values(options);
  demand_token(options);
  running_ = std::make_unique<Running>(std::move(hosting), std::move(options));
}

// In a forked process the server's threads do not exist, and what they held or waited for stays as
// it was: locks, condition variables. So nothing is destroyed there.
MockServer::~MockServer() {
  if (running_->is_ours()) {
    stop();
    return;
  }
  static auto* const kept = new std::vector<std::shared_ptr<void>>();
  kept->push_back(std::shared_ptr<Running>(std::move(running_)));
  kept->push_back(hosting_);
}

std::string MockServer::url() const {
  return hosting_->base_url();
}

int MockServer::port() const {
  return running_->server() ? running_->server()->port() : 0;
}

std::string MockServer::certificate_pem() const {
  return running_->server() ? running_->server()->certificate_pem() : std::string();
}

Response MockServer::handle(const Request& request) {
  return running_->exchange().handle(request, running_->stop_token());
}

WorldHandle MockServer::add_world(std::string name, WorldSpec world, WorldOptions options) {
  if (const auto objection = hosting_->objection_to(name); !objection.empty())
    throw std::logic_error("add_world: " + objection);
  auto added = make_world(std::move(name), std::move(world), std::move(options));
  if (!hosting_->add(added))
    throw std::logic_error("add_world: another thread added the world " + added->name());
  return {hosting_, std::move(added)};
}

WorldHandle MockServer::world(std::string_view name) const {
  if (auto found = hosting_->find(name)) return {hosting_, std::move(found)};
  std::vector<std::string> names;
  for (const auto& world : hosting_->worlds()) names.push_back(world->name());
  throw misuse("world", name, "a world of this server", names);
}

void MockServer::drop_world(std::string_view name) {
  if (!hosting_->find(name)) world(name);
  if (!hosting_->drop(name))
    throw std::logic_error("drop_world: the default world stays as long as its server");
}

void MockServer::stop() {
  if (running_->is_ours()) running_->stop();
}

}  // namespace tines_mock

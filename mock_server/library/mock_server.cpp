#include "control/control.hpp"
#include "demo/player.hpp"
#include "exchange/exchange.hpp"
#include "formats/world_rules.hpp"
#include "http/host.hpp"
#include "library/hosted.hpp"
#include "library/lookup.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"
#include "wire/server.hpp"

#include <unistd.h>

namespace tines_mock {
namespace {

void require_in_range(std::string_view option, std::int64_t value, IntegerRange range) {
  if (value >= range.min && value <= range.max) return;
  throw std::logic_error("WorldOptions::" + std::string(option) + ": expected " +
                         std::to_string(range.min) + " to " + std::to_string(range.max) +
                         ", found " + std::to_string(value));
}

void require_valid(const WorldOptions& options) {
  const auto number = [](std::size_t value) { return static_cast<std::int64_t>(value); };
  require_in_range("sync_delay", options.sync_delay.count(), {0, limits::delay.count()});
  require_in_range("journal.entries", number(options.journal.entries),
                   {1, number(limits::most_journal_entries)});
  require_in_range("journal.bytes", number(options.journal.bytes),
                   {1, number(limits::most_journal_bytes)});
}

std::shared_ptr<exchange::HostedWorld> make_world(std::string name, WorldSpec spec,
                                                  WorldOptions options) {
  require_valid(options);
  if (const auto problems = formats::validate(spec); !problems.empty())
    throw std::logic_error("a world that contradicts itself: " + to_string(problems, name));
  return std::make_shared<exchange::HostedWorld>(std::move(name), std::move(spec),
                                                 std::move(options));
}

std::shared_ptr<exchange::Hosting> make_hosting(WorldSpec spec, WorldOptions options) {
  return std::make_shared<exchange::Hosting>(
      make_world(exchange::default_world_name, std::move(spec), std::move(options)));
}

// A blank option is a mistake: it often comes from a setting of the caller that is missing.
void require_values(const ServerOptions& options) {
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

void require_token(const ServerOptions& options) {
  if (options.listen && !options.control_token && !is_loopback_host(options.host))
    throw std::logic_error("MockServer: " + options.host +
                           " is not a loopback address: set a control token "
                           "(ServerOptions::control_token, --control-token), so that nobody else "
                           "can change its worlds");
}

}  // namespace

/// The parts of a server. Members are destroyed in reverse order: the sockets first.
class MockServer::Running {
 public:
  Running(std::shared_ptr<exchange::Hosting> hosting, ServerOptions options)
      : hosting_(std::move(hosting)),
        demo_(make_player(std::move(options.demo))),
        control_(*hosting_, {options.control_token, options.read_only_control}, send(),
                 demo_.get()),
        exchange_(
            *hosting_,
            [this](const Request& request, std::stop_token stop) {
              return control_.answer(request, std::move(stop));
            },
            std::move(options.on_request)) {
    if (options.listen) {
      server_.emplace(exchange_, wire::Endpoint{options.host, options.port, options.tls});
      hosting_->set_base_url(server_->url());
    }
    if (demo_) demo_->start();
  }

  /// False in a process that was forked from the one that made the server.
  bool belongs_to_this_process() const { return process_ == ::getpid(); }

  exchange::Hosting& hosting() const { return *hosting_; }
  WorldHandle handle(std::shared_ptr<exchange::HostedWorld> world) const {
    return WorldHandle(
        std::make_shared<WorldHandle::Hosted>(WorldHandle::Hosted{hosting_, std::move(world), {}}));
  }
  exchange::Exchange& exchange() { return exchange_; }
  wire::Server* server() { return server_ ? &*server_ : nullptr; }

  void stop() {
    if (demo_) demo_->stop();
    hosting_->stop();
    if (server_) server_->stop();
  }

 private:
  control::Send send() {
    return [this](const Request& request, std::stop_token stop) {
      return exchange_.handle(request, std::move(stop));
    };
  }
  std::unique_ptr<demo::Player> make_player(std::optional<Demo> demo) {
    if (!demo) return nullptr;
    return std::make_unique<demo::Player>(std::move(*demo), hosting_->default_world(), send());
  }

  const pid_t process_ = ::getpid();
  std::shared_ptr<exchange::Hosting> hosting_;
  std::unique_ptr<demo::Player> demo_;
  control::Control control_;
  exchange::Exchange exchange_;
  std::optional<wire::Server> server_;
};

MockServer::MockServer(WorldSpec world, WorldOptions world_options, ServerOptions server_options) {
  auto hosting = make_hosting(std::move(world), std::move(world_options));
  require_values(server_options);
  require_token(server_options);
  running_ = std::make_unique<Running>(std::move(hosting), std::move(server_options));
}

MockServer::MockServer(ServerOptions options)
    : MockServer(sample_world(), {}, std::move(options)) {}

// A forked process has none of the server's threads, so that locks which they held stay locked:
// nothing can be destroyed there.
MockServer::~MockServer() {
  if (running_->belongs_to_this_process()) {
    stop();
    return;
  }
  static auto* const kept = new std::vector<std::unique_ptr<Running>>();
  kept->push_back(std::move(running_));
}

std::string MockServer::url() const {
  return running_->hosting().base_url();
}

int MockServer::port() const {
  return running_->server() ? running_->server()->port() : 0;
}

std::string MockServer::certificate_pem() const {
  return running_->server() ? running_->server()->certificate_pem() : std::string();
}

Response MockServer::handle(const Request& request) {
  return running_->exchange().handle(request, running_->hosting().stop_token());
}

WorldHandle MockServer::world() const {
  return running_->handle(running_->hosting().default_world());
}

WorldHandle MockServer::world(std::string_view name) const {
  auto& hosting = running_->hosting();
  if (auto found = hosting.find(name)) return running_->handle(std::move(found));
  std::vector<std::string> names;
  for (const auto& world : hosting.worlds()) names.push_back(world->name());
  throw unknown_name("world", name, "a world of this server", names);
}

WorldHandle MockServer::add_world(std::string name, WorldSpec spec, WorldOptions options) {
  auto& hosting = running_->hosting();
  if (const auto valid = hosting.check_new_name(name); !valid)
    throw std::logic_error("add_world: " + valid.error());
  auto added = make_world(std::move(name), std::move(spec), std::move(options));
  if (!hosting.add(added))
    throw std::logic_error("add_world: another thread added the world " + added->name());
  return running_->handle(std::move(added));
}

void MockServer::drop_world(std::string_view name) {
  auto& hosting = running_->hosting();
  if (!hosting.find(name)) world(name);
  if (!hosting.drop(name))
    throw std::logic_error("drop_world: the default world stays as long as its server");
}

void MockServer::stop() {
  if (running_->belongs_to_this_process()) running_->stop();
}

}  // namespace tines_mock

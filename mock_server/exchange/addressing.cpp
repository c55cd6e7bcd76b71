#include "exchange/addressing.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tines_mock::exchange {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

// Takes "/w/{world}" and "/t/{tenant}" off the start of a path.
class PrefixReader {
 public:
  explicit PrefixReader(const Target& target) : segments_(target.segments) {}

  std::optional<std::string> take(std::string_view kind) {
    if (segments_.size() <= count_ + 1 || segments_[count_] != kind) return std::nullopt;
    const auto& name = segments_[count_ + 1];
    prefix_.append("/").append(kind).append("/").append(name);
    count_ += 2;
    return name;
  }

  std::string prefix() && { return std::move(prefix_); }
  std::size_t segments() const { return count_; }

 private:
  const std::vector<std::string>& segments_;
  std::string prefix_;
  std::size_t count_ = 0;
};

}  // namespace

std::string origin_of(const Hosting& hosting, const Request& request) {
  const auto host = request.headers.find("Host");
  return host && !host->empty() ? request.scheme + "://" + std::string(*host) : hosting.base_url();
}

Result<Address, NoAddress> find_address(const Hosting& hosting, const Target& target,
                                        const Request& request) {
  PrefixReader prefix(target);
  auto world = hosting.default_world();
  if (const auto name = prefix.take("w")) {
    world = hosting.find(*name);
    if (!world) return Failure{NoAddress{hosting.default_world(), "a world of this server", *name}};
  }
  const auto name = prefix.take("t");
  auto tenant = name ? world->find_tenant(*name)
                     : world->find_tenant_for_host(request.headers.find("Host").value_or(""));
  if (!tenant) {
    auto expected = "a tenant of the world " + world->name() + " (" + joined(tenant.error()) + ")";
    return Failure{NoAddress{std::move(world), std::move(expected), name.value_or("none")}};
  }
  const auto segments = prefix.segments();
  return Address{std::move(world), std::move(*tenant), std::move(prefix).prefix(), segments};
}

}  // namespace tines_mock::exchange

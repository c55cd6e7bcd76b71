#include "app/ready.hpp"

#include "domain/keys.hpp"
#include "json/parse.hpp"
#include "support/escape.hpp"

#include <sstream>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tines_mock::app {
namespace {

// Two of them at the most.
std::vector<std::int64_t> stories_of_team(const TenantSpec& tenant, TeamId team) {
  std::vector<std::int64_t> ids;
  for (const Story& story : tenant.stories)
    if (story.team_id == team && ids.size() < 2) ids.push_back(story.id.value);
  return ids;
}

// The documented create request from the first to the second tenant; "" when the world lacks a key,
// a story or a team for it.
std::string curl_command(const MockServer& server, const WorldSpec& world) {
  if (world.tenants.size() < 2) return "";
  const TenantSpec& origin = world.tenants[0];
  const TenantSpec& destination = world.tenants[1];
  const ApiKey* key = domain::find_key_with(origin.keys, {Right::administer_sync});
  const ApiKey* destination_key = domain::find_key_with(destination.keys, {Right::publish});
  if (!key || !destination_key || origin.stories.empty() || destination.teams.empty()) return "";
  const TeamId team = origin.stories.front().team_id;
  const Json body = {{"destination_tenant_url", destination.url},
                     {"destination_tenant_api_key", destination_key->secret},
                     {"destination_team_id", destination.teams.front().id.value},
                     {"team_id", team.value},
                     {"story_ids", stories_of_team(origin, team)}};
  std::ostringstream line;
  line << "curl " << (server.url().starts_with("https:") ? "-k " : "") << server.url(origin.name)
       << "/api/v1/admin/sync_destinations -H "
       << quote_for_shell("Authorization: Bearer " + key->secret)
       << " -H 'Content-Type: application/json' -d " << quote_for_shell(dump(body));
  return line.str();
}

std::string page_url(const MockServer& server) {
  return server.url() + "/__admin/ui";
}

}  // namespace

std::string ready_line(const MockServer& server, const WorldSpec& world) {
  Json tenants = Json::object();
  for (const auto& tenant : world.tenants) tenants[tenant.name] = server.url(tenant.name);
  return dump({{"url", server.url()},
               {"tenants", std::move(tenants)},
               {"control", server.url() + "/__admin"},
               {"rng_seed", server.world().rng_seed()},
               {"pid", ::getpid()}}) +
         '\n';
}

std::string introduction(const MockServer& server, const WorldSpec& world) {
  std::ostringstream text;
  for (const auto& tenant : world.tenants) {
    text << tenant.name << "  " << server.url(tenant.name) << "  keys:";
    for (const auto& key : tenant.keys) text << ' ' << key.secret;
    text << '\n';
  }
  if (const auto line = curl_command(server, world); !line.empty())
    text << "\nTry it in another terminal:\n\n" << line << "\n\n";
  text << "What is synced where, and every request: " << page_url(server) << "\n\n"
       << "Ctrl-C ends it.\n";
  return text.str();
}

std::string demo_introduction(const MockServer& server) {
  return "The demo plays at " + page_url(server) +
         "\n"
         "Open it in a browser. It moves on by itself; → goes to the next scene, ← goes back.\n"
         "Ctrl-C ends it.\n";
}

ReadyFile::ReadyFile(std::filesystem::path file, const std::string& line,
                     std::function<void(const std::string&)> on_failure)
    : file_(std::move(file)) {
  if (!files::has_reader(file_)) {
    written_ = files::write(file_, line);
    return;
  }
  const auto write = [path = file_, report = std::move(on_failure)](const std::string& text) {
    try {
      files::write(path, text);
    } catch (const FileError& error) {
      report(error.what());
    }
    return true;
  };
  stream_.emplace(write, [](std::size_t) { return ""; });
  stream_->write(line);
}

ReadyFile::~ReadyFile() {
  try {
    if (written_) files::remove(file_, written_);
  } catch (const FileError&) {
    // The file can be neither removed nor emptied. The server ends nevertheless.
  }
}

}  // namespace tines_mock::app

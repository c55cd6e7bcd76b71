#include "contract_tests/target/mock_target.hpp"

#include "contract_tests/target/http_target.hpp"

#include <string>

namespace tines_mock::contract {

namespace {

constexpr std::int64_t team = 7, another_team = 8, destination_team = 42;

Story story(std::int64_t id, const std::string& name, std::int64_t of_team) {
  Story made;
  made.id = StoryId{id};
  made.name = name;
  made.team_id = TeamId{of_team};
  return made;
}

ApiKey limited_key() {
  ApiKey key;
  key.secret = "limited-key-of-the-contract-suite";
  key.rights = {Right::read};
  return key;
}

/// The documented sample world, with additions that some promises need.
WorldSpec world() {
  auto spec = sample_world();
  auto& origin = spec.tenants.at(0);
  origin.teams.push_back({TeamId{another_team}, "Another team"});
  origin.stories.push_back(story(9983, "Ünïcode \"quoted\" \\ 警報 🚨", team));
  origin.stories.push_back(story(9990, "A story of another team", another_team));
  origin.next_story_id = StoryId{10'000};
  origin.next_team_id = TeamId{100};
  origin.keys.push_back(limited_key());
  return spec;
}

WorldOptions world_options(const MockOptions& options) {
  WorldOptions chosen;
  chosen.revision = options.revision;
  chosen.sync_mode = options.sync_mode;
  chosen.virtual_clock = true;
  chosen.assumptions = options.assumptions;
  return chosen;
}

}  // namespace

class MockTarget::Running final : public MockControls {
 public:
  explicit Running(const MockOptions& options) : server_(world(), world_options(options)) {}

  const MockServer& server() const { return server_; }

  void advance_clock(std::chrono::milliseconds duration) override {
    server_.virtual_clock().advance(duration);
  }

  void fail_next_push(const std::string& message) override {
    effects::PushFails effect;
    effect.reason = PushFailure::rejected;
    effect.message = message;
    inject("push", Phase::push, effect);
  }

  void lose_next_create_answer() override {
    inject("sync_destination.create", Phase::after_commit, effects::Reset{});
  }

  void rate_limit_next_request() override {
    effects::Answer effect;
    effect.status = 429;
    effect.headers = {{"Retry-After", "0"}};
    inject("sync_destination.*", Phase::before_commit, effect);
  }

 private:
  void inject(const std::string& at, Phase phase, Effect effect) {
    server_.inject({.name = "contract suite " + std::to_string(++rules_),
                    .when = operation(at),
                    .phase = phase,
                    .effect = std::move(effect),
                    .times = 1});
  }

  MockServer server_;
  int rules_ = 0;
};

MockTarget::MockTarget(const MockOptions& options) : running_(std::make_unique<Running>(options)) {}

MockTarget::~MockTarget() = default;

Settings MockTarget::settings() const {
  const auto& server = running_->server();
  Settings settings;
  settings.tenant_url = server.url("origin");
  settings.api_key = "origin-key";
  settings.team_id = team;
  settings.story_ids = {9981, 9982, 9983};
  settings.destination_url = server.url("dest");
  settings.destination_api_key = "dest-key";
  settings.destination_team_id = destination_team;
  settings.limited_api_key = limited_key().secret;
  return settings;
}

Tenants MockTarget::tenants() const {
  HttpOptions options;
  options.keep_alive = true;
  const auto at = settings();
  return {http_target(*parse_base_url(at.tenant_url), options),
          http_target(*parse_base_url(at.destination_url), options), running_.get()};
}

}  // namespace tines_mock::contract

#include "demo/player.hpp"

#include "demo/validation.hpp"
#include "exchange/keyless_request.hpp"
#include "support/stop.hpp"

#include <algorithm>
#include <stdexcept>

namespace tines_mock::demo {
namespace {

void require_tenants(const Demo& demo, exchange::HostedWorld& world) {
  for (const auto& scene : demo.scenes)
    for (const auto& step : scene.steps)
      if (!world.find_tenant(step.tenant))
        throw std::logic_error("the demo's scene \"" + scene.title +
                               "\" sends a request to the tenant \"" + step.tenant +
                               "\", which the world does not have");
}

Demo require_valid(Demo demo, exchange::HostedWorld& world) {
  if (const auto problems = validate(demo); !problems.empty())
    throw std::logic_error(to_string(problems, "the demo"));
  require_tenants(demo, world);
  if (demo.fast && !world.virtual_clock())
    throw std::logic_error(
        "a fast demo needs a world with a virtual clock: make it with demo_world_options(true)");
  return demo;
}

Milliseconds waits_of(const Scene& scene) {
  Milliseconds all = scene.stays;
  for (const auto& step : scene.steps) all += step.after;
  return all;
}

Request request_of(const SceneStep& step, exchange::HostedWorld& world) {
  auto request = exchange::with_keys(
      world,
      {.tenant = step.tenant, .method = step.method, .path = step.path, .body = step.body_json});
  request.headers.add("User-Agent", "the demo's client");
  return request;
}

}  // namespace

Player::Player(Demo demo, std::shared_ptr<exchange::HostedWorld> world, Send send)
    : demo_(require_valid(std::move(demo), *world)),
      world_(std::move(world)),
      state_(world_->start_state()),
      send_(std::move(send)) {
  const std::scoped_lock lock(mutex_);
  go_to(0);
}

Player::~Player() {
  stop();
}

void Player::start() {
  const std::scoped_lock lock(joining_);
  thread_ = std::thread([this] {
    if (demo_.fast)
      world_->virtual_clock()->advance_while([this] { run(); });
    else
      run();
  });
}

void Player::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    over_.request_stop();
  }
  const std::scoped_lock lock(joining_);
  if (thread_.joinable()) thread_.join();
}

Status Player::status() const {
  const std::scoped_lock lock(mutex_);
  return status_now();
}

Status Player::status_now() const {
  const Scene& scene = demo_.scenes[scene_];
  Status status{.title = scene.title,
                .scene = scene_,
                .text = scene.text,
                .paused = paused_,
                .ended = ended_};
  for (const auto& each : demo_.scenes) status.scenes.push_back(each.title);
  const auto now = world_->clock().now();
  if (!ended_) status.remaining = later_ + (until_ ? std::max(*until_, now) - now : left_);
  return status;
}

Status Player::next() {
  const std::scoped_lock lock(mutex_);
  if (!is_last()) go_to(scene_ + 1);
  return status_now();
}

Status Player::back() {
  const std::scoped_lock lock(mutex_);
  go_to(scene_ == 0 ? 0 : scene_ - 1);
  return status_now();
}

Status Player::pause() {
  const std::scoped_lock lock(mutex_);
  if (ended_) return status_now();
  paused_ = stands_still_ = true;
  note_what_is_left();
  interrupted_.request_stop();
  note_change();
  return status_now();
}

Status Player::play() {
  const std::scoped_lock lock(mutex_);
  if (ended_) go_to(0);
  paused_ = stands_still_ = false;
  changed_.notify_all();
  note_change();
  return status_now();
}

void Player::go_to(std::size_t scene) {
  scene_ = scene;
  stands_still_ = ended_ = false;
  until_.reset();
  left_ = Milliseconds(0);
  later_ = waits_of(demo_.scenes[scene]);
  over_.request_stop();
  note_change();
}

void Player::note_what_is_left() {
  if (!until_) return;
  const Time now = world_->clock().now();
  left_ = std::max(*until_, now) - now;
  until_.reset();
}

void Player::note_change() {
  world_->changes().note(Changes::Part::faults);
}

void Player::run() {
  while (const auto turn = begin_turn()) {
    play_turn(*turn);
    end_turn(*turn);
  }
}

std::optional<Player::Turn> Player::begin_turn() {
  const std::scoped_lock lock(mutex_);
  if (stopping_) return std::nullopt;
  over_ = std::stop_source();
  return Turn{demo_.scenes[scene_], over_.get_token()};
}

void Player::play_turn(const Turn& turn) {
  world_->reset_to(state_);
  world_->faults().add(turn.scene.rules, world_->clock().now());
  for (const auto& step : turn.scene.steps) {
    if (!wait(turn, step.after)) return;
    send_(request_of(step, *world_), turn.over);
  }
  wait(turn, turn.scene.stays);
}

void Player::end_turn(const Turn& turn) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, turn.over, [this] { return !paused_; });
  if (turn.over.stop_requested()) return;
  if (!is_last()) return go_to(scene_ + 1);
  ended_ = true;
  note_change();
  changed_.wait(lock, turn.over, [] { return false; });
}

bool Player::wait(const Turn& turn, Milliseconds duration) {
  std::unique_lock lock(mutex_);
  if (turn.over.stop_requested()) return false;
  left_ = duration;
  later_ -= duration;
  do {
    changed_.wait(lock, turn.over, [this] { return !stands_still_; });
    if (turn.over.stop_requested()) return false;
    const Time until = world_->clock().now() + left_;
    until_ = until;
    interrupted_ = std::stop_source();
    const EitherStop either(turn.over, interrupted_.get_token());
    lock.unlock();
    world_->clock().wait_until(until, either.token());
    lock.lock();
    if (turn.over.stop_requested()) return false;
    note_what_is_left();
  } while (left_ > Milliseconds(0));
  return true;
}

}  // namespace tines_mock::demo

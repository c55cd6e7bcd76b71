#pragma once

#include "exchange/hosted_world.hpp"

#include <tines_mock/demo.hpp>
#include <tines_mock/http.hpp>

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace tines_mock::demo {

/// Where a demo is.
struct Status {
  std::string title = {};  ///< of the scene
  std::size_t scene = 0;   ///< its place among `scenes`
  std::vector<std::string> scenes = {};
  std::vector<std::string> text = {};
  bool paused = false;
  bool ended = false;
  Milliseconds remaining{0};  ///< until it moves on by itself, if it is not paused
};

/// Plays a demo on a world, on a thread of its own. It moves on by itself until the last scene has
/// been played. Thread-safe.
class Player {
 public:
  /// Takes a request the way that clients' requests go. The token ends its waits.
  using Send = std::function<void(const Request&, std::stop_token)>;

  /// Nothing happens before `start`. Throws std::logic_error when the demo is not valid, when a
  /// step names a tenant that the world does not have, or when it is fast on a clock that is not
  /// virtual.
  Player(Demo demo, std::shared_ptr<exchange::HostedWorld> world, Send send);
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  void start();
  /// Ends the scene where it is, and the thread. The world stays as it is.
  void stop();

  Status status() const;

  // Each answers where the demo is then.

  /// To the next scene; from the last one to none.
  Status next();
  /// To the scene before; from the first one to its beginning.
  Status back();
  /// The scene stands still. Other scenes that `next` and `back` show meanwhile are played to their
  /// end and stay there. Nothing happens when the demo has ended.
  Status pause();
  /// Goes on after a pause; when the demo has ended, from the first scene.
  Status play();

 private:
  struct Turn {
    const Scene& scene;
    std::stop_token over;  ///< stop is requested when another scene shall begin
  };

  void run();
  /// Empty when the player stops.
  std::optional<Turn> begin_turn();
  void play_turn(const Turn& turn);
  /// Waits until the demo moves on.
  void end_turn(const Turn& turn);
  /// False when the turn is over before.
  bool wait(const Turn& turn, Milliseconds duration);
  // REQUIRES, the next four: mutex_ is held.
  Status status_now() const;
  bool is_last() const { return scene_ + 1 == demo_.scenes.size(); }
  void go_to(std::size_t scene);
  void note_what_is_left();  // of the wait
  /// The page also waits for what is no change of the world.
  void note_change();

  const Demo demo_;
  const std::shared_ptr<exchange::HostedWorld> world_;
  const WorldSpec state_;  // from which each scene begins, whatever was imported meanwhile
  const Send send_;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::size_t scene_ = 0;
  bool paused_ = false;        // the demo does not move on by itself
  bool stands_still_ = false;  // nor does the scene
  bool ended_ = false;
  bool stopping_ = false;
  std::stop_source over_;         // of the turn
  std::stop_source interrupted_;  // of the wait, which then looks whether the scene stands still
  std::optional<Time> until_;     // the end of the wait; empty while the scene does not wait
  Milliseconds left_{0};          // of the wait, when it was interrupted
  Milliseconds later_{0};         // all waits of the scene after this one

  std::mutex joining_;
  std::thread thread_;  // guarded by joining_
};

}  // namespace tines_mock::demo

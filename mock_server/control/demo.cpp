#include "control/operations.hpp"
#include "control/reply.hpp"
#include "demo/player.hpp"

#include <nlohmann/json.hpp>

namespace tines_mock::control {
namespace {

Json demo_json(const demo::Status& status) {
  return {{"title", status.title},
          {"scene", status.scene},
          {"scenes", status.scenes},
          {"text", status.text},
          {"paused", status.paused},
          {"ended", status.ended},
          {"remaining_ms", status.remaining.count()}};
}

/// `what` of a Player, which answers where the demo is then.
template <class What>
Response ask_player(const Context& context, What what) {
  if (!context.demo)
    return error(404, "This server plays no demo: start one with `tines-mock demo`");
  return reply(200, demo_json((context.demo->*what)()));
}

}  // namespace

Response show_demo(const Context& context) {
  return ask_player(context, &demo::Player::status);
}

Response go_to_next_scene(const Context& context) {
  return ask_player(context, &demo::Player::next);
}

Response go_back_to_scene(const Context& context) {
  return ask_player(context, &demo::Player::back);
}

Response pause_demo(const Context& context) {
  return ask_player(context, &demo::Player::pause);
}

Response play_demo(const Context& context) {
  return ask_player(context, &demo::Player::play);
}

}  // namespace tines_mock::control

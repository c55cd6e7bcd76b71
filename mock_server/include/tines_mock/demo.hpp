#pragma once

#include <tines_mock/clock.hpp>
#include <tines_mock/fault.hpp>
#include <tines_mock/file_error.hpp>
#include <tines_mock/world_options.hpp>
#include <tines_mock/world_spec.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Scenes that a server plays by itself on its default world, for an audience. Values only: a demo
/// plays when a server is made with it (ServerOptions::demo). `/__admin/ui` shows the scene, and
/// `/__admin/demo` goes to the next one, back, pauses and plays on.
namespace tines_mock {

/// A request that a client sends in a scene. The mock adds a key of the tenant.
struct SceneStep {
  /// The wait before it, since the step before or the scene's beginning: 0 to limits::delay.
  Milliseconds after{0};
  std::string tenant = {};
  std::string method = "GET";
  std::string path = {};  ///< below the tenant's base URL, with its query: "/api/v1/stories"
  /// JSON, or empty. `{key of NAME}` in it stands for a key that may publish to the tenant NAME.
  std::string body_json = {};
};

struct Scene {
  std::string title = {};
  std::vector<std::string> text = {};  ///< what the audience reads: one to three sentences
  std::vector<FaultRule> rules = {};   ///< besides those that the world starts with
  std::vector<SceneStep> steps = {};   ///< at most limits::demo_steps (100)
  Milliseconds stays{0};               ///< how long after its last step: 0 to limits::delay
};

/// Each scene begins from the state that the server was made with, from its fault rules and with an
/// empty journal. All durations
/// are on the world's clock.
struct Demo {
  std::vector<Scene> scenes = {};  ///< 1 to limits::demo_scenes (100)
  /// No wait takes real time: every wait moves the world's clock, which must be virtual.
  bool fast = false;
};

/// Reads a file of scenes (fixtures/schemas/demo.schema.json). Throws FileError with every mistake.
Demo load_demo(const std::filesystem::path& file);

/// Reads the text of such a file; errors call it `name`. Throws FileError with every mistake.
Demo parse_demo(std::string_view json, std::string_view name = "demo");

/// The demo that is built in, fixtures/demo/scenes.json, and its world, fixtures/worlds/demo.json.
Demo sample_demo();
WorldSpec demo_world();

/// How a world behaves in which people watch a demo: a story is synced 1.5 s after its cause, so
/// that the wait is seen. With `fast` its clock is virtual.
WorldOptions demo_world_options(bool fast = false);

}  // namespace tines_mock

#include "demo/validation.hpp"
#include "faults/rule_json.hpp"
#include "files/file.hpp"

#include <tines_mock/demo.hpp>

#include <algorithm>

namespace tines_mock {
namespace demo {

// The texts of fixtures/demo/scenes.json and fixtures/worlds/demo.json, built in by CMakeLists.txt.
extern const std::string_view sample_scenes_text;
extern const std::string_view demo_world_text;

namespace {

void read_wait(ObjectReader& object, std::string_view name, Milliseconds& to) {
  std::int64_t wait_ms = to.count();
  object.read(name, wait_ms);
  to = Milliseconds(wait_ms);
}

void read_scenario(const ValueReader& value, std::vector<FaultRule>& to) {
  const auto name = value.text();
  if (!name) return;
  const auto& all = scenarios();
  const auto found = std::ranges::find(all, *name, &Scenario::name);
  if (found == all.end()) return value.invalid("the name of a scenario, as `scenarios` lists them");
  to.insert(to.end(), found->rules.begin(), found->rules.end());
}

SceneStep read_step(const ValueReader& value) {
  SceneStep step;
  ObjectReader object(value);
  read_wait(object, "after_ms", step.after);
  object.required_text("tenant", step.tenant);
  object.read("method", step.method);
  object.required_text("path", step.path);
  if (const auto body = object.optional("body")) step.body_json = dump(body->json());
  object.no_others();
  return step;
}

Scene read_scene(const ValueReader& value) {
  Scene scene;
  ObjectReader object(value);
  object.required_text("title", scene.title);
  if (const auto text = object.required("text", "an array of sentences"))
    text->each(
        [&](const ValueReader& sentence) { scene.text.push_back(sentence.text().value_or("")); });
  if (const auto rules = object.optional("rules")) scene.rules = faults::read_rules(*rules);
  object.each("scenarios", [&](const ValueReader& name) { read_scenario(name, scene.rules); });
  object.each("steps", [&](const ValueReader& step) { scene.steps.push_back(read_step(step)); });
  read_wait(object, "stays_ms", scene.stays);
  object.no_others();
  return scene;
}

Demo read_demo(const ValueReader& value) {
  Demo demo;
  ObjectReader object(value);
  files::pass_schema(object);
  if (const auto scenes = object.required("scenes", "an array of scenes"))
    scenes->each([&](const ValueReader& scene) { demo.scenes.push_back(read_scene(scene)); });
  object.no_others();
  if (value.problems().empty()) value.problems() = validate(demo, value.pointer());
  return demo;
}

}  // namespace
}  // namespace demo

Demo parse_demo(std::string_view text, std::string_view name) {
  const Json json = files::parse(text, name);
  Problems problems;
  auto read = demo::read_demo(ValueReader(json, "", problems));
  files::throw_if_any(problems, name);
  return read;
}

Demo load_demo(const std::filesystem::path& file) {
  return parse_demo(files::read(file), file.string());
}

Demo sample_demo() {
  return parse_demo(demo::sample_scenes_text, "the demo that is built in");
}

WorldSpec demo_world() {
  return parse_world(demo::demo_world_text, "the demo's world");
}

WorldOptions demo_world_options(bool fast) {
  return {.virtual_clock = fast, .sync_mode = SyncMode::deferred, .sync_delay = Milliseconds(1500)};
}

}  // namespace tines_mock

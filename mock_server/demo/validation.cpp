#include "demo/validation.hpp"

#include "faults/plan.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

#include <algorithm>

namespace tines_mock::demo {
namespace {

constexpr IntegerRange a_wait{0, limits::delay.count()};
constexpr std::size_t most_sentences = 3;

class Checker {
 public:
  Problems check(const Demo& demo, const std::string& pointer) {
    const auto place = child(pointer, "scenes");
    expect_count(demo.scenes.size(), 1, limits::demo_scenes, "scenes", place);
    for (std::size_t i = 0; i < demo.scenes.size(); ++i) check(demo.scenes[i], child(place, i));
    return std::move(problems_);
  }

 private:
  void check(const Scene& scene, const std::string& place) {
    const auto text = child(place, "text");
    const auto steps = child(place, "steps");
    expect_words(scene.title, child(place, "title"));
    expect_count(scene.text.size(), 1, most_sentences, "sentences", text);
    for (std::size_t i = 0; i < scene.text.size(); ++i) expect_words(scene.text[i], child(text, i));
    const auto wrong = faults::Plan(0).add(scene.rules, {}, child(place, "rules"));
    problems_.insert(problems_.end(), wrong.begin(), wrong.end());
    expect_count(scene.steps.size(), 0, limits::demo_steps, "steps", steps);
    for (std::size_t i = 0; i < scene.steps.size(); ++i) check(scene.steps[i], child(steps, i));
    expect_wait(scene.stays, child(place, "stays_ms"));
  }

  void check(const SceneStep& step, const std::string& place) {
    expect_wait(step.after, child(place, "after_ms"));
    expect_words(step.tenant, child(place, "tenant"));
    const bool in_capitals = !step.method.empty() && std::ranges::all_of(step.method, [](char c) {
      return c >= 'A' && c <= 'Z';
    });
    expect(in_capitals, child(place, "method"), "a method in capital letters", step.method);
    expect(step.path.starts_with('/'), child(place, "path"), "a path that starts with a slash",
           step.path);
    if (step.body_json.empty()) return;
    if (const auto json = parse_json(step.body_json); !json)
      problems_.push_back({Problem::Kind::invalid, child(place, "body"), "JSON", json.error()});
  }

  void expect(bool holds, std::string place, std::string expected, const std::string& found) {
    if (!holds)
      problems_.push_back(
          {Problem::Kind::invalid, std::move(place), std::move(expected), '"' + found + '"'});
  }

  void expect_words(const std::string& text, std::string place) {
    expect(!is_blank(text), std::move(place), "a text that is not blank", text);
  }

  void expect_wait(Milliseconds wait, std::string place) {
    if (wait.count() < a_wait.min || wait.count() > a_wait.max)
      problems_.push_back({Problem::Kind::out_of_range, std::move(place), expected_integer(a_wait),
                           std::to_string(wait.count())});
  }

  void expect_count(std::size_t count, std::size_t least, std::size_t most, const char* what,
                    std::string place) {
    if (count < least || count > most)
      problems_.push_back({Problem::Kind::out_of_range, std::move(place),
                           std::to_string(least) + " to " + std::to_string(most) + ' ' + what,
                           std::to_string(count)});
  }

  Problems problems_;
};

}  // namespace

Problems validate(const Demo& demo, const std::string& pointer) {
  return Checker().check(demo, pointer);
}

}  // namespace tines_mock::demo

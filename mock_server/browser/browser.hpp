#pragma once

#include "browser/session.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace tines_mock::browser {

enum class Colors { light, dark };

/// Keys by the names that `Browser::press` knows beside single characters.
namespace keys {
inline constexpr std::string_view escape = "\uE00C";
inline constexpr std::string_view enter = "\uE007";
inline constexpr std::string_view tab = "\uE004";
inline constexpr std::string_view left = "\uE012";
inline constexpr std::string_view right = "\uE014";
}  // namespace keys

/// A window of the browser, one at a time, closed at the end. It has nothing of those before it.
///
/// An element is named by a CSS selector; the first that fits is meant. What acts on an element
/// waits until it can be acted on. Scripts are bodies of functions, their arguments are
/// `arguments[0]` and so on. Everything throws BrowserError. Not thread-safe.
class Browser {
 public:
  Browser();  ///< throws NoBrowser
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  void open(const std::string& url);
  std::string url();

  void click(std::string_view selector);
  /// Replaces what the field holds, as a person does: key by key.
  void type(std::string_view selector, std::string_view text);
  /// Chooses the option of a <select> with that value.
  void choose(std::string_view selector, std::string_view value);
  /// One key, to the element that has the focus.
  void press(std::string_view key);

  /// The text as it is shown.
  std::string text(std::string_view selector);
  std::string attribute(std::string_view selector, std::string_view name);
  std::size_t count(std::string_view selector);
  bool shows(std::string_view selector);

  /// Runs the script in the page and returns what it returns.
  template <class... Arguments>
  nlohmann::json run(std::string_view script, const Arguments&... arguments) {
    return run_with(script, nlohmann::json::array({nlohmann::json(arguments)...}));
  }
  /// Waits until the script returns something true.
  template <class... Arguments>
  void wait_until(std::string_view script, const Arguments&... arguments) {
    wait_with(script, nlohmann::json::array({nlohmann::json(arguments)...}));
  }
  void wait_for(std::string_view selector);     ///< it is shown
  void wait_for_no(std::string_view selector);  ///< it is not there, or not shown
  /// The element's text, as it is shown, contains that.
  void wait_for_text(std::string_view selector, std::string_view part);

  void resize(int width_px, int height_px);
  void prefer(Colors colors);
  /// What the page wrote to its console as errors since this was last called: uncaught exceptions,
  /// violations of the Content-Security-Policy, requests without a good answer.
  std::vector<std::string> errors();
  /// A PNG of the viewport.
  std::string screenshot();
  /// A command of Chromium's own protocol.
  nlohmann::json devtools(std::string_view command, const nlohmann::json& parameters);

 private:
  nlohmann::json run_with(std::string_view script, const nlohmann::json& arguments);
  void wait_with(std::string_view script, const nlohmann::json& arguments);
  std::string element(std::string_view selector);
  void act_on(std::string_view selector, const std::string& action, const nlohmann::json& body);
  [[noreturn]] void fail(const std::string& error, const std::string& why);

  Session& session_ = Session::shared();
  std::string first_window_;
};

}  // namespace tines_mock::browser

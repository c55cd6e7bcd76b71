#include "browser/browser.hpp"

#include <utility>

#include <openssl/evp.h>

namespace tines_mock::browser {
namespace {

using nlohmann::json;

/// The page has changed between looking for the element and acting on it, or has not come to rest.
bool passes_by_itself(const std::string& error) {
  return error == "stale element reference" || error == "no such element" ||
         error == "element not interactable" || error == "element click intercepted";
}

std::string decoded(const std::string& base64) {
  std::string bytes(base64.size(), '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(base64.data());
  auto* to = reinterpret_cast<unsigned char*>(bytes.data());
  const auto length = ::EVP_DecodeBlock(to, from, static_cast<int>(base64.size()));
  const auto padding = base64.size() - base64.find_last_not_of('=') - 1;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

/// A function of the page that looks every few milliseconds whether the condition holds.
std::string waiting_for(std::string_view condition) {
  return "const done = arguments[arguments.length - 1];"
         "const given = Array.prototype.slice.call(arguments, 0, -1);"
         "const condition = function () {" +
         std::string(condition) +
         "};"
         "const until = performance.now() + " +
         std::to_string(patience.count()) +
         ";(function look() {"
         "  let holds = false;"
         "  try { holds = condition.apply(null, given); } catch (error) { return "
         "done(String(error)); }"
         "  if (holds) done(true);"
         "  else if (performance.now() > until) done(false);"
         "  else setTimeout(look, 10);"
         "})();";
}

/// Whether a person sees it. The page's own `hidden` counts, and so does an empty box.
constexpr std::string_view shown =
    "const found = document.querySelector(arguments[0]);"
    "if (!found || !found.checkVisibility({visibilityProperty: true})) return false;";

}  // namespace

Browser::Browser() {
  const auto windows = session_.get("/window/handles");
  const auto made = session_.post("/window/new", {{"type", "window"}});
  session_.post("/window", {{"handle", made.at("handle")}});
  first_window_ = windows.at(0);
  devtools("Emulation.setFocusEmulationEnabled", {{"enabled", true}});
  resize(1280, 940);
  prefer(Colors::light);
  errors();
}

Browser::~Browser() {
  try {
    session_.remove("/window");
    session_.post("/window", {{"handle", first_window_}});
  } catch (const std::exception&) {
    // The next test opens a window of its own, and says what is wrong with the browser.
  }
}

void Browser::fail(const std::string& error, const std::string& why) {
  std::string page;
  try {
    page = run("return location.href + '\\n' + document.body.innerText").get<std::string>();
  } catch (const BrowserError& none) {
    page = none.what();
  }
  throw BrowserError(error, why + "\nthe page: " + page.substr(0, 3000));
}

void Browser::open(const std::string& url) {
  session_.post("/url", {{"url", url}});
}

std::string Browser::url() {
  return run("return location.href");
}

std::string Browser::element(std::string_view selector) {
  return session_.post("/element", {{"using", "css selector"}, {"value", selector}})
      .begin()
      .value();
}

void Browser::act_on(std::string_view selector, const std::string& action, const json& body) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    wait_until("return document.querySelector(arguments[0])", selector);
    try {
      session_.post("/element/" + element(selector) + action, body);
      return;
    } catch (const BrowserError& error) {
      if (!passes_by_itself(error.error()) || std::chrono::steady_clock::now() > until)
        fail(error.error(), std::string(selector) + action + ": " + error.what());
    }
  }
}

void Browser::click(std::string_view selector) {
  act_on(selector, "/click", json::object());
}

void Browser::type(std::string_view selector, std::string_view text) {
  constexpr std::string_view select_all = "\uE009a\uE000";
  constexpr std::string_view remove = "\uE003";
  const auto typed = text.empty() ? remove : text;
  act_on(selector, "/value", {{"text", std::string(select_all).append(typed)}});
}

void Browser::choose(std::string_view selector, std::string_view value) {
  // WebDriver's click on an option fires `input` before the choice is made, as no browser does.
  wait_until(
      "const select = document.querySelector(arguments[0]);"
      "if (![...(select?.options ?? [])].some((each) => each.value === arguments[1])) return false;"
      "select.focus(); select.value = arguments[1];"
      "for (const name of ['input', 'change'])"
      "  select.dispatchEvent(new Event(name, {bubbles: true}));"
      "return true",
      selector, value);
}

void Browser::press(std::string_view key) {
  const auto strokes = json::array({{{"type", "keyDown"}, {"value", key}},  //
                                    {{"type", "keyUp"}, {"value", key}}});
  const json keyboard = {{"type", "key"}, {"id", "keyboard"}, {"actions", strokes}};
  session_.post("/actions", {{"actions", json::array({keyboard})}});
}

std::string Browser::text(std::string_view selector) {
  wait_for(selector);
  return run("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
}

std::string Browser::attribute(std::string_view selector, std::string_view name) {
  wait_until("return document.querySelector(arguments[0])", selector);
  return run("return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''",
             selector, name);
}

std::size_t Browser::count(std::string_view selector) {
  return run("return document.querySelectorAll(arguments[0]).length", selector);
}

bool Browser::shows(std::string_view selector) {
  return run(std::string(shown) + "return true;", selector);
}

json Browser::run_with(std::string_view script, const json& arguments) {
  return session_.post("/execute/sync", {{"script", script}, {"args", arguments}});
}

void Browser::wait_with(std::string_view script, const json& arguments) {
  const auto asked = std::string(script) + " with " + arguments.dump();
  json held;
  try {
    held = session_.post("/execute/async", {{"script", waiting_for(script)}, {"args", arguments}});
  } catch (const BrowserError& error) {
    fail(error.error(), asked + ": " + error.what());
  }
  if (held.is_string()) fail("javascript error", asked + ": " + held.get<std::string>());
  if (held != true) fail("waited in vain", asked);
}

void Browser::wait_for(std::string_view selector) {
  wait_until(std::string(shown) + "return true;", selector);
}

void Browser::wait_for_no(std::string_view selector) {
  wait_until("return !(function () {" + std::string(shown) + "return true;})(arguments[0]);",
             selector);
}

void Browser::wait_for_text(std::string_view selector, std::string_view part) {
  wait_until(std::string(shown) + "return found.innerText.includes(arguments[1]);", selector, part);
}

void Browser::resize(int width_px, int height_px) {
  devtools(
      "Emulation.setDeviceMetricsOverride",
      {{"width", width_px}, {"height", height_px}, {"deviceScaleFactor", 1}, {"mobile", false}});
}

void Browser::prefer(Colors colors) {
  const auto* const value = colors == Colors::dark ? "dark" : "light";
  const auto features = json::array({{{"name", "prefers-color-scheme"}, {"value", value}},
                                     {{"name", "prefers-reduced-motion"}, {"value", "reduce"}}});
  devtools("Emulation.setEmulatedMedia", {{"features", features}});
}

std::vector<std::string> Browser::errors() {
  std::vector<std::string> found;
  for (const auto& line : session_.post("/se/log", {{"type", "browser"}}))
    if (line.at("level") == "SEVERE") found.push_back(line.at("message"));
  return found;
}

std::string Browser::screenshot() {
  return decoded(session_.get("/screenshot"));
}

json Browser::devtools(std::string_view command, const json& parameters) {
  return session_.post("/goog/cdp/execute", {{"cmd", command}, {"params", parameters}});
}

}  // namespace tines_mock::browser

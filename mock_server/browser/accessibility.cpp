#include "browser/accessibility.hpp"

namespace tines_mock::browser {

extern const std::string_view accessibility_script;

std::vector<std::string> barriers(Browser& browser) {
  return browser.run(accessibility_script,
                     std::vector<std::string>{"names", "order", "focus", "contrast"});
}

std::vector<std::string> sticking_out(Browser& browser, int width_px) {
  browser.resize(width_px, 940);
  return browser.run(accessibility_script, std::vector<std::string>{"width"});
}

}  // namespace tines_mock::browser

#include "browser/accessibility.hpp"

#include "browser/testing/page_of.hpp"
#include "testing/catch2.hpp"

using namespace tines_mock::browser;
using Catch::Matchers::Contains;

namespace {

using Findings = std::vector<std::string>;
const Findings none;

std::string all_of(const Findings& findings) {
  std::string text;
  for (const auto& each : findings) text += each + "\n";
  return text;
}

}  // namespace

TEST_CASE("a page that everyone can use has no barriers") {
  Browser browser;
  browser.open(
      page_of("<label>name <input placeholder=none></label><button>go</button>"
              "<a href='#x'>link</a><button aria-label=close>x</button>",
              "::placeholder { color: #555 }"));
  CHECK(barriers(browser) == none);
  CHECK(sticking_out(browser, 390) == none);
}

TEST_CASE("each barrier is found") {
  struct Case {
    std::string body, style, finding;
  };
  const std::vector<Case> cases = {
      {"<button></button>", "", "names: <button> has no name"},
      {"<input id=i placeholder=name>", "", "names: <input#i> has no name"},
      {"<div role=switch tabindex=0></div>", "", "names: <div> has no name"},
      {"<p id=a>1</p><p id=a>2</p>", "", "names: two elements have the id a"},
      {"<button aria-labelledby=none>x</button>", "", "aria-labelledby names no element: none"},
      {"<button tabindex=3>x</button>", "", "order: <button \"x\"> jumps"},
      {"<button>x</button>", "button { outline: none }", "focus: <button \"x\"> does not show"},
      {"<p>grey</p>", "p { color: #888 }", "contrast: <p \"grey\"> has a contrast of 3.54"},
      {"<div><p>dim</p></div>", "div { opacity: .5 }", "contrast: <p \"dim\">"},
      {"<p>on black</p>", "body { background: #222 }", "contrast: <p \"on black\">"},
      {"<label>a <input placeholder=pale></label>", "::placeholder { color: #ccc }",
       "contrast: <in"},
  };
  Browser browser;
  for (const auto& each : cases) {
    browser.open(page_of(each.body, each.style));
    CHECK_THAT(all_of(barriers(browser)), Contains(each.finding));
  }
}

TEST_CASE("large text may have less contrast, and what is disabled any") {
  Browser browser;
  browser.open(page_of("<h1>large</h1><button disabled>no</button>",
                       "h1 { color: #888; font-size: 32px } button { color: #ccc }"));
  CHECK(barriers(browser) == none);
}

TEST_CASE("a page that is wider than the window is found, with what sticks out") {
  Browser browser;
  browser.open(page_of("<div id=wide style='width: 500px'>0</div>"));
  CHECK_THAT(all_of(sticking_out(browser, 390)), Contains("<div#wide"));
  CHECK(sticking_out(browser, 768) == none);
}

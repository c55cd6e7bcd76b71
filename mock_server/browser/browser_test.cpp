#include "browser/browser.hpp"

#include "browser/testing/page_of.hpp"
#include "testing/catch2.hpp"
#include "testing/eventually.hpp"

#include <array>
#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace tines_mock;
using namespace tines_mock::browser;
using Catch::Matchers::Contains;

namespace {

bool ends(pid_t group) {
  return eventually([group] {
    while (::waitpid(-group, nullptr, WNOHANG) > 0) {
    }
    return ::kill(-group, 0) != 0;
  });
}

}  // namespace

TEST_CASE("a click reaches what a person would click") {
  Browser browser;
  browser.open(
      page_of("<button id=b onclick=\"said.textContent = 'pressed'\">press</button>"
              "<p id=said>nothing</p>"));
  CHECK(browser.text("#said") == "nothing");
  browser.click("#b");
  CHECK(browser.text("#said") == "pressed");
}

TEST_CASE("a click waits for what is not there yet") {
  Browser browser;
  browser.open(
      page_of("<div id=d></div><script>setTimeout(() => { d.innerHTML = "
              "'<button id=late onclick=\"this.textContent = 1\">0</button>' }, 100)"
              "</script>"));
  browser.click("#late");
  CHECK(browser.text("#late") == "1");
}

TEST_CASE("a field is typed into, a choice is chosen, a key reaches the focus") {
  Browser browser;
  browser.open(
      page_of("<input id=i value=old><select id=s><option value=1>one"
              "<option value=2>two</select><p id=key>none</p>"
              "<script>onkeydown = (event) => key.textContent = event.key</script>"));
  browser.type("#i", "new \"text\"");
  CHECK(browser.run("return i.value") == "new \"text\"");
  browser.choose("#s", "2");
  CHECK(browser.run("return s.value") == "2");
  browser.press(keys::escape);
  CHECK(browser.text("#key") == "Escape");
  browser.press("?");
  CHECK(browser.text("#key") == "?");
}

TEST_CASE("a condition that the page comes to is waited for") {
  Browser browser;
  browser.open(
      page_of("<p id=p hidden>0</p><script>setTimeout(() => { p.hidden = false; "
              "p.textContent = 'it came' }, 100)</script>"));
  CHECK_FALSE(browser.shows("#p"));
  browser.wait_for_text("#p", "came");
  CHECK(browser.shows("#p"));
  browser.run("setTimeout(() => p.remove(), 50)");
  browser.wait_for_no("#p");
  CHECK(browser.count("p") == 0);
}

TEST_CASE("what fails says what was asked and what the page shows") {
  Browser browser;
  browser.open(page_of("<p>all that there is</p>"));
  CHECK_THROWS_WITH(browser.wait_until("return nowhere.at.all"),
                    Contains("nowhere is not defined") && Contains("all that there is"));
  CHECK_THROWS_WITH(browser.run("throw new Error('why')"), Contains("why"));
}

TEST_CASE("an error in the page is seen once, a warning is not one") {
  Browser browser;
  browser.open(
      page_of("<script>console.warn('a warning'); console.error('told');"
              "setTimeout(() => { throw new Error('uncaught') }, 0)</script>"));
  browser.wait_until("return document.readyState === 'complete'");
  browser.run("return 0");
  const auto errors = browser.errors();
  REQUIRE(errors.size() == 2);
  CHECK_THAT(errors[0], Contains("told"));
  CHECK_THAT(errors[1], Contains("uncaught"));
  CHECK(browser.errors().empty());
}

TEST_CASE("the size of the window and its colors are what a test asks for") {
  Browser browser;
  browser.open(page_of("<p>0</p>"));
  browser.resize(390, 844);
  CHECK(browser.run("return [innerWidth, innerHeight]") == nlohmann::json({390, 844}));
  browser.resize(2560, 1000);
  CHECK(browser.run("return innerWidth") == 2560);
  const auto dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
  CHECK(browser.run(dark) == false);
  browser.prefer(Colors::dark);
  CHECK(browser.run(dark) == true);
}

TEST_CASE("a screenshot is a PNG of the window") {
  Browser browser;
  browser.open(page_of("<p>0</p>"));
  browser.resize(400, 300);
  const auto image = browser.screenshot();
  REQUIRE(image.size() > 24);
  CHECK(image.substr(1, 3) == "PNG");
  CHECK(image.substr(16, 8) == std::string("\0\0\1\x90\0\0\1\x2c", 8));
  CHECK(image.substr(image.size() - 8, 4) == "IEND");
}

TEST_CASE("the browser reaches no other machine") {
  Browser browser;
  CHECK_THROWS_WITH(browser.open("http://example.com/"), Contains("ERR_NAME_NOT_RESOLVED"));
}

TEST_CASE("the browser's processes end with its session, also when the test throws") {
  pid_t group{};
  try {
    const Session session;
    group = session.process();
    CHECK(::kill(-group, 0) == 0);
    throw 1;
  } catch (int) {
  }
  CHECK(ends(group));
}

TEST_CASE("a test that is killed leaves no browser") {
  { const Chromedriver probe; }  // throws NoBrowser here rather than in the process that is killed
  const TemporaryFolder folder;
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const auto test = ::fork();
  REQUIRE(test >= 0);
  if (test == 0) {
    ::setenv("TMPDIR", folder.path().c_str(), 1);  // it cannot remove what it leaves
    const Session session;
    const auto group = session.process();
    if (::write(pipe[1], &group, sizeof group) < 0) ::_exit(1);
    for (;;) ::pause();
  }
  ::close(pipe[1]);
  pid_t group{};
  REQUIRE(::read(pipe[0], &group, sizeof group) == sizeof group);
  CHECK(::kill(-group, 0) == 0);
  ::kill(test, SIGKILL);
  CHECK(::waitpid(test, nullptr, 0) == test);
  CHECK(ends(group));
  ::close(pipe[0]);
}

TEST_CASE("a window has nothing of the one before it") {
  {
    Browser browser;
    browser.resize(400, 300);
    browser.prefer(Colors::dark);
    browser.open(page_of("<script>console.error('old')</script>"));
  }
  Browser browser;
  browser.open(page_of("<p>0</p>"));
  CHECK(browser.errors().empty());
  CHECK(browser.run("return [innerWidth, document.hidden]") == nlohmann::json({1280, false}));
  CHECK(browser.run("return matchMedia('(prefers-color-scheme: dark)').matches") == false);
}

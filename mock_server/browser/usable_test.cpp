#include "browser/accessibility.hpp"
#include "browser/testing/page.hpp"
#include "browser/testing/worlds.hpp"

using namespace tines_mock;
using namespace tines_mock::browser;
using namespace tines_mock::end_to_end;

namespace {

/// A world in which much is to be seen: each status, a lost answer, rules of every state.
MockServer& busy(MockServer& server) {
  server.inject_scenario("key_revoked_halfway");
  create(server);
  server.world().remove_scenario("key_revoked_halfway");
  server.inject({.name = "lost",
                 .when = operation("sync_destination.create"),
                 .phase = Phase::after_commit,
                 .effect = effects::Answer{.status = 504},
                 .times = 1});
  create(server);
  server.inject({.name = "not yet", .when = operation("story.get"), .effect = effects::reset()});
  server.handle(list());
  return server;
}

void check_both_colors(Page& page) {
  for (const auto colors : {Colors::light, Colors::dark}) {
    INFO((colors == Colors::dark ? "dark" : "light"));
    page.prefer(colors);
    CHECK(barriers(page) == none);
  }
}

/// The sources of the tests in this folder.
std::string sources() {
  std::string all;
  for (const auto& file :
       std::filesystem::directory_iterator(TINES_MOCK_FIXTURES "/../mock_server/browser")) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream source(file.path());
    all.append(std::istreambuf_iterator<char>(source), {});
  }
  return all;
}

}  // namespace

TEST_CASE("the page of a fresh world has no barriers") {
  MockServer server;
  Page page(server);
  page.wait_for("#scenarios li");
  check_both_colors(page);
}

TEST_CASE("the page of a busy world has no barriers, with a request open as well") {
  MockServer server;
  Page page(busy(server), "?request=2");
  page.wait_for("#why li");
  page.wait_for(called("subscription-origin/24/9981"));
  check_both_colors(page);
}

TEST_CASE("no dialog has barriers") {
  MockServer server;
  Page page(busy(server));
  const std::vector<std::string> openers = {"#help",
                                            "#reset",
                                            "#new-destination",
                                            "#new-rule",
                                            called("subscription-origin/24/9982"),
                                            called("edit-origin/9981")};
  for (const auto& opener : openers) {
    INFO(opener);
    page.click(opener);
    page.wait_for("dialog[open]");
    check_both_colors(page);
    page.press(keys::escape);
    page.wait_for_no("dialog[open]");
  }
}

TEST_CASE("the page never scrolls sideways, whatever its names and dialogs") {
  auto world = sample_world();
  world.tenants[0].stories[0].name = std::string(200, 'w');
  world.tenants[1].teams[0].name = std::string(200, 'm');
  MockServer server(world);
  server.inject(failing_pushes(std::string(300, 'e')));
  server.inject({.name = std::string(190, 'r'), .effect = effects::Answer{.status = 500}});
  server.handle(to_origin("GET", "/api/v1/" + std::string(400, 'p')));
  server.world().remove_fault(std::string(190, 'r'));
  create(server);
  Page page(server, "?request=1");
  page.wait_for("#request");
  page.wait_for(called("destination-origin/24"));
  for (const int width : {390, 768, 1280, 2560}) {
    INFO(width << " px");
    CHECK(sticking_out(page, width) == none);
  }
  page.click("#new-rule");
  page.wait_for("#rule-dialog");
  CHECK(sticking_out(page, 390) == none);
  page.press(keys::escape);
  page.click(called("story-origin/9981"));
  page.wait_for("#map-story");
  CHECK(sticking_out(page, 390) == none);
  page.click("#new-destination");
  page.wait_for("#destination-dialog");
  CHECK(page.run("const dialog = document.getElementById('destination-dialog');"
                 "return dialog.scrollWidth <= dialog.clientWidth") == true);
  page.press(keys::escape);
  page.click("#export");
  page.wait_for("#export-har");
  CHECK(page.run("return document.getElementById('export-har').getBoundingClientRect().left > 0") ==
        true);
}

TEST_CASE("at 768 px the bars are not broken into single controls, and words are not cut") {
  MockServer server;
  Page page(server);
  page.resize(768, 1024);
  const auto top = [&](const char* selector) {
    return page.run("return document.querySelector(arguments[0]).getBoundingClientRect().top",
                    selector);
  };
  page.wait_for("#map-empty");
  CHECK(top("#new-destination") == top("#reset"));
  CHECK(top("#map-find") == top("#map-group"));
  page.resize(1280, 940);
  // A placeholder that is too long makes its field scroll.
  CHECK(page.run("return [...document.querySelectorAll('[type=search]')].every((field) => {"
                 "  field.value = field.placeholder;"
                 "  return field.scrollWidth <= field.clientWidth; })") == true);
}

TEST_CASE("every control of the page is used by a test") {
  MockServer server;
  Page page(server);
  page.click("#new-rule");
  page.wait_for("#rule-attributes");
  const Lines ids = page.run(
      "return [...document.querySelectorAll('button, input, select, textarea, summary')]"
      ".map((each) => each.id).filter((id) => id && !id.startsWith('scenario-'))");
  CHECK(ids.size() > 40);
  const auto tests = sources();
  for (const auto& id : ids) {
    INFO(id);
    CHECK(tests.find("\"#" + id) != std::string::npos);
  }
}
